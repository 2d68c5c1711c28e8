//go:build unix

package chaos

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"github.com/planspark/planspark/e2e/cluster"
	"github.com/planspark/planspark/e2e/link"
)

// fault breaks something and mends it again; it returns when the cluster is whole.
type fault struct {
	name   string
	weight int
	do     func(ctx context.Context, r *run) error
}

// lease is that of the instances: short, so that much happens in little time.
const lease = 2 * time.Second

var faults = []fault{
	{"instance killed", 4, func(ctx context.Context, r *run) error {
		i := r.instance()
		if err := i.Kill(); err != nil {
			return err
		}
		if err := r.wait(ctx, 2*lease); err != nil {
			return err
		}
		if err := i.Start(ctx); err != nil {
			return err
		}
		return r.cluster.AwaitUp(ctx, i)
	}},
	{"instance paused beyond its lease", 3, func(ctx context.Context, r *run) error {
		i := r.instance()
		if err := i.Pause(); err != nil {
			return err
		}
		if err := r.hold(ctx, lease+time.Second+time.Duration(r.rng.Int64N(int64(lease)))); err != nil {
			return err
		}
		return i.Continue()
	}},
	{"instance replaced", 3, func(ctx context.Context, r *run) error { return r.cluster.Replace(ctx, r.instance(), "") }},
	{"all instances replaced", 1, func(ctx context.Context, r *run) error { return r.cluster.Roll(ctx, "") }},
	{"Redis killed", 2, func(ctx context.Context, r *run) error {
		if err := r.cluster.Redis.Kill(); err != nil {
			return err
		}
		if err := r.wait(ctx, 2*time.Second); err != nil {
			return err
		}
		return r.cluster.Redis.Start(ctx)
	}},
	{"Redis flushed", 2, func(ctx context.Context, r *run) error { return r.cluster.Redis.Flush(ctx) }},
	{"Redis paused", 1, func(ctx context.Context, r *run) error {
		if err := r.cluster.Redis.Pause(); err != nil {
			return err
		}
		if err := r.wait(ctx, 3*time.Second); err != nil {
			return err
		}
		return r.cluster.Redis.Continue()
	}},
	{"instance cut from Redis", 2, func(ctx context.Context, r *run) error { return r.sever(ctx, r.instance().Redis, (*link.Link).Cut) }},
	{"way to Redis dead", 2, func(ctx context.Context, r *run) error {
		return r.sever(ctx, r.instance().Redis, (*link.Link).Blackhole)
	}},
	{"PostgreSQL restarted", 2, func(ctx context.Context, r *run) error { return r.cluster.Postgres.Restart(ctx) }},
	{"instance cut from PostgreSQL", 2, func(ctx context.Context, r *run) error { return r.sever(ctx, r.instance().Postgres, (*link.Link).Cut) }},
	{"way to PostgreSQL dead", 2, func(ctx context.Context, r *run) error {
		return r.sever(ctx, r.instance().Postgres, (*link.Link).Blackhole)
	}},
	{"way to Redis slow", 1, func(ctx context.Context, r *run) error { return r.sever(ctx, r.instance().Redis, slow) }},
	{"way to PostgreSQL slow", 1, func(ctx context.Context, r *run) error { return r.sever(ctx, r.instance().Postgres, slow) }},
	{"proxy reloaded", 2, func(ctx context.Context, r *run) error { return r.cluster.Reload(ctx) }},
	{"provider killed", 1, func(ctx context.Context, r *run) error {
		if err := r.cluster.Simulator.Kill(); err != nil {
			return err
		}
		if err := r.wait(ctx, 2*lease); err != nil {
			return err
		}
		return r.cluster.Simulator.Start(ctx)
	}},
	{"provider refuses", 1, func(ctx context.Context, r *run) error { return r.misbehave(ctx, "error-rate", 1) }},
	{"provider stalls", 1, func(ctx context.Context, r *run) error { return r.misbehave(ctx, "stall-rate", 0.3) }},
	{"provider cuts off", 1, func(ctx context.Context, r *run) error { return r.misbehave(ctx, "cut-rate", 0.5) }},
	{"provider talks nonsense", 1, func(ctx context.Context, r *run) error { return r.misbehave(ctx, "garbage-rate", 0.5) }},
	{"provider invents figures", 1, func(ctx context.Context, r *run) error { return r.misbehave(ctx, "invent-rate", 0.5) }},
}

