package ops_test

import (
	"context"
	"errors"
	"slices"
	"sort"
	"sync"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"github.com/planspark/planspark/ops"
	"github.com/planspark/planspark/protocol"
)

// table stands in for the database, in virtual time: what the store's own suite proves of it is taken
// for granted here.
type table struct {
	mu       sync.Mutex // guards what follows
	down     bool
	statuses map[string]ops.Status
	heard    map[string]time.Time
	commands map[string][]ops.Command
	paused   []string
	buckets  map[string]ops.Bucket
	day      map[string]int64
	actions  []protocol.AuditRecord
	queued   map[string]int
	running  int
}

func newTable() *table {
	return &table{
		statuses: map[string]ops.Status{}, heard: map[string]time.Time{}, commands: map[string][]ops.Command{},
		buckets: map[string]ops.Bucket{}, day: map[string]int64{}, queued: map[string]int{},
	}
}

var errDown = protocol.NewProblem(protocol.CodeUnavailable, "down")

func (d *table) set(change func(*table)) {
	d.mu.Lock()
	defer d.mu.Unlock()
	change(d)
}

func (d *table) Beat(_ context.Context, b ops.Beat) (ops.Heard, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.down {
		return ops.Heard{}, errDown
	}
	d.statuses[b.Instance], d.heard[b.Instance] = b.Status, time.Now()
	for _, k := range b.Buckets {
		k.Instance = b.Instance
		d.buckets[k.Width.String()+k.Began.String()+b.Instance] = k
	}
	for m, n := range b.Day {
		d.day[m] += n
	}
	h := ops.Heard{Now: time.Now(), Commands: d.commands[b.Instance], Paused: slices.Clone(d.paused)}
	delete(d.commands, b.Instance)
	return h, nil
}

func (d *table) Look(context.Context) (ops.Look, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.down {
		return ops.Look{}, errDown
	}
	l := ops.Look{Now: time.Now(), Queued: d.queued, Running: d.running, Paused: slices.Clone(d.paused)}
	for id, s := range d.statuses {
		l.Instances = append(l.Instances, ops.Instance{ID: id, Status: s, Heard: time.Since(d.heard[id])})
	}
	sort.Slice(l.Instances, func(i, j int) bool { return l.Instances[i].ID < l.Instances[j].ID })
	return l, nil
}

func (d *table) Ask(_ context.Context, instance string, c ops.Command) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if _, ok := d.statuses[instance]; !ok {
		return protocol.NewProblem(protocol.CodeNotFound, "no such instance")
	}
	d.commands[instance] = append(d.commands[instance], c)
	return nil
}

func (d *table) PauseProvider(_ context.Context, provider string, paused bool) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.paused = slices.DeleteFunc(d.paused, func(p string) bool { return p == provider })
	if paused {
		d.paused = append(d.paused, provider)
	}
	return nil
}

func (d *table) Depart(_ context.Context, instance string) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	delete(d.statuses, instance)
	return nil
}

func (d *table) Buckets(_ context.Context, width, ago time.Duration) ([]ops.Bucket, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.down {
		return nil, errDown
	}
	var out []ops.Bucket
	for _, b := range d.buckets {
		if b.Width == width && time.Since(b.Began) <= ago {
			out = append(out, b)
		}
	}
	sort.Slice(out, func(i, j int) bool { return out[i].Began.Before(out[j].Began) })
	return out, nil
}

func (d *table) Days(context.Context, int) ([]ops.Day, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return []ops.Day{{Date: time.Now().UTC().Format(time.DateOnly), Measures: d.day}}, nil
}

func (d *table) Record(_ context.Context, r protocol.AuditRecord) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.down {
		return errors.New("not recorded")
	}
	d.actions = append([]protocol.AuditRecord{r}, d.actions...)
	return nil
}

func (d *table) Actions(context.Context, int) ([]protocol.AuditRecord, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return slices.Clone(d.actions), nil
}

// instance is a monitor that runs, with what it did to its instance.
type instance struct {
	*ops.Monitor
	stop func()

	mu      sync.Mutex
	live    ops.Live // guarded by mu, as are the following
	drained int
	workers []int
	paused  []string
}

func (i *instance) set(l ops.Live) {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.live = l
}

// run starts a monitor; to be called in a bubble.
func run(t *testing.T, d *table, id string, change func(*ops.MonitorConfig)) *instance {
	t.Helper()
	i := &instance{live: ops.Live{Workers: 4}}
	cfg := ops.MonitorConfig{
		Instance: id, Name: "host-" + id, Database: "sqlite", Log: zerolog.Nop(),
		Live: func() ops.Live {
			i.mu.Lock()
			defer i.mu.Unlock()
			return i.live
		},
		Control: ops.Control{
			Drain:  func() { i.mu.Lock(); i.drained++; i.mu.Unlock() },
			Resize: func(n int) { i.mu.Lock(); i.workers = append(i.workers, n); i.live.Workers = n; i.mu.Unlock() },
			Pause:  func(names []string) { i.mu.Lock(); i.paused = names; i.mu.Unlock() },
		},
	}
	if change != nil {
		change(&cfg)
	}
	i.Monitor = ops.NewMonitor(cfg, d, d)
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- i.Run(ctx) }()
	i.stop = sync.OnceFunc(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Errorf("monitor %s: %v", id, err)
		}
	})
	return i
}
