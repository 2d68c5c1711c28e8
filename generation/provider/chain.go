package provider

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"time"

	"github.com/rs/zerolog"
)

// Guarded is a provider with what guards it. What is nil is made for this process, the gate for one
// call at a time, the quota without limits.
type Guarded struct {
	Provider Provider
	Breaker  Breaker
	Gate     Gate
	Quota    Quota
}

// Config is what a chain is made of.
type Config struct {
	Providers []Guarded     // in the order in which they are asked
	Stall     time.Duration // without a text, after which a call has failed; 0 is 15 s. The first may take twice as long
	Observer  Observer      // nil is nobody
	Logger    zerolog.Logger
}

// Chain asks providers in turn until one has written a text. Safe for concurrent use.
type Chain struct {
	links    []*link
	stall    time.Duration
	observer Observer
	log      zerolog.Logger
	waiting  atomic.Int64 // texts, for room
}

const defaultStall = 15 * time.Second

// NewChain makes a chain of at least one provider.
func NewChain(cfg Config) (*Chain, error) {
	if len(cfg.Providers) == 0 {
		return nil, errors.New("provider: a chain needs a provider")
	}
	cfg.Stall = cmp.Or(cfg.Stall, defaultStall)
	if cfg.Observer == nil {
		cfg.Observer = nobody{}
	}
	c := &Chain{stall: cfg.Stall, observer: cfg.Observer, log: cfg.Logger}
	for _, g := range cfg.Providers {
		if c.find(g.Provider.Name()) != nil {
			return nil, fmt.Errorf("provider: two are called %q", g.Provider.Name())
		}
		c.links = append(c.links, newLink(g))
	}
	return c, nil
}

func (c *Chain) find(name string) *link {
	for _, l := range c.links {
		if l.name() == name {
			return l
		}
	}
	return nil
}

// Resize sets how many calls each provider gets at a time, at the most.
func (c *Chain) Resize(most int) {
	for _, l := range c.links {
		l.Gate.Resize(most)
	}
}

// Waiting is how many texts wait for room in a provider's minute.
func (c *Chain) Waiting() int { return int(c.waiting.Load()) }

// First is the name of the provider that is asked first.
func (c *Chain) First() string { return c.links[0].name() }

// Write has a text written on the page, and returns the name of the provider that did. The error is an
// *ExhaustedError when none did, else it came from the context or the page.
func (c *Chain) Write(ctx context.Context, a *Account, o Order, p Page) (source string, err error) {
	w := &writing{chain: c, account: a, order: o, page: p}
	source, err = w.round(ctx, c.links)
	last, none := errors.AsType[*givenUp](err)
	if !none {
		return source, err
	}
	// Nobody wrote it. What only lacks room is worth a wait; what is down or unable is not.
	if l := w.soonest(); l != nil {
		w.patient = true
		source, err = w.round(ctx, []*link{l})
		if last, none = errors.AsType[*givenUp](err); !none {
			return source, err
		}
	}
	return "", &ExhaustedError{From: last.from, Reason: last.reason}
}
