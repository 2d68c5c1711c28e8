package generation

import (
	"context"
	"time"

	"github.com/planspark/planspark/protocol"
)

// How often places in the queue are looked at and told.
const (
	placeTick   = 500 * time.Millisecond // between two looks; longer when the queue is long
	placeSoon   = 50 * time.Millisecond  // from a change here to the look that it causes
	placeRepeat = 8 * time.Second        // a place that did not change is told again after this
	placeEach   = 20 * time.Microsecond  // by which each waiting generation makes the tick longer
	learnEvery  = 10 * time.Second       // between two looks at how long generations took elsewhere
)

// Run tells waiting watchers their places, and learns how long generations take, until the context ends.
func (s *Service) Run(ctx context.Context) error {
	learn := time.NewTicker(learnEvery)
	defer learn.Stop()
	s.learn(ctx)
	told := map[string]told{}
	next := alarm{Timer: time.NewTimer(placeTick), at: time.Now().Add(placeTick)}
	defer next.Stop()
	length := 0 // of the queue; the longer it is, the less often it is looked at
	for {
		each := time.Duration(length) * placeEach
		select {
		case <-ctx.Done():
			return nil
		case <-learn.C:
			s.learn(ctx)
			s.shed(ctx)
		case <-s.changed:
			next.notLaterThan(placeSoon + each)
		case <-next.C:
			length = s.tellPlaces(ctx, s.readers.Waiting(), told)
			next.set(placeTick + time.Duration(length)*placeEach)
		}
	}
}

// alarm is a timer that can be brought forward.
type alarm struct {
	*time.Timer
	at time.Time
}

func (a *alarm) set(d time.Duration) {
	a.at = time.Now().Add(d)
	a.Reset(d)
}

// notLaterThan never puts the alarm off: changes without end must not keep it from going off.
func (a *alarm) notLaterThan(d time.Duration) {
	if time.Now().Add(d).Before(a.at) {
		a.set(d)
	}
}

// learn takes evidence of all instances, which a new one has none of its own of.
func (s *Service) learn(ctx context.Context) {
	recent, err := s.ledger.Durations(ctx, evidenceKept)
	if err != nil {
		if ctx.Err() == nil {
			s.cfg.Logger.Warn().Err(err).Msg("typical durations were not read; the next look tries again")
		}
		return
	}
	s.estimate.Learn(recent)
}

// shedTogether bounds how many are moved to the express lane at a time.
const shedTogether = 1000

// shed has the built-in planner serve those who have waited for too long.
func (s *Service) shed(ctx context.Context) {
	if s.cfg.Overdue <= 0 {
		return
	}
	moved, err := s.ledger.Shed(ctx, s.cfg.Overdue, shedTogether)
	if err != nil {
		if ctx.Err() == nil {
			s.cfg.Logger.Warn().Err(err).Msg("who has waited for too long was not looked for; the next look tries again")
		}
		return
	}
	if moved == 0 {
		return
	}
	s.cfg.Logger.Info().Int("generations", moved).Msg("waited for too long; the built-in planner serves them")
	s.runner.Wake()
	s.cfg.Signals.Send(Signal{Kind: SignalWork})
	s.noteChange()
}

// told is what the watchers of a generation heard last.
type told struct {
	position, length, running int

	at time.Time
}

// tellPlaces tells each waiting generation that is watched here its place, if that is news, and
// returns how long the lines are. Those that are in no line any more have been claimed, or have ended.
func (s *Service) tellPlaces(ctx context.Context, waiting []string, last map[string]told) int {
	if len(waiting) == 0 {
		clear(last)
		s.standing.recent() // which forgets what is old
		return 0
	}
	lines, err := s.standing.read(ctx)
	if err != nil {
		s.cfg.Logger.Warn().Err(err).Msg("places were not read; the next look tries again")
		return 0
	}
	length, inLine := 0, map[string]bool{}
	for _, line := range lines {
		length += len(line.Waiting)
		s.tellLane(line, waiting, last)
		for _, id := range line.Waiting {
			inLine[id] = true
		}
	}
	for _, id := range waiting {
		if !inLine[id] {
			s.readers.Look(ctx, id)
		}
	}
	for id := range last {
		if !inLine[id] {
			delete(last, id)
		}
	}
	return length
}

// waitingOn is what the head of the line waits for.
func (s *Service) waitingOn() string {
	if s.cfg.Crowded != nil && s.cfg.Crowded() {
		return protocol.WaitingOnProvider
	}
	return protocol.WaitingOnPool
}

func (s *Service) tellLane(line Line, waiting []string, last map[string]told) {
	places := make(map[string]int, len(line.Waiting))
	for i, id := range line.Waiting {
		places[id] = i + 1
	}
	typical, high := s.estimate.Waits(line, len(line.Waiting))
	now := time.Now()
	for _, id := range waiting {
		place, ok := places[id]
		before := last[id] // in place 0, when nothing was told
		news := told{position: place, length: len(line.Waiting), running: len(line.Running), at: before.at}
		if !ok || before == news && now.Sub(before.at) < placeRepeat {
			continue
		}
		news.at = now
		last[id] = news
		q := protocol.Queue{Position: place, Length: news.length, Running: news.running, WaitingOn: s.waitingOn()}
		if typical != nil {
			q.ETAMS = protocol.Ptr(typical[place-1].Milliseconds())
			q.ETAHighMS = protocol.Ptr(high[place-1].Milliseconds())
		}
		s.readers.Place(id, q)
	}
}
