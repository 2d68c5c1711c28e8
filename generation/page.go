package generation

import (
	"context"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"github.com/planspark/planspark/generation/provider"
	"github.com/planspark/planspark/panics"
	"github.com/planspark/planspark/protocol"
	"github.com/planspark/planspark/tracing"
)

// gather is for how long text waits for more when other text was told just before. Nobody sees the difference, and
// a model that writes hundreds of tokens a second takes a third of the events (docs/decisions/0039).
const gather = 10 * time.Millisecond

// maxGathered bounds what waits for more, and what is told in one event, in bytes. What waits for another section to be
// stored is bounded by its own.
const maxGathered = 4 << 10

// page writes a section into the log of its generation. It is for one author at a time, and must be closed.
type page struct {
	ctx     context.Context
	job     *job
	section string
	text    strings.Builder

	mu      sync.Mutex // guards what follows: text that waits is told by a timer
	waiting []byte     // written, and not told
	told    time.Time  // when text was told last
	timer   *time.Timer
	failed  error // what the timer met, for whoever writes next
	closed  bool
}

// Write implements Page. Text that comes after a pause is told at once.
func (p *page) Write(text string) error {
	p.text.WriteString(text)
	p.mu.Lock()
	defer p.mu.Unlock()
	p.waiting = append(p.waiting, text...)
	pause := time.Until(p.told.Add(gather))
	if pause <= 0 || len(p.waiting) >= maxGathered {
		return p.tellText()
	}
	if len(p.waiting) == len(text) {
		p.tellIn(pause)
	}
	return p.failed
}

// tellIn has what waits told after a pause. Guarded by mu.
func (p *page) tellIn(pause time.Duration) {
	if p.timer != nil {
		p.timer.Reset(pause)
		return
	}
	p.timer = time.AfterFunc(pause, func() {
		p.mu.Lock()
		defer p.mu.Unlock()
		if !p.closed {
			p.failed = panics.Caught(p.tellText)
		}
	})
}

// tellText tells what waits, a little later while another section is stored: the provider is not held up by a
// database. Guarded by mu.
func (p *page) tellText() error {
	if len(p.waiting) == 0 || p.failed != nil {
		return p.failed
	}
	may, err := p.job.telling.try(p.append)
	if !may {
		p.tellIn(gather)
	}
	return err
}

// append puts what waits into the log. Guarded by mu, and by the job's telling.
func (p *page) append() error {
	if len(p.waiting) == 0 || p.failed != nil {
		return p.failed
	}
	var events []protocol.Event
	for rest := p.waiting; len(rest) > 0; {
		n := piece(rest)
		events = append(events, protocol.Event{Kind: protocol.KindDelta, Section: p.section, Text: string(rest[:n])})
		rest = rest[n:]
	}
	p.waiting, p.told = p.waiting[:0], time.Now()
	return p.job.append(p.ctx, events...)
}

// piece is how much of a text goes into one event: whole characters.
func piece(text []byte) int {
	if len(text) <= maxGathered {
		return len(text)
	}
	n := maxGathered
	for n > maxGathered-utf8.UTFMax && !utf8.RuneStart(text[n]) {
		n--
	}
	return n
}

// flush tells what waits, however long another section takes to be stored.
func (p *page) flush() error {
	return p.job.telling.with(p.ctx, func() error {
		p.mu.Lock()
		defer p.mu.Unlock()
		return p.append()
	})
}

// close ends the timer. What waits is told by nobody then: the section was not finished.
func (p *page) close() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.closed = true
	if p.timer != nil {
		p.timer.Stop()
	}
}

// tell tells what is not text, behind the text that waits.
func (p *page) tell(e protocol.Event) error {
	if err := p.flush(); err != nil {
		return err
	}
	return p.job.tell(p.ctx, e)
}

// Reset implements Page.
func (p *page) Reset() error {
	p.text.Reset()
	return p.tell(protocol.Event{Kind: protocol.KindSectionReset, Section: p.section})
}

// Retry implements Page.
func (p *page) Retry(r provider.Retry) error {
	tracing.Of(p.ctx).Event("retry", tracing.Provider.String(r.Provider), tracing.Reason.String(r.Reason), tracing.DelayMS.Int64(r.Delay.Milliseconds()))
	return p.tell(protocol.Event{
		Kind: protocol.KindRetry, Section: p.section, Provider: r.Provider, Attempt: int64(r.Attempt),
		DelayMS: protocol.Ptr(r.Delay.Milliseconds()), Reason: r.Reason,
	})
}

// MoveOn implements Page. What the built-in planner writes instead of a model makes the plan degraded.
func (p *page) MoveOn(m provider.Move) error {
	if m.To == protocol.SourceOffline {
		p.job.degrade()
	}
	tracing.Of(p.ctx).Event("fallback", tracing.Provider.String(m.From), tracing.To.String(m.To), tracing.Reason.String(m.Reason))
	return p.tell(protocol.Event{
		Kind: protocol.KindFallback, Section: p.section, From: m.From, To: m.To, Reason: m.Reason,
	})
}

// Blank implements Page.
func (p *page) Blank() bool { return p.text.Len() == 0 }
