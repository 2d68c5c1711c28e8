package ops

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/planspark/planspark/protocol"
)

// Snapshot is what operators see now, with the history of a span. What cannot be read from the database
// is missing, and the verdict says why: operators need a picture above all when something is down.
func (m *Monitor) Snapshot(ctx context.Context, span time.Duration) protocol.Ops {
	h, err := m.past(ctx, span)
	m.mu.Lock()
	look, scale := m.look, m.scale
	if err == nil {
		err = m.lookErr
	}
	m.mu.Unlock()
	look.Instances = m.withOwn(look.Instances)
	o := protocol.Ops{
		At: protocol.At(time.Now()), Instance: m.cfg.Instance, Span: span.Milliseconds(),
		Scale: scale, History: h.points, Days: h.days, Audit: h.audit,
		Instances: m.instances(look.Instances), Providers: m.providers(look, h.sums),
		FirstText: firstText(h.sums), Failures: failuresOf(look.Instances),
	}
	o.Users, o.Pool = people(o.Instances), pool(o.Instances, look.Running, h.sums)
	o.Queue = m.queue(look, h.sums)
	o.Plans, o.Cache = plans(h.sums), protocol.OpsCache{Hits: int(h.sums.Hits), Misses: int(h.sums.Misses)}
	o.Stores = m.stores(look.Instances, h, err)
	o.Verdict = verdict(o)
	o.History, o.Days, o.Audit, o.Failures = orEmpty(o.History), orEmpty(o.Days), orEmpty(o.Audit), orEmpty(o.Failures)
	return o
}

