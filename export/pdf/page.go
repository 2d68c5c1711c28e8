package pdf

import (
	"github.com/planspark/planspark/export/chart"
	"github.com/planspark/planspark/export/document"
)

// color is red, green and blue.
type color [3]uint8

// The colours of the page; those of the charts are the charts' own.
var (
	ink   = color{0x13, 0x17, 0x15}
	soft  = color{0x48, 0x50, 0x4b}
	quiet = color{0x5f, 0x68, 0x62}
	hair  = color{0xdf, 0xe3, 0xdf}
	edge  = color{0x83, 0x8c, 0x86}
	brand = color{0x0a, 0x6e, 0x4c}
	pale  = color{0xbf, 0xe0, 0xd2}
	white = color{0xff, 0xff, 0xff}
)

// format is a size of paper in points.
type format struct{ width, height float64 }

// paper returns the size that is usual in a country: Letter where it is, else A4.
func paper(country string) format {
	if document.Letter(country) {
		return format{612, 792}
	}
	return format{595.28, 841.89}
}

// The frame of a page in points.
const (
	textWidth = 470.0
	topEdge   = 78.0
	bottomGap = 62.0 // from the foot of the paper to the end of the text
)

// page is a page in the making: what stands on it, in order.
type page struct {
	texts   []textAt
	shapes  []shape
	links   []linkAt
	marks   []bookmark
	running string // title of the part, in the head; empty on pages without head and foot
}

type textAt struct {
	piece
	x, y float64 // of the baseline
}

// shape is an area, a line or a dot.
type shape struct {
	points       []chart.Point
	fill, stroke *color
	width, dash  float64
	radius       float64 // of a dot around the one point
}

// linkAt is a place from which a click leads to a part.
type linkAt struct {
	x, y, w, h float64
	part       int
}

// bookmark is an entry of the outline; part says which one begins here, -1 none.
type bookmark struct {
	title string
	level int
	y     float64
	part  int
}

func (p *page) text(l line, x, y float64) {
	for _, piece := range l.pieces {
		p.texts = append(p.texts, textAt{piece: piece, x: x + piece.x, y: y})
	}
}

func (p *page) box(c color, x, y, w, h float64) {
	p.shapes = append(p.shapes, shape{points: []chart.Point{{X: x, Y: y}, {X: x + w, Y: y}, {X: x + w, Y: y + h}, {X: x, Y: y + h}}, fill: &c})
}

func (p *page) rule(c color, weight, x0, x1, y float64) {
	p.shapes = append(p.shapes, shape{points: []chart.Point{{X: x0, Y: y}, {X: x1, Y: y}}, stroke: &c, width: weight})
}
