package check_test

import (
	"context"
	"slices"
	"testing"

	"github.com/planspark/planspark/generation/market"
	"github.com/planspark/planspark/generation/plan"
	"github.com/planspark/planspark/generation/plan/check"
	"github.com/planspark/planspark/generation/plan/plantest"
	"github.com/planspark/planspark/protocol"
)

// sample is a café in Lisbon with the figures that its texts may state.
func sample(t *testing.T, locale string) (*plan.Model, *check.Source) {
	t.Helper()
	library, atlas := plantest.Tables(t)
	r := protocol.Request{
		Idea: "A café with 37 seats near the tram 28", Location: "Lisbon", Budget: "60000", Currency: "EUR",
		TimelineMonths: 12, BusinessType: "cafe", Locale: locale,
	}
	b, err := atlas.Brief(market.Query{Location: r.Location, Currency: r.Currency, BusinessType: r.BusinessType})
	if err != nil {
		t.Fatal(err)
	}
	m, err := library.Compute(context.Background(), plan.Input{
		BusinessType: r.BusinessType, Location: b.Location, Budget: r.BudgetMinor(2), TimelineMonths: 12, Start: "2027-01",
	})
	if err != nil {
		t.Fatal(err)
	}
	return m, check.NewSource(m, b, r)
}

func stray(s *check.Source, text string) []string {
	var out []string
	for _, f := range s.Stray(text) {
		out = append(out, string(f.Kind)+" "+f.Text)
	}
	return out
}

func TestFiguresOfThePlanPassInEveryRounding(t *testing.T) {
	for _, locale := range []string{"en", "de", "pt-PT", "fr"} {
		m, s := sample(t, locale)
		f := m.Figures(locale)
		text := "Revenue " + f.Money(m.Years[2].Revenue) + ", about " + f.MoneyRounded(m.Years[2].Revenue) + "; margin " +
			f.Percent(m.Years[2].EBITDAMarginPPM) + "; " + f.Units(m.Params.MatureMilli) + " customers in " + f.Month(4) +
			"; need " + f.Money(m.Funding.Need) + ", own money " + f.Money(m.Funding.Budget) + ", 37 seats."
		if got := stray(s, text); got != nil {
			t.Errorf("%s: %v are said to have no source in %q", locale, got, text)
		}
	}
}

func TestInventedFiguresAreNamed(t *testing.T) {
	_, s := sample(t, "en")
	text := "We expect €1,234,567.89 from 98,765 guests, 73.3% of them new, after a grant of €7,777,777 in 2043 (month 5)."
	want := []string{"amount 1,234,567.89", "count 98,765", "percentage 73.3%", "amount 7,777,777", "count 2043"}
	if got := stray(s, text); !slices.Equal(got, want) {
		t.Errorf("named %q, want %q", got, want)
	}
}

func TestListNumbersAndWordsWithDigitsAreNoFigures(t *testing.T) {
	_, s := sample(t, "en")
	if got := stray(s, "981. First\n982. Second: the H2020 form, room Q999"); got != nil {
		t.Errorf("named %q", got)
	}
}

func TestFiguresAreReadInTheLocalesWriting(t *testing.T) {
	_, s := sample(t, "de")
	if got := stray(s, "Der Bedarf beträgt 60.000 €, nicht 61.234,56 €."); !slices.Equal(got, []string{"amount 61.234,56"}) {
		t.Errorf("named %q", got)
	}
}