// orEmpty makes a list that JSON does not write as null.
func orEmpty[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

// withOwn replaces what this instance published by how it is at this moment.
func (m *Monitor) withOwn(published []Instance) []Instance {
	out := slices.Clone(published)
	own := Instance{ID: m.cfg.Instance, Status: m.status()}
	if i := slices.IndexFunc(out, func(i Instance) bool { return i.ID == m.cfg.Instance }); i >= 0 {
		out[i] = own
		return out
	}
	return append(out, own)
}

func (m *Monitor) instances(all []Instance) []protocol.OpsInstance {
	out := make([]protocol.OpsInstance, len(all))
	for i, in := range all {
		s := in.Status
		out[i] = protocol.OpsInstance{
			ID: in.ID, Name: s.Name, Version: s.Version, State: s.State, Slots: s.Slots, Running: s.Running,
			Sessions: s.Sessions, Users: s.Users, Watches: s.Watches, Memory: s.Memory,
			StartedAt: s.StartedAt, LeavesAt: s.LeavesAt, HeardMS: in.Heard.Milliseconds(),
		}
		if in.silent() {
			out[i].State = protocol.InstanceSilent
		}
	}
	return out
}

func people(all []protocol.OpsInstance) (u protocol.OpsUsers) {
	for _, i := range all {
		if i.State != protocol.InstanceSilent {
			u.Active += i.Users
			u.Sessions += i.Sessions
			u.Watches += i.Watches
		}
	}
	return u
}

func pool(all []protocol.OpsInstance, running int, sums Counts) protocol.OpsPool {
	p := protocol.OpsPool{Running: running, Takeovers: int(sums.Takeovers)}
	here := 0
	for _, i := range all {
		if i.State != protocol.InstanceSilent {
			p.Slots += i.Slots
			here += i.Running
		}
	}
	p.Running = max(p.Running, here) // what instances say is newer than the last look
	return p
}

func (m *Monitor) queue(look Look, sums Counts) protocol.OpsQueue {
	q := protocol.OpsQueue{
		ByPriority: map[string]int{}, OldestMS: look.Oldest.Milliseconds(),
		WaitP50MS: sums.Wait.millis(0.5, waitSeconds), WaitP95MS: sums.Wait.millis(0.95, waitSeconds),
	}
	for _, p := range Priorities() {
		q.ByPriority[p] = look.Queued[p]
		q.Depth += look.Queued[p]
	}
	if sums.Forecasts > 0 {
		q.ETAError = protocol.Ptr(sums.ErrorRatio / float64(sums.Forecasts))
	}
	return q
}

func plans(c Counts) protocol.OpsPlans {
	return protocol.OpsPlans{
		Submitted: int(c.Submitted), Accepted: int(c.Accepted), Completed: int(c.Completed), Degraded: int(c.Degraded),
		Failed: int(c.Failed), Cancelled: int(c.Cancelled), ResumedByCursor: int(c.ByCursor), ResumedBySnapshot: int(c.BySnapshot),
	}
}

func firstText(c Counts) []protocol.OpsLoad {
	out := make([]protocol.OpsLoad, 0, len(Loads()))
	for _, l := range Loads() {
		h := c.Text[string(l)]
		out = append(out, protocol.OpsLoad{
			Load: string(l), Plans: int(h.total()), P50MS: h.millis(0.5, waitSeconds), P95MS: h.millis(0.95, waitSeconds),
		})
	}
	return out
}

func (m *Monitor) stores(all []Instance, h history, err error) protocol.OpsStores {
	c := h.sums
	db := protocol.OpsDatabase{Kind: m.cfg.Database, Up: err == nil, Operations: int(c.DBAsked), Errors: int(c.DBErrors)}
	if n := len(h.points); n > 0 {
		if span := h.read.Sub(h.points[0].At.Time).Seconds(); span > 0 {
			db.PerSecond = float64(c.DBAsked) / span
		}
	}
	if v, ok := c.DB.quantile(0.95, quickSeconds); ok {
		db.P95MS = protocol.Ptr(v * 1000)
	}
	s := protocol.OpsStores{Database: db}
	for _, i := range all {
		if i.Status.Redis == nil || i.silent() {
			continue
		}
		s.Redis.Configured = true
		if !*i.Status.Redis {
			s.Redis.Down++
		}
	}
	s.Redis.Up = s.Redis.Configured && s.Redis.Down == 0
	return s
}

// providers puts together how all instances see them, in the order of this one's chain.
func (m *Monitor) providers(look Look, sums Counts) []protocol.OpsProvider {
	var out []protocol.OpsProvider
	for _, own := range append(m.cfg.Providers(), ProviderStatus{Name: offline, Breaker: breakerClosed}) {
		c := sums.Providers[own.Name]
		p := protocol.OpsProvider{
			Name: own.Name, RPM: own.RPM, Paused: slices.Contains(look.Paused, own.Name),
			Breaker: own.Breaker, Rejected: own.Rejected, Fault: own.Fault, FaultAt: own.FaultAt,
			Calls: int(c.Calls), Failed: int(c.Failed), TokensIn: c.TokensIn, TokensOut: c.TokensOut,
			P50MS: c.Took.millis(0.5, callSeconds), P95MS: c.Took.millis(0.95, callSeconds),
		}
		for _, i := range look.Instances {
			if !i.silent() {
				seenBy(i.Status, &p)
			}
		}
		out = append(out, p)
	}
	return out
}

// seenBy adds what one instance knows: calls add up, and the worst breaker counts.
func seenBy(s Status, p *protocol.OpsProvider) {
	for _, seen := range s.Providers {
		if seen.Name != p.Name {
			continue
		}
		p.RPMUsed += seen.Calls
		if breakerRank(seen.Breaker) > breakerRank(p.Breaker) {
			p.Breaker, p.Rejected = seen.Breaker, seen.Rejected
		}
		if seen.FaultAt.After(p.FaultAt.Time) {
			p.Fault, p.FaultAt = seen.Fault, seen.FaultAt
		}
	}
}

// States of a breaker, as providers name them.
const (
	breakerClosed   = "closed"
	breakerHalfOpen = "half_open"
	breakerOpen     = "open"
)

func breakerRank(state string) int {
	return slices.Index([]string{breakerClosed, breakerHalfOpen, breakerOpen}, state)
}

// failuresShown is how many failures are told.
const failuresShown = 20

func failuresOf(all []Instance) []protocol.OpsFailure {
	var out []protocol.OpsFailure
	for _, i := range all {
		out = append(out, i.Status.Failures...)
	}
	slices.SortStableFunc(out, func(a, b protocol.OpsFailure) int { return cmp.Compare(b.At.UnixMilli(), a.At.UnixMilli()) })
	return out[:min(len(out), failuresShown)]
}
