package generation

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/rs/zerolog"

	"github.com/planspark/planspark/generation/provider"
	"github.com/planspark/planspark/protocol"
)

// Models writes with language models; provider.Chain is one.
type Models interface {
	// First names the provider that is asked first.
	First() string
	// Write writes a text on the page, and returns the name of the provider that did. The error is a
	// *provider.ExhaustedError when none did.
	Write(ctx context.Context, a *provider.Account, o provider.Order, p provider.Page) (source string, err error)
}

// Spending is what was spent at one provider, in tokens.
type Spending = protocol.Spending

// Meter keeps what was spent on language models. Safe for concurrent use.
type Meter interface {
	// Spend adds to what an owner has spent at providers today.
	Spend(ctx context.Context, owner string, spent []Spending) error
}

// SectionsBeside is how many sections of a generation language models write at a time.
const SectionsBeside = 3

// retriesEach is how many calls to providers may be repeated for one generation: three a section.
const retriesEach = 45

// models is the author that has sections written by language models, and writes offline what they do
// not.
type models struct {
	models   Models
	offline  offline
	account  *provider.Account
	until    time.Time // from then on everything is written offline, so that the plan is there in time
	owner    string
	meter    Meter
	logger   zerolog.Logger
	mu       sync.Mutex
	reviewer *reviewer // guarded by mu; made when the first text comes
}

// errLate is the cause with which a text is ended that would come too late.
var errLate = errors.New("the generation is running out of time")

// Source implements Author.
func (m *models) Source() string { return m.models.First() }

// Beside implements Author.
func (m *models) Beside() int { return SectionsBeside }

// Write implements Author.
func (m *models) Write(ctx context.Context, t Task, p Page) (string, error) {
	timely, cancel := context.WithDeadlineCause(ctx, m.until, errLate)
	defer cancel()
	source, err := m.models.Write(timely, m.account, m.order(t), p)
	m.spend(ctx)
	if err == nil {
		return source, nil
	}
	// Whoever was away for long learns of both ends at once: the plan's counts, not that of the models' time.
	if ctx.Err() != nil {
		return "", context.Cause(ctx)
	}
	move := provider.Move{From: m.Source(), To: m.offline.Source(), Reason: protocol.ReasonTimeout}
	if none, ok := errors.AsType[*provider.ExhaustedError](err); ok {
		move.From, move.Reason = none.From, none.Reason
	} else if !errors.Is(err, errLate) {
		return "", err
	}
	if err := p.MoveOn(move); err != nil {
		return "", err
	}
	if !p.Blank() {
		if err := p.Reset(); err != nil {
			return "", err
		}
	}
	return m.offline.Write(ctx, t, p)
}

// order is what a task comes to for a model.
func (m *models) order(t Task) provider.Order {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.reviewer == nil {
		m.reviewer = newReviewer(t.Figures)
	}
	return m.reviewer.order(t)
}

// spend keeps what was spent. A plan does not fail for a bill that could not be written.
func (m *models) spend(ctx context.Context) {
	spent := m.account.Take()
	if len(spent) == 0 || m.meter == nil {
		return
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), lastWrite)
	defer cancel()
	if err := m.meter.Spend(ctx, m.owner, spent); err != nil {
		m.logger.Warn().Err(err).Msg("tokens were not counted")
	}
}
