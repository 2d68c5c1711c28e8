package chart_test

import (
	"bytes"
	"context"
	"encoding/xml"
	"image/png"
	"io"
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/planspark/planspark/export/chart"
	"github.com/planspark/planspark/export/typeface"
	"github.com/planspark/planspark/export/words"
	"github.com/planspark/planspark/generation/market"
	"github.com/planspark/planspark/generation/plan"
	"github.com/planspark/planspark/generation/plan/plantest"
)

// drawings of a plan, without those that it has not.
func drawings(set *chart.Set) []*chart.Drawing {
	var list []*chart.Drawing
	for _, d := range []*chart.Drawing{
		set.Years(), set.RevenueAndCosts(), set.Cash(), set.BreakEven(), set.Scenarios(), set.Sensitivity(), set.Funding(), set.Timeline(),
	} {
		if d != nil {
			list = append(list, d)
		}
	}
	return list
}

// TestChartsStayInTheirFramesWhateverThePlan draws plans of any size, in currencies with no, two and three
// decimals, and looks for marks that lie outside or nowhere.
func TestChartsStayInTheirFramesWhateverThePlan(t *testing.T) {
	library, atlas := plantest.Tables(t)
	faces, err := typeface.Load()
	if err != nil {
		t.Fatal(err)
	}
	rules := plantest.Rules(20)
	rapid.Check(t, func(t *rapid.T) {
		place := rapid.SampledFrom([]string{"Lisbon", "Tokyo, Japan", "Kuwait City", "Jakarta, Indonesia", "New York"}).Draw(t, "place")
		brief, err := atlas.Brief(market.Query{Location: place})
		if err != nil {
			t.Fatal(err)
		}
		m, err := library.ComputeBy(context.Background(), rules, plan.Input{
			BusinessType: rapid.SampledFrom(library.Archetypes()).Draw(t, "type").Slug, Location: brief.Location, Start: "2027-01",
			Budget: int64(math.Pow(10, rapid.Float64Range(0, 15).Draw(t, "budget"))), TimelineMonths: rapid.IntRange(1, 60).Draw(t, "timeline"),
		})
		if err != nil {
			t.Fatal(err)
		}
		locale := rapid.SampledFrom([]string{"en", "de", "pt-PT", "ja"}).Draw(t, "locale")
		for _, d := range drawings(chart.New(faces, words.For(locale), m.Figures(locale), m.Financials())) {
			if d.Title == "" || d.Caption == "" || d.Alt == "" {
				t.Fatalf("%s says nothing", d.Key)
			}
			inside(t, d, faces)
		}
	})
}

func inside(t *rapid.T, d *chart.Drawing, faces *typeface.Faces) {
	const margin = 14 // labels may reach a little into the margin of the page
	check := func(p chart.Point, what string) {
		if !(p.X >= -margin && p.X <= d.Width+margin && p.Y >= -1 && p.Y <= d.Height+1) {
			t.Fatalf("%s: %s at %.1f, %.1f lies outside of %.0f × %.0f", d.Key, what, p.X, p.Y, d.Width, d.Height)
		}
	}
	for _, m := range d.Marks {
		switch m := m.(type) {
		case chart.Path:
			for _, p := range m.Points {
				check(p, "a line")
			}
		case chart.Dot:
			check(m.Point, "a dot")
		case chart.Label:
			left := m.X
			length := faces.Width(m.Style(), m.Size, m.Text)
			switch m.Anchor {
			case chart.Middle:
				left -= length / 2
			case chart.End:
				left -= length
			}
			check(chart.Point{X: left, Y: m.Y}, "the beginning of "+m.Text)
			check(chart.Point{X: left + length, Y: m.Y}, "the end of "+m.Text)
		}
	}
}

func TestDrawingsAreWrittenAsPicturesAndAsXML(t *testing.T) {
	faces, err := typeface.Load()
	if err != nil {
		t.Fatal(err)
	}
	d := &chart.Drawing{Title: "T", Alt: `"<&>`, Width: 100, Height: 50, Marks: []chart.Mark{
		chart.Path{Points: []chart.Point{{X: 10, Y: 10}, {X: 50, Y: 10}, {X: 50, Y: 40}, {X: 10, Y: 40}}, Fill: chart.Revenue},
		chart.Path{Points: []chart.Point{{X: 60, Y: 5}, {X: 60, Y: 45}}, Stroke: chart.Bad, Width: 2, Dash: 4},
		chart.Dot{Point: chart.Point{X: 80, Y: 25}, Radius: 4, Fill: chart.Brand},
		chart.Label{Point: chart.Point{X: 98, Y: 48}, Text: "<b> € 東京", Anchor: chart.End, Size: 6, Ink: chart.Text},
	}}
	var svg, picture bytes.Buffer
	if err := d.SVG(&svg); err != nil {
		t.Fatal(err)
	}
	for dec := xml.NewDecoder(bytes.NewReader(svg.Bytes())); ; {
		if _, err := dec.Token(); err == io.EOF {
			break
		} else if err != nil {
			t.Fatalf("%v in %s", err, svg.String())
		}
	}
	if err := chart.NewPainter(faces, 2).PNG(&picture, d); err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(&picture)
	if err != nil {
		t.Fatal(err)
	}
	for name, at := range map[string]struct {
		x, y int
		ink  chart.Ink
	}{"area": {60, 50, chart.Revenue}, "dash": {120, 14, chart.Bad}, "dot": {160, 50, chart.Brand}} {
		r, g, b, _ := img.At(at.x, at.y).RGBA()
		wr, wg, wb := at.ink.RGB()
		if uint8(r>>8) != wr || uint8(g>>8) != wg || uint8(b>>8) != wb {
			t.Errorf("%s: #%02x%02x%02x at %d, %d", name, r>>8, g>>8, b>>8, at.x, at.y)
		}
	}
	if r, g, b, _ := img.At(120, 22).RGBA(); r != 0xffff || g != 0xffff || b != 0xffff {
		t.Error("there is no gap between the dashes")
	}
	dark := 0
	for x := 100; x < 200; x++ {
		for y := 80; y < 100; y++ {
			if r, _, _, _ := img.At(x, y).RGBA(); r < 0x8000 {
				dark++
			}
		}
	}
	if dark < 30 {
		t.Errorf("the label covers %d pixels", dark)
	}
}
