package pdf

import (
	"math"
	"strings"

	"github.com/planspark/planspark/export/typeface"
)

// MostlyEmpty is what the tests outside of the package hold pages to.
const MostlyEmpty = mostlyEmpty

// Sheet is what a reader sees of a page at a glance.
type Sheet struct {
	Filled  float64 // share of the height of the text from its top to the last line
	Last    string  // the last line
	Heading bool    // whether that is one
}

// Sheets returns the pages of a layout.
func (l *Layout) Sheets() []Sheet {
	sheets := make([]Sheet, len(l.pages))
	for i, p := range l.pages {
		sheets[i] = p.sheet(l.paper)
	}
	return sheets
}

func (p *page) sheet(paper format) Sheet {
	s := Sheet{}
	lowest := topEdge
	for _, t := range p.texts {
		if t.y > lowest+0.01 {
			s.Last, s.Heading = "", true
		}
		if t.y >= lowest-0.01 {
			s.Last = strings.TrimSpace(s.Last + " " + t.text)
			s.Heading = s.Heading && t.style == typeface.SansBold && t.size >= 10
		}
		lowest = max(lowest, t.y)
	}
	for _, shape := range p.shapes {
		for _, at := range shape.points {
			if at.Y > lowest+8 { // below the last line: of a chart, not the rule under a row
				s.Heading = false
			}
			lowest = max(lowest, at.Y)
		}
	}
	s.Filled = math.Round((lowest-topEdge)/(paper.height-bottomGap-topEdge)*100) / 100
	return s
}
