package writer_test

import (
	"strings"
	"testing"

	"github.com/planspark/planspark/generation/market"
	"github.com/planspark/planspark/generation/plan/check"
)

// The model reckons with bounded values; the text says what the table beside it says.
func TestExtremeCountriesReadAsTheirFacts(t *testing.T) {
	d := newDesk(t)
	for _, place := range []string{"Ireland", "Luxembourg", "Venezuela", "Burundi"} {
		in := d.input(request("cafe", "A café for people who want it done well", place, "", "", 12), 5)
		text, err := d.planner.Section(in, "market-analysis")
		if err != nil {
			t.Fatal(err)
		}
		for _, key := range []string{market.FactIncome, market.FactPriceLevel, market.FactInflation} {
			if f, ok := in.Brief.Fact(key); !ok || !strings.Contains(text, f.Text()) {
				t.Errorf("%s: the section does not say %s, %q", place, f.Label, f.Text())
			}
		}
		source := check.NewSource(in.Model, in.Brief, in.Request)
		for _, f := range source.Stray(text) {
			t.Errorf("%s: %q has no source", place, f.Text)
		}
	}
}

// Only a figure that is not in the tables is said to be left out of them: the idea's budget is there.
func TestABudgetThatTheIdeaNamesIsInTheTables(t *testing.T) {
	d := newDesk(t)
	for budget, left := range map[string]bool{"40000": false, "60000": true} {
		in := d.input(request("cafe", "I have 40,000\u00a0euros saved for a café with 24 seats in Lisbon that sells for 140,000 euros a year", "Lisbon", budget, "EUR", 12), 5)
		text, err := d.planner.Section(in, "executive-summary")
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(text, "24 seats") || !strings.Contains(text, "“140,000 euros a year”") || strings.Contains(text, "“40,000 euros”") != left {
			t.Errorf("with a budget of %s the summary says: %s", budget, text)
		}
	}
}
