package pdf

import (
	"math"

	"github.com/planspark/planspark/export/chart"
	"github.com/planspark/planspark/export/document"
	"github.com/planspark/planspark/export/typeface"
)

func root(v float64) float64 { return math.Sqrt(v) }

// figureGap is the room before a chart.
const figureGap = 10

func (f *flow) captionOf(d document.Figure) []line {
	return f.lines(document.Plain(d.Caption), manner{style: typeface.Sans, size: 8, color: quiet}, f.width())
}

// figureHeight returns the height of a chart with its title and its caption, at most that of a page, and its scale.
func (f *flow) figureHeight(d document.Figure) (height, scale float64) {
	scale = f.width() / d.Width
	height = 20 + d.Height*scale + 2 + float64(len(f.captionOf(d)))*10.5
	if most := f.end() - topEdge; height > most {
		scale *= (most - height + d.Height*scale) / (d.Height * scale)
		height = most
	}
	return height, scale
}

// figure puts a chart between its title and its caption, all on one page.
func (f *flow) figure(d document.Figure) {
	height, scale := f.figureHeight(d)
	caption := f.captionOf(d)
	f.gap(figureGap)
	f.need(height)
	title := f.lines(document.Plain(d.Title), manner{style: typeface.SansBold, size: 10, color: ink}, f.width())
	f.y += 12
	for _, l := range title {
		f.now().text(l, f.left(), f.y)
	}
	f.y += 8
	f.drawing(d.Drawing, f.left(), f.y, scale)
	f.y += d.Height*scale + 1.8
	for _, l := range caption {
		f.y += 10.5
		f.now().text(l, f.left(), f.y-2)
	}
}

// drawing puts the marks of a chart on the page.
func (f *flow) drawing(d *chart.Drawing, x, y, scale float64) {
	at := func(p chart.Point) chart.Point { return chart.Point{X: x + p.X*scale, Y: y + p.Y*scale} }
	for _, m := range d.Marks {
		switch m := m.(type) {
		case chart.Path:
			s := shape{width: m.Width * scale, dash: m.Dash * scale, fill: tint(m.Fill), stroke: tint(m.Stroke)}
			for _, p := range m.Points {
				s.points = append(s.points, at(p))
			}
			f.now().shapes = append(f.now().shapes, s)
		case chart.Dot:
			f.now().shapes = append(f.now().shapes, shape{points: []chart.Point{at(m.Point)}, radius: m.Radius * scale, fill: tint(m.Fill)})
		case chart.Label:
			f.caption(m, at(m.Point), scale)
		}
	}
}

func (f *flow) caption(m chart.Label, at chart.Point, scale float64) {
	how := manner{style: m.Style(), size: m.Size * scale, color: *tint(m.Ink)}
	for _, l := range f.lines(document.Plain(m.Text), how, 1e6) {
		switch m.Anchor {
		case chart.Middle:
			at.X -= l.width / 2
		case chart.End:
			at.X -= l.width
		}
		f.now().text(l, at.X, at.Y)
	}
}

// tint is the colour of an ink; nil for none.
func tint(i chart.Ink) *color {
	if i == chart.None {
		return nil
	}
	r, g, b := i.RGB()
	return &color{r, g, b}
}
