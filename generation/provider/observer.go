package provider

import "time"

// Observer learns what metrics are made of. Its methods neither block nor fail. Safe for concurrent use.
type Observer interface {
	// Called tells of a call that has ended: with outcome "ok" or the name of a fault's kind, "cancelled"
	// when it was us who ended it. first is the time to the first text, 0 when there was none.
	Called(provider, outcome string, first, took time.Duration)
	// Spent tells what a call cost in tokens, as the provider reported it or, for one that broke off,
	// estimated.
	Spent(provider string, input, output int)
	// Breaker tells that a breaker changed, to a BreakerState. after is for how long it had been open.
	Breaker(provider, state string, after time.Duration)
}

// nobody observes nothing.
type nobody struct{}

func (nobody) Called(string, string, time.Duration, time.Duration) {}
func (nobody) Spent(string, int, int)                              {}
func (nobody) Breaker(string, string, time.Duration)               {}
