package cli

import (
	"context"
	"errors"
	"net"
	"os"
	"time"

	"github.com/rs/zerolog"
	"golang.org/x/sync/errgroup"

	"github.com/planspark/planspark/collector"
	"github.com/planspark/planspark/generation"
	"github.com/planspark/planspark/generation/market/live"
	"github.com/planspark/planspark/generation/provider"
	"github.com/planspark/planspark/hub"
	"github.com/planspark/planspark/ops"
	"github.com/planspark/planspark/server"
	"github.com/planspark/planspark/store"
)

// app is one running instance, put together.
type app struct {
	log       zerolog.Logger
	store     *store.Store
	secrets   secrets
	signing   [][]byte // the secrets of the start
	shared    *shared
	hub       *hub.Hub
	pool      *generation.Pool
	chain     *provider.Chain       // nil without a language model
	predictor *generation.Predictor // nil with --predict off
	service   *generation.Service
	server    *server.Server
	monitor   *ops.Monitor
	estimate  *generation.Estimator
	retention time.Duration
	stop      context.CancelFunc // takes the instance out of service; set by run
	end       context.CancelFunc // of what runs beside: the fetching of keys
	market    *live.Feed         // nil: bundled figures only
	traces    *traces            // nil: nothing is traced
}

func (a *app) close() {
	a.end()
	if err := a.traces.close(); err != nil {
		a.log.Warn().Err(err).Msg("the last traces were not delivered")
	}
	if err := a.shared.close(); err != nil {
		a.log.Warn().Err(err).Msg("redis was not closed cleanly")
	}
	if err := a.store.Close(); err != nil {
		a.log.Warn().Err(err).Msg("database was not closed cleanly")
	}
}

// background is what runs as long as the instance lives.
func (a *app) background() []func(context.Context) error {
	parts := []func(context.Context) error{a.shared.run, a.hub.Run, a.service.Run, a.clean, a.monitor.Run, a.follow}
	if os.Getenv("GOGC") == "" {
		parts = append(parts, collector.Run)
	}
	if a.market != nil {
		parts = append(parts, a.market.Run)
	}
	if a.chain != nil {
		parts = append(parts, a.chain.Run)
	}
	if a.predictor != nil {
		parts = append(parts, a.predictor.Run)
	}
	return parts
}

// follow keeps the secrets of this instance those of all.
func (a *app) follow(ctx context.Context) error {
	return a.secrets.follow(ctx, a.signing, a.server.Rotate, a.log)
}

// run serves on ln until ctx ends, then drains: clients and running work leave first, the hub that
// tells them stops last. The first part to fail stops all.
func (a *app) run(ctx, hurry context.Context, ln net.Listener, drain time.Duration) error {
	ctx, a.stop = context.WithCancel(ctx)
	defer a.stop()
	served, endServe := context.WithCancel(hurry)
	defer endServe()
	base, endBase := context.WithCancel(context.WithoutCancel(ctx))
	defer endBase()
	background, failed := errgroup.WithContext(base)
	for _, part := range a.background() {
		background.Go(func() error { return part(base) })
	}

	work, stopWork := errgroup.WithContext(ctx)
	work.Go(func() error {
		select {
		case <-failed.Done(): // what failed is returned when all has left
			a.stop()
		case <-stopWork.Done():
		}
		return nil
	})
	work.Go(func() error { return a.pool.Run(stopWork) })
	work.Go(func() error { return a.server.Serve(served, ln) })
	work.Go(func() error {
		<-stopWork.Done()
		limit, cancel := context.WithTimeout(hurry, drain)
		defer cancel()
		if err := a.server.Drain(limit); err != nil && hurry.Err() == nil && !errors.Is(err, context.DeadlineExceeded) {
			return err
		}
		return nil
	})
	err := work.Wait()
	endBase()
	return errors.Join(err, background.Wait())
}
