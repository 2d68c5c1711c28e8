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
	timer, learn := time.NewTimer(placeTick), time.NewTicker(learnEvery)
	defer timer.Stop()
	defer learn.Stop()
	s.learn(ctx)
	told := map[string]told{}
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-learn.C:
			s.learn(ctx)
			continue
		case <-s.changed:
			timer.Reset(placeSoon)
			continue
		case <-timer.C:
		}
		waiting := s.readers.Waiting()
		length := 0
		if len(waiting) > 0 {
			length = s.tellPlaces(ctx, waiting, told)
		} else {
			clear(told)
		}
		timer.Reset(placeTick + time.Duration(length)*placeEach)
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

// told is what the watchers of a generation heard last.
type told struct {
	position, length int
	at               time.Time
}

// tellPlaces tells each waiting generation that is watched here its place, if that is news, and
// returns how long the lines are.
func (s *Service) tellPlaces(ctx context.Context, waiting []string, last map[string]told) int {
	length := 0
	for _, lane := range []Lane{LanePool, LaneExpress} {
		line, err := s.ledger.Queue(ctx, lane)
		if err != nil {
			s.cfg.Logger.Warn().Err(err).Msg("places were not read; the next look tries again")
			return length
		}
		length += len(line.Waiting)
		s.tellLane(line, waiting, last)
	}
	keep := map[string]bool{}
	for _, id := range waiting {
		keep[id] = true
	}
	for id := range last {
		if !keep[id] {
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
		before, known := last[id]
		if !ok || known && before.position == place && before.length == len(line.Waiting) && now.Sub(before.at) < placeRepeat {
			continue
		}
		last[id] = told{position: place, length: len(line.Waiting), at: now}
		q := protocol.Queue{Position: place, Length: len(line.Waiting), WaitingOn: s.waitingOn()}
		if typical != nil {
			q.ETAMS = protocol.Ptr(typical[place-1].Milliseconds())
			q.ETAHighMS = protocol.Ptr(high[place-1].Milliseconds())
		}
		s.readers.Place(id, q)
	}
}
