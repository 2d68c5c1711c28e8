package pdf_test

import (
	"testing"

	"github.com/planspark/planspark/export/document"
	"github.com/planspark/planspark/export/exporttest"
	"github.com/planspark/planspark/export/pdf"
	"github.com/planspark/planspark/export/typeface"
	"github.com/planspark/planspark/protocol"
)

// trades are businesses whose texts, tables and amounts are of very different lengths.
func trades() map[string]protocol.Request {
	list := exporttest.Requests()
	for name, r := range map[string]protocol.Request{
		"bakery":    {Idea: "A bakery in Lisbon with sourdough bread and a few tables"},
		"shifts":    {Idea: "A SaaS in Berlin that helps small clinics to plan shifts"},
		"e-bikes":   {Idea: "An e-bike workshop in Bristol that repairs and sells refurbished bikes"},
		"tacos":     {Idea: "A food truck in Austin with Korean tacos"},
		"panadería": {Idea: "Una panadería en Sevilla con pan de masa madre"},
		"dentista":  {Idea: "Una clínica dental en Bogotá para familias"},
		"care":      {Idea: "A care home in Leeds with 24 rooms"},
		"ceramics":  {Idea: "An online shop in Toronto that sells handmade ceramics"},
		"hotel":     {Idea: "Un hotel pequeño con veinte habitaciones junto al mar en Cádiz", Budget: "900000"},
		"brewery":   {Idea: "A brewery with a tap room in Jakarta", Budget: "4000000000"},
	} {
		list[name] = r
	}
	return list
}

// TestRealPlansFillTheirPages: in plans of many trades, places and currencies, no page has only a few lines where another part
// follows, none is half empty within a part because of what did not fit, and no heading is the last line of one.
func TestRealPlansFillTheirPages(t *testing.T) {
	planner := exporttest.Planner(t)
	faces, err := typeface.Load()
	if err != nil {
		t.Fatal(err)
	}
	builder := document.NewBuilder(planner, faces)
	for name, r := range trades() {
		d, err := builder.Build(exporttest.Plan(t, planner, r))
		if err != nil {
			t.Fatal(err)
		}
		l := pdf.LayOut(d, faces)
		opened := map[int]bool{} // pages at whose top a part begins
		for i, at := range l.Pages {
			opened[at] = opened[at] || !l.Joined[i]
		}
		sheets := l.Sheets()
		for i, s := range sheets[l.Pages[0]-1:] {
			page := l.Pages[0] + i
			last := page == len(sheets)
			least := 0.5
			if opened[page+1] {
				least = pdf.MostlyEmpty - 0.02 // the last line stands above its depth
			}
			if s.Filled < least && !last {
				t.Errorf("%s: page %d of %d is filled to %.0f %%, and ends with %q", name, page, len(sheets), 100*s.Filled, s.Last)
			}
			if s.Filled > 1 {
				t.Errorf("%s: page %d goes on to %.0f %% of its height", name, page, 100*s.Filled)
			}
			if s.Heading {
				t.Errorf("%s: page %d ends with the heading %q", name, page, s.Last)
			}
		}
	}
}
