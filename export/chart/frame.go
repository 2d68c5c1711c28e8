package chart

import (
	"fmt"
	"math"
	"slices"

	"github.com/planspark/planspark/export/typeface"
	"github.com/planspark/planspark/export/words"
	"github.com/planspark/planspark/generation/plan"
)

// Sizes of all charts in points: as wide as the text of a page.
const (
	width     = 470
	height    = 172
	textSize  = 8.5
	smallSize = 7.5
)

// frame is a drawing in the making: a field with a scale on each side.
type frame struct {
	*Drawing
	pen
	left, right, top, bottom float64   // of the field
	low, high                float64   // values at bottom and top
	x0, x1                   float64   // values at left and right
	ruled                    []float64 // where lines of the scale lie
}

// pen is what all charts of a plan are drawn with.
type pen struct {
	faces  *typeface.Faces
	words  *words.Words
	format plan.Format
	major  float64 // minor units in a major one
}

func (p pen) frame(key, title string) *frame {
	return &frame{
		Drawing: &Drawing{Key: key, Title: title, Width: width, Height: height}, pen: p,
		left: 46, right: width - 6, top: 26, bottom: height - 20,
	}
}

func (f *frame) add(m Mark) { f.Marks = append(f.Marks, m) }

func (f *frame) line(ink Ink, weight float64, points ...Point) {
	f.add(Path{Points: points, Stroke: ink, Width: weight})
}

func (f *frame) area(ink Ink, points ...Point) { f.add(Path{Points: points, Fill: ink}) }

func (f *frame) box(ink Ink, x, y, w, h float64) {
	f.area(ink, Point{x, y}, Point{x + w, y}, Point{x + w, y + h}, Point{x, y + h})
}

func (f *frame) label(x, y float64, anchor Anchor, ink Ink, text string) {
	f.add(Label{Point: Point{x, y}, Text: text, Anchor: anchor, Size: smallSize, Ink: ink})
}

// span sets the scale so that it holds all values and zero.
func (f *frame) span(series ...[]float64) {
	for _, values := range series {
		for _, v := range values {
			f.low, f.high = math.Min(f.low, v), math.Max(f.high, v)
		}
	}
	if f.high == f.low {
		f.high = f.low + f.major
	}
}

func (f *frame) x(v float64) float64 { return f.left + (v-f.x0)/(f.x1-f.x0)*(f.right-f.left) }
func (f *frame) y(v float64) float64 {
	return f.bottom - (v-f.low)/(f.high-f.low)*(f.bottom-f.top)
}

// rules draws the scale of amounts on the left, and widens the field to whole steps.
func (f *frame) rules() {
	step := niceStep((f.high - f.low) / 4)
	f.low, f.high = math.Floor(f.low/step)*step, math.Ceil(f.high/step)*step
	for i := range int((f.high-f.low)/step+0.5) + 1 {
		v := f.low + float64(i)*step
		ink := Grid
		if math.Abs(v) < step/2 {
			ink, v = Axis, 0
		}
		f.line(ink, 0.6, Point{f.left, f.y(v)}, Point{f.right, f.y(v)})
		f.ruled = append(f.ruled, f.y(v))
		f.label(f.left-5, f.y(v)+2.6, End, Quiet, f.short(v))
	}
}

// clear moves the baseline of a small text by steps, as far as a limit, until no line of the scale runs through it.
func (f *frame) clear(base, limit, step float64) float64 {
	crossed := func(at float64) bool {
		return slices.ContainsFunc(f.ruled, func(y float64) bool { return y > at-smallSize && y < at+2 })
	}
	for crossed(base) && (limit-base)*step > 0 {
		base += step
	}
	return base
}

// years draws the scale of a monthly chart: a line at each year's end, its number in the middle.
func (f *frame) years(months int) {
	f.x0, f.x1 = 0, float64(months)
	for first := 0; first < months; first += 12 {
		if first > 0 {
			f.line(Grid, 0.6, Point{f.x(float64(first)), f.top}, Point{f.x(float64(first)), f.bottom})
		}
		f.label(f.x(float64(first)+6), f.bottom+12, Middle, Quiet, fmt.Sprintf(f.words.Chart.Year, first/12+1))
	}
}

// series draws values month by month.
func (f *frame) series(values []float64, ink Ink, weight, dash float64) {
	points := make([]Point, len(values))
	for i, v := range values {
		points[i] = Point{f.x(float64(i) + 0.5), f.y(v)}
	}
	f.add(Path{Points: points, Stroke: ink, Width: weight, Dash: dash})
}

// band fills between two series.
func (f *frame) band(lower, upper []float64, ink Ink) {
	points := make([]Point, 0, 2*len(lower))
	for i, v := range upper {
		points = append(points, Point{f.x(float64(i) + 0.5), f.y(v)})
	}
	for i := len(lower) - 1; i >= 0; i-- {
		points = append(points, Point{f.x(float64(i) + 0.5), f.y(lower[i])})
	}
	f.area(ink, points...)
}

// key is an entry of the legend.
type key struct {
	text string
	ink  Ink
	dash float64
	area bool
}

// legend draws the keys in a row above the field.
func (f *frame) legend(keys ...key) {
	x := f.left
	for _, k := range keys {
		if k.area {
			f.box(k.ink, x, 5.5, 14, 7)
		} else {
			f.add(Path{Points: []Point{{x, 9}, {x + 14, 9}}, Stroke: k.ink, Width: 2, Dash: k.dash})
		}
		f.add(Label{Point: Point{x + 18, 12}, Text: k.text, Size: textSize, Ink: Text})
		x += 18 + f.faces.Width(typeface.Sans, textSize, k.text) + 16
	}
}

// whole writes an amount in whole units, as the text beside the chart does.
func (p pen) whole(amount plan.Money) string {
	return p.format.Money(plan.Money(math.Round(float64(amount)/p.major) * p.major))
}

// short writes an amount for a scale: "€50k".
func (p pen) short(minor float64) string {
	return p.format.Compact(plan.Money(math.Round(minor)), p.words.Magnitude)
}

// niceStep is the smallest of 1, 2, 2.5 and 5 times a power of ten that is not below v.
func niceStep(v float64) float64 {
	power := math.Pow(10, math.Floor(math.Log10(v)))
	for _, factor := range []float64{1, 2, 2.5, 5, 10} {
		if factor*power >= v*0.999 {
			return factor * power
		}
	}
	return 10 * power
}
