package provider_test

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"github.com/planspark/planspark/generation/provider"
)

// story is what a provider writes that nothing disturbs.
const story = "The café opens in April. It sells coffee and cakes. It earns its costs after a year."

// step is how a scripted provider behaves in one call.
type step struct {
	text  string          // what it writes; empty is the story
	fault *provider.Fault // with which it ends, behind half of the text when mid is set
	mid   bool
	hang  bool          // it says nothing more, until the call is ended
	pace  time.Duration // between two words
}

// script is a provider that plays steps, the last one again and again.
type script struct {
	name  string
	check error

	mu      sync.Mutex
	steps   []step
	calls   int
	out     int // calls that are out
	most    int // at once
	prompts []provider.Prompt
	ended   []time.Time // when calls ended by us came back
}

func plays(name string, steps ...step) *script { return &script{name: name, steps: steps} }

func (s *script) Name() string { return s.name }

func (s *script) Check(context.Context) error { return s.check }

func (s *script) begin(p provider.Prompt) step {
	s.mu.Lock()
	defer s.mu.Unlock()
	st := step{}
	if len(s.steps) > 0 {
		st = s.steps[min(s.calls, len(s.steps)-1)]
	}
	s.calls++
	s.out++
	s.most = max(s.most, s.out)
	s.prompts = append(s.prompts, p)
	return st
}

func (s *script) play(steps ...step) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.steps, s.calls = steps, 0
}

func (s *script) count() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.calls
}

func (s *script) Stream(ctx context.Context, p provider.Prompt, emit func(string) error) (provider.Usage, error) {
	st := s.begin(p)
	defer func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.out--
		if ctx.Err() != nil {
			s.ended = append(s.ended, time.Now())
		}
	}()
	if st.fault != nil && !st.mid {
		f := *st.fault
		return provider.Usage{}, &f
	}
	if st.text == "" {
		st.text = story
	}
	words := strings.SplitAfter(st.text, " ")
	for i, word := range words {
		if (st.fault != nil || st.hang) && i >= len(words)/2 {
			break
		}
		if st.pace > 0 {
			select {
			case <-time.After(st.pace):
			case <-ctx.Done():
				return provider.Usage{}, ctx.Err()
			}
		}
		if err := emit(word); err != nil {
			return provider.Usage{}, err
		}
	}
	if st.hang {
		<-ctx.Done()
		return provider.Usage{}, &provider.Fault{Kind: provider.Unavailable, Cause: ctx.Err()}
	}
	if st.fault != nil {
		f := *st.fault
		return provider.Usage{}, &f
	}
	return provider.Usage{Input: 100, Output: len(words)}, nil
}

// page is a reader's view: the text as it stands, and all that was told.
type page struct {
	mu    sync.Mutex
	text  strings.Builder
	told  []string // "retry NAME REASON", "move FROM TO REASON", "reset"
	delay []time.Duration
	err   error // of every write
}

func (p *page) tell(what ...string) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.told = append(p.told, strings.Join(what, " "))
	return nil
}

func (p *page) Write(text string) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.text.WriteString(text)
	return p.err
}

func (p *page) Reset() error {
	p.mu.Lock()
	p.text.Reset()
	p.mu.Unlock()
	return p.tell("reset")
}

func (p *page) Retry(r provider.Retry) error {
	p.mu.Lock()
	p.delay = append(p.delay, r.Delay)
	p.mu.Unlock()
	return p.tell("retry", r.Provider, r.Reason)
}

func (p *page) MoveOn(m provider.Move) error { return p.tell("move", m.From, m.To, m.Reason) }

func (p *page) said() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return strings.Join(p.told, ", ")
}

func (p *page) read() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.text.String()
}

// guard puts providers behind what guards them by default, with as many calls at a time as one likes.
func guard(providers ...provider.Provider) []provider.Guarded {
	var out []provider.Guarded
	for _, p := range providers {
		out = append(out, provider.Guarded{Provider: p, Gate: provider.NewGate(50)})
	}
	return out
}

func chain(t testing.TB, g ...provider.Guarded) *provider.Chain {
	t.Helper()
	c, err := provider.NewChain(provider.Config{Providers: g, Stall: 10 * time.Second, Logger: zerolog.Nop()})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// account is one that is generous.
func account() *provider.Account { return provider.NewAccount(1000, 2*time.Minute) }

// order is one text of fifteen.
var order = provider.Order{Prompt: provider.Prompt{System: "You write.", User: "Write.", MaxTokens: 100}, Expect: 20, Left: 1}

func exhausted(t testing.TB, err error) *provider.ExhaustedError {
	t.Helper()
	e, ok := errors.AsType[*provider.ExhaustedError](err)
	if !ok {
		t.Fatalf("error is %v, want that every provider was given up", err)
	}
	return e
}
