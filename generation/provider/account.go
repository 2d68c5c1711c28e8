package provider

import (
	"maps"
	"slices"
	"sync"
	"time"

	"github.com/planspark/planspark/protocol"
)

// Account is what one generation may spend on trouble, and what it has spent on calls. Safe for
// concurrent use.
type Account struct {
	mu       sync.Mutex
	retries  int           // guarded by mu; left
	patience time.Duration // for waiting; 0 has no end
	giveUp   time.Time     // guarded by mu; zero until a provider had no room
	spent    map[string]Usage
}

// NewAccount opens an account: so many calls may be repeated, and waiting for room at a provider ends
// patience after it was first needed; 0 waits as long as the context lets it.
func NewAccount(retries int, patience time.Duration) *Account {
	return &Account{retries: retries, patience: patience, spent: map[string]Usage{}}
}

// retry takes one repetition out of the budget.
func (a *Account) retry() bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.retries <= 0 {
		return false
	}
	a.retries--
	return true
}

// until is when the patience ends; it begins with the first asking. Zero is never.
func (a *Account) until() time.Time {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.giveUp.IsZero() && a.patience > 0 {
		a.giveUp = time.Now().Add(a.patience)
	}
	return a.giveUp
}

// lose ends the patience.
func (a *Account) lose() {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.giveUp = time.Now()
}

func (a *Account) add(provider string, u Usage) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.spent[provider] = a.spent[provider].plus(u)
}

// Take returns what was spent since the last Take, by provider.
func (a *Account) Take() []protocol.Spending {
	a.mu.Lock()
	defer a.mu.Unlock()
	var out []protocol.Spending
	for _, name := range slices.Sorted(maps.Keys(a.spent)) {
		out = append(out, protocol.Spending{Provider: name, Input: a.spent[name].Input, Output: a.spent[name].Output})
	}
	clear(a.spent)
	return out
}
