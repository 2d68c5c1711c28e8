package xlsx

import (
	"context"
	"fmt"
	"maps"
	"math"
	"slices"
	"testing"

	"github.com/planspark/planspark/export/words"
	"github.com/planspark/planspark/generation/market"
	"github.com/planspark/planspark/generation/plan"
)

// quick are the product's rules with few futures: workbooks have none.
func quick() plan.Rules {
	rules := plan.ProductRules()
	rules.Spread.Paths = 10
	return rules
}

func library(t testing.TB) *plan.Library {
	t.Helper()
	l, err := plan.Load()
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func compute(t testing.TB, l *plan.Library, in plan.Input) *plan.Model {
	t.Helper()
	m, err := l.ComputeBy(context.Background(), quick(), in)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func workbookOf(t testing.TB, m *plan.Model) *workbook {
	t.Helper()
	w, err := build(planOf(m))
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func planOf(m *plan.Model) Plan {
	return Plan{Figures: m.Financials(), Words: words.For("en"), Quotation: "An idea", Author: "PlanSpark", Language: "en", Made: 1_796_894_400}
}

// places are where the tests open businesses: currencies with no, two and three decimals, small and vast
// amounts, both hemispheres.
func places(t testing.TB) map[string]market.Location {
	t.Helper()
	atlas, err := market.New()
	if err != nil {
		t.Fatal(err)
	}
	list := map[string]market.Location{}
	for _, name := range []string{"Lisbon, Portugal", "Austin, Texas", "Perth, Australia", "Mumbai, India", "Tokyo, Japan", "Kuwait City", "Jakarta, Indonesia", "Istanbul, Turkey", "Hanoi, Vietnam"} {
		brief, err := atlas.Brief(market.Query{Location: name})
		if err != nil {
			t.Fatal(err)
		}
		list[name] = brief.Location
	}
	return list
}

// agree compares every line of the three statements, the funding and the ends of the plan.
func agree(w *workbook, m *plan.Model) error {
	s := &w.sales
	for name, pair := range map[string]struct {
		line *line
		of   func(*plan.Month) plan.Money
	}{
		"units":           {s.units, func(r *plan.Month) plan.Money { return plan.Money(r.UnitsMilli) }},
		"revenue":         {s.revenue, func(r *plan.Month) plan.Money { return r.Revenue }},
		"cost of sales":   {s.cogs, func(r *plan.Month) plan.Money { return r.Cogs }},
		"payroll":         {w.costs.payroll, func(r *plan.Month) plan.Money { return r.Payroll }},
		"marketing":       {w.costs.marketing, func(r *plan.Month) plan.Money { return r.Marketing }},
		"fees":            {w.costs.fees, func(r *plan.Month) plan.Money { return r.Fees }},
		"before opening":  {w.costs.preopening, func(r *plan.Month) plan.Money { return r.Preopening }},
		"operating costs": {w.costs.opex, func(r *plan.Month) plan.Money { return r.Opex }},
		"EBITDA":          {w.costs.ebitda, func(r *plan.Month) plan.Money { return r.EBITDA }},
		"depreciation":    {w.costs.depreciation, func(r *plan.Month) plan.Money { return r.Depreciation }},
		"interest":        {w.money.interest, func(r *plan.Month) plan.Money { return r.Interest }},
		"tax":             {w.raised.books.tax, func(r *plan.Month) plan.Money { return r.Tax }},
		"net profit":      {w.raised.books.net, func(r *plan.Month) plan.Money { return r.Net }},
		"tax paid":        {w.money.taxPaid, func(r *plan.Month) plan.Money { return r.TaxPaid }},
		"purchases":       {w.capital.purchases, func(r *plan.Month) plan.Money { return r.Purchases }},
		"receivables":     {w.capital.receivables, func(r *plan.Month) plan.Money { return r.Receivables }},
		"inventory":       {w.capital.inventory, func(r *plan.Month) plan.Money { return r.Inventory }},
		"payables":        {w.capital.payables, func(r *plan.Month) plan.Money { return r.Payables }},
		"paid ahead":      {w.capital.deferred, func(r *plan.Month) plan.Money { return r.Deferred }},
		"tax owed":        {w.raised.books.taxOwed, func(r *plan.Month) plan.Money { return r.TaxPayable }},
		"fixed assets":    {w.raised.books.fixedAssets, func(r *plan.Month) plan.Money { return r.FixedAssets }},
		"deposits":        {w.raised.books.deposits, func(r *plan.Month) plan.Money { return r.DepositAssets }},
		"loan":            {w.money.loan, func(r *plan.Month) plan.Money { return r.Loan }},
		"retained":        {w.raised.books.retained, func(r *plan.Month) plan.Money { return r.Retained }},
		"cash":            {w.money.cash, func(r *plan.Month) plan.Money { return r.Cash }},
		"difference":      {w.raised.books.difference, func(*plan.Month) plan.Money { return 0 }},
	} {
		for i := range m.Months {
			if got, want := pair.line.cells[i+1].value(), float64(pair.of(&m.Months[i])); got != want {
				return fmt.Errorf("%s of month %d is %.2f, the model has %.0f", name, i+1, got, want)
			}
		}
	}
	for name, pair := range map[string]struct {
		cell *cell
		want plan.Money
	}{
		"need": {w.raised.need, m.Funding.Need}, "reserve": {w.raised.reserve, m.Funding.Buffer}, "budget": {w.raised.budget, m.Funding.Budget},
		"gap": {w.raised.gap, m.Funding.Gap}, "loan": {w.raised.loan, m.Funding.Loan}, "own": {w.raised.own, m.Funding.Own},
	} {
		if got := pair.cell.value(); got != float64(pair.want) {
			return fmt.Errorf("%s is %.2f, the model has %d", name, got, pair.want)
		}
	}
	return nil
}

func TestFormulasAgreeWithTheModelForEveryTypeAndPlace(t *testing.T) {
	l, at := library(t), places(t)
	names := slices.Sorted(maps.Keys(at))
	for i, a := range l.Archetypes() {
		for k, place := range names {
			if (i+k)%3 > 0 || testing.Short() && (i+k)%9 > 0 {
				continue // each type at three places, and each place with ten types
			}
			location := at[place]
			for _, budget := range []int64{0, 20_000, 300_000}[(i+k)/3%3:][:1] {
				m := compute(t, l, plan.Input{BusinessType: a.Slug, Location: location, Budget: inCurrency(budget, location), TimelineMonths: 12, Start: "2027-03"})
				if err := agree(workbookOf(t, m), m); err != nil {
					t.Errorf("%s in %s with a budget of $%d: %v", a.Slug, place, budget, err)
				}
			}
		}
	}
}

// inCurrency turns dollars into minor units of a place's currency.
func inCurrency(dollars int64, at market.Location) int64 {
	return int64(math.Round(float64(dollars) * float64(at.FxPPM) / million * math.Pow(10, float64(at.MinorExponent))))
}

func roundOf(v float64) float64 { return math.Round(v) }