func (r *run) instance() *cluster.Instance {
	return r.cluster.Instances[r.rng.IntN(len(r.cluster.Instances))]
}

// draw chooses a fault by weight.
func (r *run) draw() fault {
	total := 0
	for _, f := range faults {
		total += f.weight
	}
	n := r.rng.IntN(total)
	for _, f := range faults {
		if n -= f.weight; n < 0 {
			return f
		}
	}
	panic("weights do not add up")
}

// wait waits a random time up to most.
func (r *run) wait(ctx context.Context, most time.Duration) error {
	return r.hold(ctx, time.Duration(r.rng.Int64N(int64(most))))
}

func (r *run) hold(ctx context.Context, d time.Duration) error {
	select {
	case <-ctx.Done():
		return context.Cause(ctx)
	case <-time.After(d):
		return nil
	}
}

// sever breaks a link for a while.
func (r *run) sever(ctx context.Context, l *link.Link, how func(*link.Link)) error {
	how(l)
	defer l.Heal()
	return r.wait(ctx, 2*lease)
}

// slow is a way that takes longer than the other side of the world.
func slow(l *link.Link) { l.Delay(150 * time.Millisecond) }

// misbehave gives the provider one fault for a while.
func (r *run) misbehave(ctx context.Context, name string, share float64) error {
	if err := r.cluster.Simulator.Faults(ctx, map[string]any{name: share}); err != nil {
		return err
	}
	if err := r.wait(ctx, 2*lease); err != nil {
		return err
	}
	return r.cluster.Simulator.Faults(ctx, map[string]any{name: 0})
}

// fire breaks one thing after the other until until is over.
func (r *run) fire(ctx, until context.Context) error {
	for until.Err() == nil {
		f := r.draw()
		r.faults.add(f.name)
		began := time.Now()
		if err := f.do(ctx, r); err != nil {
			return fmt.Errorf("%s: %w", f.name, err)
		}
		r.log("%s (%s)", f.name, time.Since(began).Round(time.Millisecond))
		if err := r.wait(ctx, time.Second); err != nil {
			return err
		}
	}
	return nil
}

// measure looks, until ctx ends, for work whose lease has run out, and notes for how long it had.
func (r *run) measure(ctx context.Context) error {
	db, err := sql.Open("postgres", r.cluster.Postgres.URL("planspark"))
	if err != nil {
		return err
	}
	defer db.Close()
	worst := map[string]time.Duration{}
	ticker := time.NewTicker(100 * time.Millisecond)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			r.mu.Lock()
			defer r.mu.Unlock()
			for _, late := range worst {
				r.takeovers = append(r.takeovers, late)
			}
			return nil
		case <-ticker.C:
		}
		lookForLost(ctx, db, worst)
	}
}

const selectLost = `
	SELECT id || '/' || attempt, CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000000 AS BIGINT) - lease_until
	FROM generations WHERE state = 'running' AND lease_until < CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000000 AS BIGINT)`

// lookForLost notes what waits for a new worker now; while the database is away nothing does.
func lookForLost(ctx context.Context, db *sql.DB, worst map[string]time.Duration) {
	ctx, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	rows, err := db.QueryContext(ctx, selectLost)
	if err != nil {
		return
	}
	defer rows.Close()
	for rows.Next() {
		var name string
		var micros int64
		if rows.Scan(&name, &micros) == nil {
			worst[name] = max(worst[name], time.Duration(micros)*time.Microsecond)
		}
	}
}
