package prompt

import (
	"strconv"

	"github.com/planspark/planspark/generation/plan"
)

// lines are facts under their names, each a list of sentences or phrases.
type lines struct {
	Business    string   `json:"business"`
	Format      string   `json:"format"`
	Place       string   `json:"place"`
	Market      []string `json:"market,omitempty"`
	Assumed     []string `json:"assumed,omitempty"`
	Segments    []string `json:"segments,omitempty"`
	Edge        []string `json:"what_sets_good_ones_apart,omitempty"`
	Competitors []string `json:"competitors,omitempty"`
	Channels    []string `json:"channels,omitempty"`
	Operations  []string `json:"operations,omitempty"`
	Suppliers   []string `json:"suppliers,omitempty"`
	Measures    []string `json:"measures,omitempty"`
	Licences    []string `json:"licences_to_check,omitempty"`
	Risks       []string `json:"risks,omitempty"`
	LeftOut     string   `json:"left_out_of_the_figures_and_to_be_said,omitempty"`
}

// facts are what is known of the trade and the market, as far as the section is about it.
func facts(in Input, slug string) lines {
	f := &in.Model.Archetype.Facts
	out := lines{Business: in.Model.Archetype.NameIn(plan.Language(in.Request.Locale)), Format: in.Model.Size.Name, Place: in.Brief.CountryName}
	if in.Brief.City != "" {
		out.Place = in.Brief.City + ", " + in.Brief.CountryName
	}
	if t := in.Model.Archetype.Trade; t != nil && (slug == "executive-summary" || slug == "funding") {
		out.LeftOut = t.Beyond
	}
	switch slug {
	case "executive-summary":
		out.Market, out.Segments, out.Edge = in.Brief.Findings, f.Segments, f.Differentiators
	case "company":
		out.Edge, out.Operations, out.Licences = f.Differentiators, f.Operations, f.Licences
	case "offer":
		out.Segments, out.Edge = f.Segments, f.Differentiators
	case "market-analysis":
		out.Market, out.Assumed, out.Segments, out.Competitors = marketLines(in), in.Brief.Assumed, f.Segments, f.Competitors
	case "customers":
		out.Segments, out.Channels = f.Segments, f.Channels
	case "competition":
		out.Competitors, out.Edge = f.Competitors, f.Differentiators
	case "marketing":
		out.Channels, out.Segments, out.Measures = f.Channels, f.Segments, f.KPIs
	case "operations":
		out.Operations, out.Suppliers, out.Measures = f.Operations, f.Suppliers, f.KPIs
	case "team":
		out.Operations = f.Operations
	case "milestones":
		out.Measures = f.KPIs
	case "risks":
		for _, r := range f.Risks {
			out.Risks = append(out.Risks, r.Risk+": "+r.Mitigation)
		}
	case "legal":
		out.Licences = f.Licences
	case "next-steps":
		out.Channels, out.Licences, out.Suppliers = f.Channels, f.Licences, f.Suppliers
	}
	return out
}

// marketLines are the findings, and each fact with its year and source.
func marketLines(in Input) []string {
	out := append([]string{}, in.Brief.Findings...)
	for _, fact := range in.Brief.Facts {
		line := fact.Label + ": " + fact.TextIn(Language(in.Request)) + " (" + strconv.Itoa(fact.Year) + ", " + fact.Source + ")"
		if fact.Estimate {
			line += ", an estimate"
		}
		out = append(out, line)
	}
	return out
}
