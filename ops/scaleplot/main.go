// Command scaleplot draws what the scale signal makes of four loads, as docs/images/scale.svg shows it:
//
//	go run ./ops/scaleplot > docs/images/scale.svg
//
// A test keeps the picture and this program the same.
package main

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/planspark/planspark/ops/scalesim"
)

func main() {
	picture, err := draw()
	if err == nil {
		_, err = os.Stdout.WriteString(picture)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "scaleplot:", err)
		os.Exit(1)
	}
}

// scene is one load and the world that it meets.
type scene struct {
	title  string
	jobs   []scalesim.Job
	world  scalesim.World
	result scalesim.Result
}

const typical = 40 * time.Second

func scenes() ([]scene, error) {
	recorded, err := scalesim.Recorded()
	if err != nil {
		return nil, err
	}
	world := func(length time.Duration, first, ceiling int) scalesim.World {
		return scalesim.World{Slots: 4, StartUp: 30 * time.Second, Ask: 15 * time.Second, First: first, Ceiling: ceiling, Length: length}
	}
	out := []scene{
		{title: "A rush: twenty times the load for half an hour", world: world(70*time.Minute, 1, 0), jobs: scalesim.Synthetic(1, 70*time.Minute, typical, scalesim.Step(0.05, 1, 10*time.Minute, 40*time.Minute))},
		{title: "A day, in four hours", world: world(4*time.Hour, 1, 0), jobs: scalesim.Synthetic(2, 4*time.Hour, typical, scalesim.Wave(0.02, 0.8, 4*time.Hour))},
		{title: "Providers that take ten plans at a time: more instances would not help", world: world(time.Hour, 1, 10), jobs: scalesim.Synthetic(3, 50*time.Minute, typical, scalesim.Steady(0.24))},
		{title: "Recorded: seven minutes with two rushes", world: world(20*time.Minute, 2, 0), jobs: recorded},
	}
	for i := range out {
		out[i].result = scalesim.Play(out[i].jobs, out[i].world)
	}
	return out, nil
}

// The measures of the picture, in pixels.
const (
	width, height = 820, 250 // of a scene
	left, right   = 46, 190
	top, bottom   = 40, 30
)

