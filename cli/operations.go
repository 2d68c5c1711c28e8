package cli

import (
	"context"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/planspark/planspark/ops"
	"github.com/planspark/planspark/protocol"
)

// newMonitor watches this instance and shows all of them. It is asked for the first time when everything
// that it looks at is there.
func (a *app) newMonitor(instance string, c *ServeCmd) *ops.Monitor {
	version, _ := build()
	return ops.NewMonitor(ops.MonitorConfig{
		Instance: instance, Name: instanceName(instance), Version: version, Database: a.store.Kind(),
		Live: a.live, Typical: a.typical, Log: a.log,
		Providers: func() []ops.ProviderStatus { return a.providers(c) },
		Control:   ops.Control{Drain: a.leave, Resize: a.resize, Pause: a.pause},
	}, a.store, a.store)
}

// instanceName is what people know an instance by: its host, and the end of its id, which several on one
// host differ in.
func instanceName(id string) string {
	host, err := os.Hostname()
	if err != nil || host == "" {
		host = "planspark"
	}
	host, _, _ = strings.Cut(host, ".")
	return host + "-" + id[len(id)-4:]
}

// live is how this instance stands now.
func (a *app) live() ops.Live {
	edge, readers, pool := a.server.Stats(), a.hub.Stats(), a.pool.Stats()
	l := ops.Live{
		State: protocol.InstanceServing, Sessions: edge.Connections, Users: edge.Users, Watches: readers.Watches,
		Running: pool.Running, Workers: pool.Slots,
		HubMessages: readers.Messages, HubConflated: readers.Conflated, EndsSeen: readers.EndsSeen,
		ResumedByCursor: readers.ResumedByCursor, ResumedBySnapshot: readers.ResumedBySnapshot,
	}
	l.RedisUp, l.RedisConfigured = a.shared.Up()
	l.RedisUp, l.RedisConfigured = a.shared.Up()
	if end, leaving := a.server.Leaving(); leaving {
		l.State, l.LeavesAt = protocol.InstanceDraining, end
	}
	return l
}

func (a *app) typical() (time.Duration, bool) {
	median, _, ok := a.estimate.Typical()
	return median, ok
}

// statusTimeout bounds the question how the shared breakers stand.
const statusTimeout = time.Second

// providers is how the chain stands.
func (a *app) providers(c *ServeCmd) []ops.ProviderStatus {
	if a.chain == nil {
		return nil
	}
	ctx, cancel := context.WithTimeout(context.Background(), statusTimeout)
	defer cancel()
	var out []ops.ProviderStatus
	for _, s := range a.chain.Status(ctx) {
		out = append(out, ops.ProviderStatus{
			Name: s.Provider, Breaker: string(s.Breaker), Rejected: s.Rejected, Fault: s.Fault, FaultAt: protocol.At(s.FaultAt),
			RPM: c.quota(c.ProviderRPM, s.Provider, freeRPM()), Limit: s.Limit, Reduced: s.Limit < callsOf(c.Workers),
		})
	}
	return out
}

// resize changes how many generations are written at a time, and how many calls each provider gets.
func (a *app) resize(workers int) {
	a.pool.Resize(workers)
	if a.chain != nil {
		a.chain.Resize(callsOf(workers))
	}
}

// pause takes these providers out of the chain, and all others back into it.
func (a *app) pause(names []string) {
	if a.chain == nil {
		return
	}
	for _, p := range a.chain.Status(context.Background()) {
		if paused := slices.Contains(names, p.Provider); paused != p.Paused {
			a.chain.Pause(p.Provider, paused)
		}
	}
}

// leave takes this instance out of service, as SIGTERM does.
func (a *app) leave() { a.stop() }

// observeStore counts operations of the store; those before there is a monitor are not.
func (a *app) observeStore(doing, outcome string, took time.Duration) {
	if a.monitor != nil {
		a.monitor.Metrics().Database(doing, outcome, took)
	}
}
