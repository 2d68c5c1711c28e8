package bus_test

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"github.com/planspark/planspark/bus"
	"github.com/planspark/planspark/bus/redistest"
	"github.com/planspark/planspark/generation"
	"github.com/planspark/planspark/hub"
	"github.com/planspark/planspark/protocol"
)

// The load of BenchmarkAcrossInstances: so many generations together append so many events a second.
const (
	acrossLogs = 50
	acrossRate = 5000
)

// BenchmarkAcrossInstances has one instance write and another one watch, and reports how long an event
// takes from the writer's call to the watcher's frame, at 5,000 events a second.
func BenchmarkAcrossInstances(b *testing.B) {
	url := redistest.Start(b).URL()
	here, there := instance(b, url, "a"), instance(b, url, "b")
	var mu sync.Mutex
	took := make([]time.Duration, 0, b.N)
	all := make(chan struct{})
	note := func(f hub.Frame) {
		for _, at := range stamps(f) {
			mu.Lock()
			took = append(took, time.Since(at))
			if len(took) == b.N {
				close(all)
			}
			mu.Unlock()
		}
	}
	var writers []generation.Writer
	for i := range acrossLogs {
		id := strconv.Itoa(i)
		follow(b, there, id, note)
		w, err := here.Open(b.Context(), "ann", protocol.Snapshot{ID: id, Attempt: 1, State: protocol.StateQueued})
		if err != nil {
			b.Fatal(err)
		}
		writers = append(writers, w)
	}
	b.ResetTimer()
	write(b, writers)
	<-all
	b.StopTimer()
	slices.Sort(took)
	for name, share := range map[string]int{"p50-µs": 50, "p99-µs": 99} {
		b.ReportMetric(float64(took[(len(took)-1)*share/100].Microseconds()), name)
	}
}

// instance is a hub on a connection of its own.
func instance(b *testing.B, url, name string) *hub.Hub {
	r, err := bus.Open(b.Context(), url, bus.Options{Instance: name, Logger: zerolog.Nop()})
	if err != nil {
		b.Fatal(err)
	}
	h := hub.New(bus.NewLog(r), queued{}, hub.Options{Logger: zerolog.Nop()})
	ctx, cancel := context.WithCancel(context.Background())
	var running sync.WaitGroup
	running.Go(func() { _ = r.Run(ctx) })
	running.Go(func() { _ = h.Run(ctx) })
	b.Cleanup(func() {
		cancel()
		running.Wait()
		_ = r.Close()
	})
	return h
}

// queued is a database in which everything is Ann's and waits.
type queued struct{}

func (queued) Load(_ context.Context, _, id string) (generation.Record, error) {
	return generation.Record{ID: id, Owner: "ann", State: protocol.StateQueued}, nil
}

// follow reads a generation as a session does: when it is woken, to the end.
func follow(b *testing.B, h *hub.Hub, id string, note func(hub.Frame)) {
	woken := make(chan struct{}, 1)
	w, err := h.Watch(b.Context(), "ann", id, &protocol.Cursor{}, func() {
		select {
		case woken <- struct{}{}:
		default:
		}
	})
	if err != nil {
		b.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	var reading sync.WaitGroup
	reading.Go(func() {
		for {
			select {
			case <-ctx.Done():
				return
			case <-woken:
			}
			for f, ok := w.Next(); ok; f, ok = w.Next() {
				note(f)
			}
		}
	})
	b.Cleanup(func() {
		cancel()
		reading.Wait()
		w.Close()
	})
}

// write appends b.N events at the rate, each stamped with the time in its text.
func write(b *testing.B, writers []generation.Writer) {
	began := time.Now()
	var all sync.WaitGroup
	for i, w := range writers {
		all.Go(func() {
			for n := i; n < b.N; n += len(writers) {
				<-time.After(time.Until(began.Add(time.Duration(n) * time.Second / acrossRate)))
				text := fmt.Sprintf("%d ", time.Now().UnixNano())
				if _, err := w.Append(b.Context(), protocol.Event{Kind: protocol.KindDelta, Section: "company", Text: text}); err != nil {
					b.Error(err)
					return
				}
			}
		})
	}
	all.Wait()
}

// stamps are the times at which the events of a frame were written.
func stamps(f hub.Frame) (out []time.Time) {
	var m protocol.EventsMessage
	if !f.Durable || json.Unmarshal(f.Data, &m) != nil {
		return nil
	}
	for _, raw := range m.Events {
		var ev protocol.Event
		if json.Unmarshal(raw, &ev) != nil || ev.Kind != protocol.KindDelta {
			continue
		}
		var at int64
		for rest := ev.Text; ; {
			n, err := fmt.Sscanf(rest, "%d ", &at)
			if n == 0 || err != nil {
				break
			}
			out = append(out, time.Unix(0, at))
			rest = rest[len(strconv.FormatInt(at, 10))+1:]
		}
	}
	return out
}
