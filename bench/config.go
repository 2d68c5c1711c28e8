package bench

import (
	"errors"
	"fmt"
	"net/url"
	"time"
)

// Scenario says what the load is.
type Scenario string

// The scenarios.
const (
	Connect  Scenario = "connect"  // sessions that are open and idle
	Watch    Scenario = "watch"    // many watchers of few generations
	Generate Scenario = "generate" // each user submits, follows to the end, and again
	Storm    Scenario = "storm"    // watch, and all connections are cut at once, again and again
	Slow     Scenario = "slow"     // watch, and some never read
)

// Config says which load, and on whom.
type Config struct {
	Scenario Scenario
	Servers  []string      // http or https URLs of instances; users are spread over them
	Token    string        // everybody is this user; empty: each is a guest of its own
	Users    int           // sessions
	Rate     float64       // sessions that are opened a second; 0 is as fast as it goes
	Duration time.Duration // from when all are open; generate: 0 is one plan for each user

	Generations int           // that are under way at a time: watch, storm and slow
	SlowShare   float64       // of watchers that never read: slow
	StormEvery  time.Duration // between two cuts: storm

	// Show is called every second and at the end of each phase, by one goroutine; nil is nobody.
	Show func(Progress)
}

// Bounds of a run.
const (
	maxUsers  = 1_000_000
	leastTime = time.Second
)

// ConfigError says which part of a Config is wrong, by the name of its flag.
type ConfigError struct{ Flag, Message string }

// Error implements error.
func (e *ConfigError) Error() string { return "--" + e.Flag + " " + e.Message }

// check refuses what cannot be run; all of it at once.
func (c Config) check() error {
	var errs []error
	must := func(ok bool, flag, message string) {
		if !ok {
			errs = append(errs, &ConfigError{Flag: flag, Message: message})
		}
	}
	must(len(c.Servers) > 0, "server", "names no service")
	for _, s := range c.Servers {
		u, err := url.Parse(s)
		must(err == nil && u.Host != "" && (u.Scheme == "http" || u.Scheme == "https") && u.RawQuery == "" && u.User == nil,
			"server", "must be an http or https URL, such as http://127.0.0.1:8080")
	}
	must(c.Users >= 1 && c.Users <= maxUsers, "users", fmt.Sprintf("must be from 1 to %d", maxUsers))
	must(c.Rate >= 0, "rate", "must be at least 0")
	must(c.Duration >= leastTime || c.Duration == 0 && c.Scenario == Generate, "duration", "must be at least "+leastTime.String())
	if c.watches() {
		must(c.Generations >= 1 && c.Generations <= c.Users, "generations", "must be at least 1, and at most as many as users")
	}
	if c.Scenario == Slow {
		must(c.SlowShare > 0 && c.SlowShare < 1, "slow-share", "must lie between 0 and 1")
	}
	if c.Scenario == Storm {
		must(c.StormEvery >= leastTime, "storm-every", "must be at least "+leastTime.String())
	}
	switch c.Scenario {
	case Connect, Watch, Generate, Storm, Slow:
	default:
		must(false, "scenario", "is connect, watch, generate, storm or slow")
	}
	return errors.Join(errs...)
}

// watches says whether the scenario is many watchers of few generations.
func (c Config) watches() bool {
	return c.Scenario == Watch || c.Scenario == Storm || c.Scenario == Slow
}
