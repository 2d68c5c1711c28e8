package generation

import (
	"context"
	"strings"

	"github.com/planspark/planspark/generation/provider"
	"github.com/planspark/planspark/protocol"
	"github.com/planspark/planspark/tracing"
)

// page writes a section into the log of its generation. It is for one author at a time.
type page struct {
	ctx     context.Context
	job     *job
	section string
	text    strings.Builder
}

// Write implements Page.
func (p *page) Write(text string) error {
	if text == "" {
		return nil
	}
	p.text.WriteString(text)
	return p.job.tell(p.ctx, protocol.Event{Kind: protocol.KindDelta, Section: p.section, Text: text})
}

// Reset implements Page.
func (p *page) Reset() error {
	p.text.Reset()
	return p.job.tell(p.ctx, protocol.Event{Kind: protocol.KindSectionReset, Section: p.section})
}

// Retry implements Page.
func (p *page) Retry(r provider.Retry) error {
	tracing.Of(p.ctx).Event("retry", tracing.Provider.String(r.Provider), tracing.Reason.String(r.Reason), tracing.DelayMS.Int64(r.Delay.Milliseconds()))
	return p.job.tell(p.ctx, protocol.Event{
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
	return p.job.tell(p.ctx, protocol.Event{
		Kind: protocol.KindFallback, Section: p.section, From: m.From, To: m.To, Reason: m.Reason,
	})
}

// Blank implements Page.
func (p *page) Blank() bool { return p.text.Len() == 0 }
