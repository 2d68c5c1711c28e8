package writer_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/planspark/planspark/protocol"
)

func TestRequiredFiguresStandInTheirSections(t *testing.T) {
	d := newDesk(t)
	for name, r := range readings() {
		in := d.input(r, 5)
		text := d.write(in)
		f := in.Model.Figures(r.Locale)
		whole := func(major string) string { return strings.TrimSuffix(major, ".00") }
		for _, c := range []struct{ slug, figure string }{
			{"executive-summary", whole(f.Money(in.Model.Funding.Budget))},
			{"executive-summary", whole(f.Money(in.Model.Funding.Need))},
			{"executive-summary", f.Month(in.Model.Metrics.LaunchMonth)},
			{"company", f.Money(in.Model.Params.StartupTotal())},
			{"offer", f.Money(in.Model.Params.Price)},
			{"market-analysis", f.Percent(in.Brief.Demand.GrowthPPM)},
			{"customers", f.Money(in.Model.Params.Price)},
			{"competition", f.Money(in.Model.Params.Price)},
			{"marketing", f.Money(in.Model.Params.Marketing)},
			{"operations", f.Units(in.Model.Params.CapacityMilli)},
			{"team", f.Posts(in.Model.Years[2].Tenths)},
			{"milestones", f.Month(in.Model.Metrics.LaunchMonth)},
			{"financial-plan", f.Percent(in.Model.Metrics.ROIPPM)},
			{"funding", whole(f.Money(in.Model.Funding.Need))},
			{"funding", whole(f.Money(in.Model.Funding.Loan))},
			{"risks", f.Percent(in.Model.Risk.CashOut36)},
			{"legal", in.Brief.CountryName},
		} {
			if in.Model.Funding.Loan == 0 && c.figure == f.Money(0) {
				continue
			}
			if !strings.Contains(text[c.slug], c.figure) {
				t.Errorf("%s: %s does not say %q", name, c.slug, c.figure)
			}
		}
	}
}

var numbered = regexp.MustCompile(`(?m)^([0-9]+)\. \*\*`)

func TestNextStepsAreTenAndRisksSixToTen(t *testing.T) {
	d := newDesk(t)
	for _, a := range d.library.Archetypes() {
		for i, r := range []protocol.Request{
			request(a.Slug, "Something for the people of the town", "Leeds", "", "GBP", 1),
			request(a.Slug, "Something for the people of the town", "Leeds", "15000", "GBP", 12),
			request(a.Slug, "Something for the people of the town", "Leeds", "5000000", "GBP", 36),
		} {
			text := d.write(d.input(r, uint64(i)))
			steps := numbered.FindAllStringSubmatch(text["next-steps"], -1)
			if len(steps) != 10 {
				t.Errorf("%s: %d next steps", a.Slug, len(steps))
			}
			for n, s := range steps {
				if s[1] != fmt.Sprint(n+1) {
					t.Errorf("%s: step %d has number %s", a.Slug, n+1, s[1])
				}
			}
			rows := 0
			for _, line := range strings.Split(strings.SplitN(text["risks"], "\n### ", 2)[0], "\n") {
				if strings.HasPrefix(line, "| ") && !strings.HasPrefix(line, "| ---") {
					rows++
				}
			}
			if rows-1 < 6 || rows-1 > 10 {
				t.Errorf("%s: %d risks", a.Slug, rows-1)
			}
		}
	}
}

