package cli

import (
	"context"
	"errors"
	"fmt"
	mathrand "math/rand/v2"
	"os"
	"time"

	"github.com/google/uuid"
	"github.com/rs/zerolog"

	"github.com/planspark/planspark/export"
	"github.com/planspark/planspark/generation"
	"github.com/planspark/planspark/hub"
	"github.com/planspark/planspark/server"
	"github.com/planspark/planspark/store"
	"github.com/planspark/planspark/web"
)

// expressSlots is how many requests the offline planner serves at once beside the pool. One core
// writes a plan in a fraction of a second, so more would only make each slower.
const expressSlots = 1

// assemble opens the database and wires the parts; nothing runs yet.
func (c *ServeCmd) assemble(ctx context.Context, log zerolog.Logger) (*app, error) {
	if !store.Shareable(c.Database) { // else nothing is kept on this machine
		if err := os.MkdirAll(c.DataDir, 0o700); err != nil {
			return nil, fmt.Errorf("the data folder cannot be made: %w; choose another with --data-dir", err)
		}
	}
	planner, err := generation.NewPlanner()
	if err != nil {
		return nil, err
	}
	examples := generation.NewExamples(planner, time.Now())
	site, err := web.New(sheets(ctx, examples))
	if err != nil {
		return nil, err
	}
	a := &app{log: log, retention: time.Duration(c.Retention)}
	db, err := store.Open(ctx, c.Database, store.Options{
		Logger: log, Observe: a.observeStore, NoMigrate: c.NoMigrate, Connections: c.DatabaseConnections,
	})
	if err != nil {
		return nil, err
	}
	if pending, err := db.Pending(ctx); err != nil || pending {
		if err == nil {
			err = errors.New("the schema of the database lacks steps; run planspark migrate up, or start without --no-migrate")
		}
		return nil, errors.Join(err, db.Close())
	}
	a.secrets = newSecrets(db, c.DataDir)
	signing, err := a.secrets.load(ctx)
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	a.signing = signing.at(time.Now())
	a.store = db
	ctx, a.end = context.WithCancel(context.WithoutCancel(ctx))
	if err := a.wire(ctx, c, planner, examples, site); err != nil {
		a.end()
		return nil, errors.Join(err, a.traces.close(), db.Close())
	}
	return a, nil
}

func (a *app) wire(ctx context.Context, c *ServeCmd, planner *generation.Planner, examples *generation.Examples, site *web.Site) (err error) {
	instance, err := uuid.NewV7()
	if err != nil {
		return fmt.Errorf("make an instance id: %w", err)
	}
	if a.traces, err = newTraces(ctx, instance.String(), a.log); err != nil {
		return err
	}
	a.monitor = a.newMonitor(instance.String(), c)
	hear := func(sig generation.Signal) { a.service.Hear(sig) } // it comes when everything runs
	if a.shared, err = c.share(ctx, instance.String(), a.store, a.log, hear); err != nil {
		return err
	}
	if a.market, err = c.feed(a.store, a.log); err != nil {
		return err
	}
	if a.market != nil {
		planner = planner.WithMarket(a.market)
	}
	a.estimate = &generation.Estimator{}
	a.hub = hub.New(a.shared.log, a.store, hub.Options{Logger: a.log})
	a.chain, err = c.chain(ctx, c.Workers, a.shared, a.monitor, a.log)
	if err != nil {
		return err
	}
	a.pool = generation.NewPool(generation.PoolConfig{
		Worker: instance.String(), Slots: c.Workers, ExpressSlots: expressSlots, Lease: c.Lease,
		Timeout: c.GenerationTimeout, Drain: c.DrainTimeout, Pace: int(c.Pace), Models: a.models(), Patience: c.MaxWait,
		Meter: a.store, Observer: a.monitor, Tracer: a.traces.tracer(), Signals: a.shared.signals, Logger: a.log,
	}, a.store, a.hub, planner, a.estimate.Observe)
	if c.Predict == "on" {
		a.predict(planner)
	}
	plans, err := generation.NewPlans(a.store, planner, a.log)
	if err != nil {
		return err
	}
	a.service = generation.NewService(generation.ServiceConfig{
		Limits: c.limits(), MaxWait: c.MaxWait, Overdue: a.overdue(c.MaxWait), Users: a.monitor.Users, Crowded: a.crowded, Asked: a.asked(planner),
		Observer: a.monitor, Signals: a.shared.signals, Logger: a.log,
	}, a.store, a.hub, a.pool, planner, plans, a.estimate)
	auth, err := c.auth(ctx, a.log)
	if err != nil {
		return err
	}
	a.server, err = server.New(server.Config{
		Instance: instance.String(), Secrets: a.signing, AdminToken: c.AdminToken, AllowedOrigins: c.AllowedOrigins,
		TrustedProxies: c.TrustedProxies, Limits: c.told(), GuestsPerMinute: c.guests(),
		SessionsPerUser: sessions(c.MaxSessionsPerUser), SessionsPerAddress: sessions(c.MaxSessionsPerIP),
		Connections: connections(maxFiles()),
	}, server.Deps{
		Auth:        auth,
		Generations: a.service, Accounts: a.service, Plans: plans, Catalog: planner, Examples: examples, Exporter: export.New(planner),
		Watcher: server.HubWatcher(a.hub), Tickets: a.store, Site: site, Log: a.log,
		Now: time.Now, NewID: newID, Jitter: mathrand.Float64, Ready: a.store.Ready, Limiters: a.shared.limiters, Observer: a.monitor.Metrics(),
		Metrics: a.monitor.Metrics(), Operations: server.MonitorOperations(a.monitor), Tracer: a.traces.tracer(),
	})
	return err
}

// models are those that write; without any, that is nil and not a chain that is.
func (a *app) models() generation.Models {
	if a.chain == nil {
		return nil
	}
	return a.chain
}

// overdue is for how long somebody may wait for a language model after all, where the longest wait that may be
// foretold is that: forecasts are not exact, and the first of a crowd have none. Without models nobody waits for one.
func (a *app) overdue(longest time.Duration) time.Duration {
	if a.chain == nil {
		return 0
	}
	return longest * 3 / 2
}

// crowded says whether texts wait until a provider has room.
func (a *app) crowded() bool { return a.chain != nil && a.chain.Waiting() > 0 }

// newID makes ids for sessions and users.
func newID() string { return uuid.Must(uuid.NewV7()).String() }
