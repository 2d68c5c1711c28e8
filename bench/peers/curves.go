package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"math"
	"os"
	"runtime"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/rs/zerolog"

	"github.com/planspark/planspark/generation"
	"github.com/planspark/planspark/hub"
	"github.com/planspark/planspark/protocol"
	"github.com/planspark/planspark/store"
	"github.com/planspark/planspark/store/storetest"
)

// curve is how a cost grows.
type curve struct {
	Name     string  `json:"name"`
	Unit     string  `json:"unit"`
	Exponent float64 `json:"exponent"` // of the upper half of the sizes: n to the power of it
	Points   []point `json:"points"`
}

type point struct {
	Size float64 `json:"size"`
	Cost float64 `json:"cost"`
}

// drawn are the curves: each grows one thing and keeps everything else.
var drawn = []struct {
	name, unit string
	sizes      []int
	cost       func(n int) (float64, error)
}{
	{"an event to n watchers of one generation", "µs of processor", []int{1, 10, 100, 1000, 5000, 20000}, toWatchers},
	{"an event in each of n generations with a watcher", "µs of processor", []int{1, 10, 100, 1000, 5000, 20000}, toGenerations},
	{"a submission behind n that wait", "µs of processor", []int{10, 100, 1000, 10000, 100000, 1000000}, behind},
	{"places of all n that wait", "µs of processor", []int{10, 100, 1000, 10000, 100000, 1000000}, places},
}

func doCurves(args []string) error {
	flags := flag.NewFlagSet("curves", flag.ContinueOnError)
	out := flags.String("out", "", "FILE.json and FILE.svg; empty is standard output, the table only")
	most := flags.Int("most", 1_000_000, "no sizes beyond this")
	only := flags.String("only", "", "those whose name has this in it")
	if err := flags.Parse(args); err != nil {
		return err
	}
	var curves []curve
	for _, d := range drawn {
		if !strings.Contains(d.name, *only) {
			continue
		}
		c := curve{Name: d.name, Unit: d.unit}
		for _, n := range d.sizes {
			if n > *most {
				break
			}
			v, err := d.cost(n)
			if err != nil {
				return err
			}
			fmt.Fprintf(os.Stderr, "%s: %d: %.1f %s\n", d.name, n, v, d.unit)
			c.Points = append(c.Points, point{float64(n), v})
		}
		c.Exponent = exponent(c.Points[len(c.Points)/2-1:])
		curves = append(curves, c)
	}
	fmt.Print(tableOf(curves))
	if *out == "" {
		return nil
	}
	raw, err := json.MarshalIndent(curves, "", " ")
	if err != nil {
		return err
	}
	if err := os.WriteFile(*out+".json", append(raw, '\n'), 0o644); err != nil {
		return err
	}
	return os.WriteFile(*out+".svg", []byte(drawCurves(curves)), 0o644)
}

func tableOf(curves []curve) string {
	var b strings.Builder
	for _, c := range curves {
		fmt.Fprintf(&b, "| %s, %s |", c.Name, c.Unit)
		for _, p := range c.Points {
			fmt.Fprintf(&b, " %g: %s |", p.Size, short(p.Cost))
		}
		fmt.Fprintf(&b, " n^%.2f |\n", c.Exponent)
	}
	return b.String()
}

// exponent is the slope of the line through the points on axes of logarithms.
func exponent(points []point) float64 {
	var sx, sy, sxx, sxy float64
	for _, p := range points {
		x, y := math.Log(p.Size), math.Log(p.Cost)
		sx, sy, sxx, sxy = sx+x, sy+y, sxx+x*x, sxy+x*y
	}
	n := float64(len(points))
	return (n*sxy - sx*sy) / (n*sxx - sx*sx)
}

// enough is the processor time that makes a cost believable; fewest is how often at the least.
const (
	enough = 300 * time.Millisecond
	fewest = 5
)

