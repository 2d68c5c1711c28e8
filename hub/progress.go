package hub

import (
	"time"

	"github.com/planspark/planspark/protocol"
)

// evidence is the share of the work in percent that an attempt must have done before its pace says
// something about the rest.
const evidence = 5.0

// newsAfter is how long a running generation keeps news to itself: with each, every watcher gets a message.
const newsAfter = 2 * time.Second

// progress is the volatile message of a running generation: what it says and when it was last said.
type progress struct {
	message  volatile
	at       protocol.Cursor // of the fold that message tells of
	saidAt   time.Time
	estimate float64 // the fold's as it was then; the message may be made anew since
	stage    string

	began  time.Time // since when this attempt has been at what it does
	from   float64   // the fold's estimate at began
	textAt time.Time // when text last came; zero before
}

// begin notes since when the pace is taken: the start of an attempt, and the figures. What comes before them is done
// in a moment and says nothing of the text, which is nearly all of the work.
func (p *progress) begin(estimate float64) { p.began, p.from = time.Now(), estimate }

// note takes from an event what progress will say of it; f is the fold behind it.
func (p *progress) note(ev protocol.Event, f *protocol.Fold) {
	switch ev.Kind {
	case protocol.KindStarted, protocol.KindFinancials:
		p.begin(f.Estimate())
	case protocol.KindDelta:
		p.textAt = time.Now()
	}
}

// sayProgress makes the message when there is news or the silence would be too long by the next tick, and
// says whether it did.
func (t *topic) sayProgress(now time.Time) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	p := &t.progress
	if t.fold.State() != protocol.StateRunning {
		return false
	}
	estimate, stage := t.fold.Estimate(), t.fold.Stage()
	news := estimate != p.estimate || stage != p.stage
	if silent := now.Sub(p.saidAt); silent < t.opt.Silence-t.opt.Tick && (!news || silent < newsAfter) {
		return false
	}
	p.saidAt, p.estimate, p.stage = now, estimate, stage
	p.message.version++
	t.renderProgress()
	return true
}

// renderProgress makes the message from the fold as it is now. It reads the clock itself: what the fold has was noted
// before, and a tick's time can be older. Guarded by mu.
func (t *topic) renderProgress() {
	p, now := &t.progress, time.Now()
	p.at = t.fold.Cursor()
	p.message.data = encode(protocol.Progress{
		Type: protocol.TypeProgress, Generation: t.id, Percent: t.fold.Percent(), Stage: t.fold.Stage(),
		ETAMS: p.eta(now, t.fold.Estimate()), SinceTextMS: p.sinceText(now),
	})
}

// unseenProgress is the message for a watch that knows all of the log and has seen those up to the version
// seen; ok is false when there is none. One that was made before the latest events is made anew, for percent
// never falls. Guarded by mu.
func (t *topic) unseenProgress(seen int64) (v volatile, ok bool) {
	p := &t.progress
	if p.message.version <= seen || t.fold.State() != protocol.StateRunning {
		return volatile{}, false
	}
	if p.at != t.fold.Cursor() {
		t.renderProgress()
	}
	return p.message, true
}

// eta carries the pace of this attempt on to the end; nil before there is evidence.
func (p *progress) eta(now time.Time, estimate float64) *int64 {
	done := estimate - p.from
	if done < evidence {
		return nil
	}
	rest := float64(now.Sub(p.began).Milliseconds()) / done * (100 - estimate)
	return protocol.Ptr(int64(rest))
}

func (p *progress) sinceText(now time.Time) *int64 {
	if p.textAt.IsZero() {
		return nil
	}
	return protocol.Ptr(now.Sub(p.textAt).Milliseconds())
}