// TestTheRequestShowsInThePlan changes one thing at a time.
func TestTheRequestShowsInThePlan(t *testing.T) {
	d := newDesk(t)
	base := request("cafe", "A café with a view of the harbour", "Porto", "90000", "EUR", 12)
	plain := d.write(d.input(base, 9))
	for name, c := range map[string]struct {
		change   func(*protocol.Request)
		sections []string
	}{
		"location":  {func(r *protocol.Request) { r.Location = "Helsinki" }, []string{"company", "market-analysis", "legal", "team"}},
		"budget":    {func(r *protocol.Request) { r.Budget = "5000" }, []string{"company", "funding", "executive-summary", "next-steps"}},
		"timeline":  {func(r *protocol.Request) { r.TimelineMonths = 2 }, []string{"company", "milestones", "risks", "next-steps"}},
		"vegan":     {func(r *protocol.Request) { r.Personalization = "Everything vegan" }, []string{"company", "offer", "marketing"}},
		"families":  {func(r *protocol.Request) { r.Personalization = "It must suit families" }, []string{"company", "customers", "operations"}},
		"caution":   {func(r *protocol.Request) { r.Personalization = "Conservative tone, please" }, []string{"company", "financial-plan", "funding"}},
		"own pay":   {func(r *protocol.Request) { r.Personalization = "I need a salary from the start" }, []string{"company", "team"}},
		"no debt":   {func(r *protocol.Request) { r.Budget, r.Personalization = "30000", "No debt" }, []string{"funding", "executive-summary"}},
		"greenness": {func(r *protocol.Request) { r.Personalization = "As sustainable as possible" }, []string{"operations", "marketing"}},
	} {
		r := base
		c.change(&r)
		changed := d.write(d.input(r, 9))
		for _, slug := range c.sections {
			if changed[slug] == plain[slug] {
				t.Errorf("%s does not change %s", name, slug)
			}
		}
	}
}

func TestABudgetOfAnotherSizeIsNoReserve(t *testing.T) {
	d := newDesk(t)
	r := request("agriculture", "A vertical farm that supplies supermarkets", "Singapore", "40000000", "SGD", 36)
	for seed := range uint64(3) {
		text := d.write(d.input(r, seed))
		for _, calm := range []string{"second reserve", "no outside money is asked for", "separate account", "starts without debt"} {
			if strings.Contains(text["executive-summary"]+text["funding"], calm) {
				t.Errorf("seed %d: forty millions for a plan of some hundred thousand, and the plan says %q", seed, calm)
			}
		}
	}
}

func TestAPlanOfNoTradeSaysSo(t *testing.T) {
	d := newDesk(t)
	for kind, want := range map[string]bool{"other": true, "cafe": false} {
		text := d.write(d.input(request(kind, "A thing that nobody has thought of", "Leeds", "40000", "GBP", 12), 3))["executive-summary"]
		if got := strings.Contains(text, "small company in general"); got != want {
			t.Errorf("%s: says that its figures are of no trade: %v", kind, got)
		}
	}
}

// A care home of which the planner knows the words and not the figures says so.
func TestABranchOfNoTypeSaysThatItsFiguresAreOfNoTrade(t *testing.T) {
	d := newDesk(t)
	in := d.input(request("other", "A nursing home with a garden", "Lisbon, Portugal", "", "EUR", 12), 3)
	if text := d.write(in)["executive-summary"]; in.Model.Archetype.Branch == "" || !strings.Contains(text, "benchmarks of this trade") {
		t.Errorf("%s: %s", in.Model.Archetype.Kind(), text)
	}
}

// The stock of a dealer is not in the figures, which the summary and the need say.
func TestAPlanSaysWhatItsFiguresLeaveOut(t *testing.T) {
	d := newDesk(t)
	in := d.input(request("trades", "A used car dealership", "Leeds", "", "GBP", 12), 3)
	for _, slug := range []string{"executive-summary", "funding"} {
		if text := d.write(in)[slug]; !strings.Contains(text, "The price of the cars is in none of these figures") {
			t.Errorf("%s: %s", slug, text)
		}
	}
}

// Eight futures of two thousand are few, and not none.
func TestARareEmptyAccountIsSaid(t *testing.T) {
	d := newDesk(t)
	in := d.input(request("trades", "A plumber", "Leeds", "", "GBP", 12), 3)
	for chance, rare := range map[int64]bool{0: false, 4_000: true} {
		in.Model.Risk.CashOut36 = chance
		if text := d.write(in)["executive-summary"]; strings.Contains(text, "0.4%") != rare {
			t.Errorf("a chance of %d ppm: %s", chance, text)
		}
	}
}