// each is what do takes of the processor each time, in microseconds, the collector's part included. It does
// not depend on what else the machine does, as the time on the clock would.
func each(do func() error) (float64, error) {
	runtime.GC() // what was before is not do's
	before := cpu()
	n := 0
	for ; n < fewest || cpu()-before < enough; n++ {
		if err := do(); err != nil {
			return 0, err
		}
	}
	return float64((cpu() - before).Microseconds()) / float64(n), nil
}

// world is a hub with generations that are written, and those who watch them.
type world struct {
	*hub.Hub
	writers []generation.Writer
	watches []*hub.Watch
}

// Load implements hub.Source.
func (world) Load(_ context.Context, owner, id string) (generation.Record, error) {
	return generation.Record{ID: id, Owner: owner, State: protocol.StateQueued, Attempt: 1}, nil
}

func newWorld(generations, watchers int) (*world, error) {
	ctx := context.Background()
	w := &world{}
	w.Hub = hub.New(hub.NewMemoryLog(), w, hub.Options{})
	for g := range generations {
		id := topicName(g)
		out, err := w.Open(ctx, "owner", protocol.Snapshot{ID: id, State: protocol.StateQueued, Attempt: 1})
		if err != nil {
			return nil, err
		}
		w.writers = append(w.writers, out)
		for range watchers {
			in, err := w.Watch(ctx, "owner", id, &protocol.Cursor{}, func() {})
			if err != nil {
				return nil, err
			}
			w.watches = append(w.watches, in)
		}
	}
	return w, w.tell()
}

// tell appends an event to each log, and lets every watch read.
func (w *world) tell() error {
	for _, out := range w.writers {
		if _, err := out.Append(context.Background(), protocol.Event{Kind: protocol.KindDelta, Section: "market", Text: words[:20]}); err != nil {
			return err
		}
	}
	for _, in := range w.watches {
		for _, ok := in.Next(); ok; _, ok = in.Next() {
		}
	}
	return nil
}

func toWatchers(n int) (float64, error) {
	w, err := newWorld(1, n)
	if err != nil {
		return 0, err
	}
	return each(w.tell)
}

func toGenerations(n int) (float64, error) {
	w, err := newWorld(n, 1)
	if err != nil {
		return 0, err
	}
	return each(w.tell)
}

// queued is an SQLite store in which some wait.
var queued struct{ *store.Store }

// queueOf makes a queue of n: one that was submitted, and copies of its row.
func queueOf(n int) error {
	ctx := context.Background()
	dir, err := os.MkdirTemp("", "planspark-curves-*")
	if err != nil {
		return err
	}
	file := dir + "/planspark.db"
	if queued.Store, err = store.Open(ctx, "sqlite://"+file, store.Options{Logger: zerolog.Nop()}); err != nil {
		return err
	}
	if err := submitOne(ctx); err != nil {
		return err
	}
	return storetest.Lengthen(ctx, file, n-1)
}

func submitOne(ctx context.Context) error {
	id := uuid.Must(uuid.NewV7()).String()
	r := protocol.Request{Idea: "A bakery, number " + id, Currency: "EUR", TimelineMonths: 12, Priority: protocol.PriorityNormal}
	_, err := queued.Submit(ctx, generation.Submission{
		ID: id, Owner: id, Fingerprint: generation.FingerprintOf(id, r), Lane: generation.LanePool, Priority: r.Priority, Request: r,
	})
	return err
}

func behind(n int) (float64, error) {
	if err := queueOf(n); err != nil {
		return 0, err
	}
	defer queued.Close()
	return each(func() error { return submitOne(context.Background()) })
}

func places(n int) (float64, error) {
	if err := queueOf(n); err != nil {
		return 0, err
	}
	defer queued.Close()
	return each(func() error {
		line, err := queued.Queue(context.Background(), generation.LanePool)
		if err == nil && len(line.Waiting) < n {
			err = fmt.Errorf("%d of %d wait", len(line.Waiting), n)
		}
		return err
	})
}
