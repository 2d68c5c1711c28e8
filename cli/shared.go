package cli

import (
	"context"
	"sync/atomic"
	"time"

	"github.com/rs/zerolog"
	"golang.org/x/sync/errgroup"

	"github.com/planspark/planspark/bus"
	"github.com/planspark/planspark/generation"
	"github.com/planspark/planspark/generation/provider"
	"github.com/planspark/planspark/hub"
	"github.com/planspark/planspark/limits"
	"github.com/planspark/planspark/server"
	"github.com/planspark/planspark/store"
)

// shared is what this instance has in common with others beside the database: the logs of what runs,
// signals and rates. Without Redis it is alone with them.
type shared struct {
	log       hub.Log
	signals   generation.Signals // nil: nobody to tell
	limiters  server.Limiters    // zero: those of this process
	instances atomic.Int64       // that are alive, as last counted

	db     *store.Store
	logger zerolog.Logger
	bus    *bus.Bus     // nil without Redis
	heard  *bus.Signals // likewise
}

// share connects to Redis, if it is given; hear gets the signals of other instances.
func (c *ServeCmd) share(ctx context.Context, instance string, db *store.Store, log zerolog.Logger, hear func(generation.Signal)) (*shared, error) {
	s := &shared{log: hub.NewMemoryLog(), db: db, logger: log}
	s.instances.Store(1)
	if c.Redis == "" {
		return s, nil
	}
	b, err := bus.Open(ctx, c.Redis, bus.Options{Instance: instance, Logger: log})
	if err != nil {
		return nil, err
	}
	s.bus, s.log, s.heard = b, bus.NewLog(b), bus.NewSignals(b, hear)
	s.signals = s.heard
	rate := func(name string, perMinute int) server.Limiter {
		return bus.NewRates(b, name, limits.PerMinute(perMinute), s.count, time.Now)
	}
	s.limiters = server.Limiters{
		User: rate("user", int(c.UserRate)), IP: rate("address", int(c.IPRate)), Guests: rate("guests", c.guests()),
	}
	return s, nil
}

// breaker is that of a provider: of all instances, or of this one.
func (s *shared) breaker(name string) provider.Breaker {
	if s.bus == nil {
		return provider.NewBreaker(provider.BreakerConfig{})
	}
	return bus.NewBreaker(s.bus, name, provider.BreakerConfig{})
}

// quota is that of a provider, likewise.
func (s *shared) quota(name string, cfg provider.QuotaConfig) provider.Quota {
	if s.bus == nil {
		return provider.NewQuota(cfg)
	}
	return bus.NewQuota(s.bus, name, cfg, s.count)
}

// count is how many instances are alive.
func (s *shared) count() int { return int(s.instances.Load()) }

// Up says whether Redis can be used; known is false without one.
func (s *shared) Up() (up, known bool) {
	if s.bus == nil {
		return false, false
	}
	return s.bus.Up(), true
}

// countEvery is how often the instances that are alive are counted, where a count is needed.
const countEvery = 5 * time.Second

// run looks after Redis until the context ends.
func (s *shared) run(ctx context.Context) error {
	if s.bus == nil {
		return nil
	}
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error { return s.bus.Run(ctx) })
	g.Go(func() error { return s.heard.Run(ctx) })
	g.Go(func() error { return s.census(ctx) })
	return g.Wait()
}

// census counts the instances, so that each knows its part of a rate while Redis is away.
func (s *shared) census(ctx context.Context) error {
	ticker := time.NewTicker(countEvery)
	defer ticker.Stop()
	for {
		n, err := s.db.Instances(ctx)
		switch {
		case err == nil:
			s.instances.Store(int64(max(1, n)))
		case ctx.Err() == nil:
			s.logger.Warn().Err(err).Msg("instances were not counted; the count before stands")
		}
		select {
		case <-ctx.Done():
			return nil
		case <-ticker.C:
		}
	}
}

func (s *shared) close() error {
	if s.bus == nil {
		return nil
	}
	return s.bus.Close()
}
