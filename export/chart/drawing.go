package chart

import "github.com/planspark/planspark/export/typeface"

// Drawing is a chart: marks on a ground of its size in points, the origin at the top left.
type Drawing struct {
	Key           string // "cash"; unique within a plan
	Title         string
	Caption       string // a sentence or two on what is seen
	Alt           string // what it shows, for those who do not see it
	Width, Height float64
	Marks         []Mark
}

// Mark is a Path, a Dot or a Label.
type Mark interface{ mark() }

// Point is a place in a drawing.
type Point struct{ X, Y float64 }

// Path is a line through points, or an area when it has a fill.
type Path struct {
	Points []Point
	Fill   Ink // None for a line
	Stroke Ink // None for an area without an edge
	Width  float64
	Dash   float64 // length of dashes and gaps; 0 is a solid line
}

// Dot is a filled circle.
type Dot struct {
	Point
	Radius float64
	Fill   Ink
}

// Label is a line of text whose baseline begins, is centred or ends at the point.
type Label struct {
	Point
	Text   string
	Anchor Anchor
	Size   float64
	Bold   bool
	Ink    Ink
}

// Anchor says which part of a label stands at its point.
type Anchor int

// The anchors.
const (
	Start Anchor = iota
	Middle
	End
)

func (Path) mark()  {}
func (Dot) mark()   {}
func (Label) mark() {}

// Style is the cut that a label is set in.
func (l Label) Style() typeface.Style {
	if l.Bold {
		return typeface.SansBold
	}
	return typeface.Sans
}

// Ink is what a colour stands for.
type Ink int

// The inks. Each says enough in grey, too: lines differ in their dashes.
const (
	None Ink = iota
	Text
	Quiet
	Grid
	Axis
	Revenue
	RevenueSoft
	Cost
	CostSoft
	Cash
	CashSoft
	Brand
	BrandSoft
	Bad
	inks
)

// RGB is the colour of an ink on paper.
func (i Ink) RGB() (r, g, b uint8) {
	c := paper[i]
	return uint8(c >> 16), uint8(c >> 8), uint8(c)
}

var paper = [inks]uint32{
	Text: 0x131715, Quiet: 0x5f6862, Grid: 0xdfe3df, Axis: 0x838c86, Revenue: 0x1f5fcc, RevenueSoft: 0xb9cff2,
	Cost: 0xbd520a, CostSoft: 0xf0c9ab, Cash: 0x131715, CashSoft: 0xdbe0dc, Brand: 0x0a6e4c, BrandSoft: 0xa9d6c3, Bad: 0xb0241c,
}

// Class is the name under which style sheets know an ink.
func (i Ink) Class() string { return classes[i] }

var classes = [inks]string{
	None: "none", Text: "text", Quiet: "quiet", Grid: "grid", Axis: "axis", Revenue: "rev", RevenueSoft: "rev-soft", Cost: "cost",
	CostSoft: "cost-soft", Cash: "cash", CashSoft: "cash-soft", Brand: "brand", BrandSoft: "brand-soft", Bad: "bad",
}