func draw() (string, error) {
	all, err := scenes()
	if err != nil {
		return "", err
	}
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="system-ui, sans-serif" font-size="12" role="img" aria-label="Load, instances wanted and instances that serve, in four plays of the scale signal">`+"\n", width, height*len(all))
	b.WriteString(`<style>text{fill:#48504b}.t{fill:#131715;font-weight:600;font-size:14px}.g{stroke:#dfe3df}.load{fill:#1f5fcc;opacity:.15}.want{fill:none;stroke:#bd520a;stroke-width:2}.have{fill:none;stroke:#131715;stroke-width:1.5;stroke-dasharray:5 4}.k-load{fill:#1f5fcc}.k-want{fill:#bd520a}.k-have{fill:#131715}@media(prefers-color-scheme:dark){svg{background:#0d100f}text{fill:#b6bfba}.t,.k-have{fill:#edf1ef}.g{stroke:#29302d}.load{fill:#74abff}.want{stroke:#f29a54}.have{stroke:#edf1ef}.k-load{fill:#74abff}.k-want{fill:#f29a54}}</style>` + "\n")
	for i, s := range all {
		s.draw(&b, i*height)
	}
	b.WriteString("</svg>\n")
	return b.String(), nil
}

// draw draws a scene: the load as an area of the instances that would just carry it, what is wanted, and
// what serves.
func (s scene) draw(b *strings.Builder, y0 int) {
	most := 1.0
	for _, p := range s.result.Points {
		most = max(most, float64(p.Desired), s.load(p))
	}
	x := func(at time.Duration) float64 {
		return left + float64(width-left-right)*at.Seconds()/s.world.Length.Seconds()
	}
	y := func(v float64) float64 {
		return float64(y0+top) + (1-v/most)*float64(height-top-bottom)
	}
	fmt.Fprintf(b, `<text class="t" x="%d" y="%d">%s</text>`+"\n", left, y0+24, s.title)
	for _, v := range ticks(most) {
		fmt.Fprintf(b, `<line class="g" x1="%d" x2="%d" y1="%.1f" y2="%.1f"/><text x="%d" y="%.1f" text-anchor="end">%g</text>`+"\n", left, width-right, y(v), y(v), left-8, y(v)+4, v)
	}
	for i := range 5 {
		at := s.world.Length * time.Duration(i) / 4
		fmt.Fprintf(b, `<text x="%.1f" y="%d" text-anchor="middle">%d min</text>`+"\n", x(at), y0+height-10, int(at.Minutes()))
	}
	var load, want, have strings.Builder
	fmt.Fprintf(&load, "M%.1f %.1f", x(0), y(0))
	for i, p := range s.result.Points {
		move := "L"
		if i == 0 {
			move = "M"
		}
		if i%3 == 0 {
			fmt.Fprintf(&load, "L%.1f %.1f", x(p.At), y(s.load(p)))
		}
		if i == 0 || p.Desired != s.result.Points[i-1].Desired {
			fmt.Fprintf(&want, "%s%.1f %.1f", step(move, i, x(p.At), y, s.result.Points, func(p scalesim.Point) int { return p.Desired }), x(p.At), y(float64(p.Desired)))
		}
		if i == 0 || p.Instances != s.result.Points[i-1].Instances {
			fmt.Fprintf(&have, "%s%.1f %.1f", step(move, i, x(p.At), y, s.result.Points, func(p scalesim.Point) int { return p.Instances }), x(p.At), y(float64(p.Instances)))
		}
	}
	last := s.result.Points[len(s.result.Points)-1]
	fmt.Fprintf(&load, "L%.1f %.1fZ", x(last.At), y(0))
	fmt.Fprintf(&want, "H%.1f", x(last.At))
	fmt.Fprintf(&have, "H%.1f", x(last.At))
	fmt.Fprintf(b, `<path class="load" d="%s"/><path class="have" d="%s"/><path class="want" d="%s"/>`+"\n", &load, &have, &want)
	for i, key := range []struct{ class, text string }{{"load", "plans under way,"}, {"load", "in instances’ worth"}, {"want", "instances wanted"}, {"have", "instances that serve"}} {
		fmt.Fprintf(b, `<text class="k-%s" x="%d" y="%d">%s</text>`+"\n", key.class, width-right+12, y0+top+12+18*i, key.text)
	}
	fmt.Fprintf(b, `<text x="%d" y="%d">95 %% began within %s</text>`+"\n", width-right+12, y0+top+12+18*5, s.wait().Round(time.Second))
}

// step is the way from the last value to the place of the next: along, then up or down.
func step(move string, i int, x float64, y func(float64) float64, points []scalesim.Point, of func(scalesim.Point) int) string {
	if i == 0 {
		return move
	}
	return fmt.Sprintf("L%.1f %.1fL", x, y(float64(of(points[i-1]))))
}

// load is how many instances the plans under way would just fill.
func (s scene) load(p scalesim.Point) float64 {
	return float64(p.Running+p.Queued) / float64(s.world.Slots)
}

// wait is within which time 95 % of the plans were begun.
func (s scene) wait() time.Duration {
	sorted := slices.Sorted(slices.Values(s.result.Waits))
	return sorted[len(sorted)*95/100]
}

// ticks are round values from 0 up to most.
func ticks(most float64) []float64 {
	step := 1.0
	for _, s := range []float64{1, 2, 5, 10, 20, 50} {
		if step = s; most/s <= 5 {
			break
		}
	}
	var out []float64
	for v := 0.0; v <= most; v += step {
		out = append(out, v)
	}
	return out
}
