package provider

import "time"

// Observer learns what metrics are made of. Its methods must not block. Safe for concurrent use.
type Observer interface {
	// Called tells of a call that has ended: with outcome "ok" or the name of a fault's kind, "cancelled"
	// when it was us who ended it. first is the time to the first text, 0 when there was none.
	Called(provider, outcome string, first, took time.Duration)
	// Spent tells what a call cost, as the provider reported it or, for one that broke off, estimated.
	Spent(provider string, u Usage)
	// Breaker tells that a breaker changed: to closed or open. after is for how long it had been open.
	Breaker(provider string, to BreakerState, after time.Duration)
}

// Unobserved is the Observer that looks away.
type Unobserved struct{}

// Called implements Observer.
func (Unobserved) Called(string, string, time.Duration, time.Duration) {}

// Spent implements Observer.
func (Unobserved) Spent(string, Usage) {}

// Breaker implements Observer.
func (Unobserved) Breaker(string, BreakerState, time.Duration) {}
