package provider_test

import (
	"context"
	"testing"
	"time"

	"github.com/planspark/planspark/generation/provider"
)

// fountain writes tokens without a pause.
type fountain struct{ tokens int }

func (fountain) Name() string                { return "fountain" }
func (fountain) Check(context.Context) error { return nil }

func (f fountain) Stream(_ context.Context, _ provider.Prompt, emit func(string) error) (provider.Usage, error) {
	for range f.tokens {
		if err := emit("token "); err != nil {
			return provider.Usage{}, err
		}
	}
	return provider.Usage{Input: 1, Output: f.tokens}, nil
}

// blank is a page that keeps nothing.
type blank struct{}

func (blank) Write(string) error         { return nil }
func (blank) Reset() error               { return nil }
func (blank) Retry(provider.Retry) error { return nil }
func (blank) MoveOn(provider.Move) error { return nil }

// What the chain adds to a token: at 200 streams of 50 tokens a second there are 10,000 in a second.
func BenchmarkToken(b *testing.B) {
	c := chain(b, provider.Guarded{Provider: fountain{1000}, Gate: provider.NewGate(1)})
	o := order
	o.Left = 1
	began := time.Now()
	n := 0
	for b.Loop() {
		if _, err := c.Write(b.Context(), account(), o, blank{}); err != nil {
			b.Fatal(err)
		}
		n += 1000
	}
	b.ReportMetric(float64(time.Since(began).Nanoseconds())/float64(n), "ns/token")
}

// What the chain adds to a call before its first token, and behind its last.
func BenchmarkCall(b *testing.B) {
	c := chain(b, provider.Guarded{
		Provider: fountain{1}, Gate: provider.NewGate(4), Quota: provider.NewQuota(provider.QuotaConfig{Requests: 1_000_000_000, Minute: time.Millisecond}),
	})
	for b.Loop() {
		if _, err := c.Write(b.Context(), account(), order, blank{}); err != nil {
			b.Fatal(err)
		}
	}
}
