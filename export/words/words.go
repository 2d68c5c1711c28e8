package words

import (
	"fmt"
	"reflect"

	"github.com/planspark/planspark/generation/numerals"
)

// Words are the labels of one language. Fields with verbs of package fmt say in their comment what
// goes in.
type Words struct {
	Tag string // BCP 47

	BusinessPlan, Contents, Appendix string
	Page                             string // number, number of pages
	MadeWith                         string // name of the product
	Made                             string // date
	Revision                         string // number
	Draft, Degraded                  string

	Cover      Cover
	Chart      Chart
	Table      Table
	Notes      Notes
	Sheet      Sheet
	Source     map[string]string // of an assumption
	Unit       Unit
	StartupFor map[string]string // kind of start-up spending
	Magnitude  [4]string         // short suffixes of thousand, million, billion, trillion
	Month      [12]string        // short names
}

// Cover labels the title page.
type Cover struct {
	Idea, FirstMonth, Opening, Need, Own, Loan, Missing, BreakEven, RevenueInYear, ProfitInYear string // in year: its number
	NotWithin                                                                                   string
}

// Chart labels the charts.
type Chart struct {
	Years, RevenueAndCosts, Cash, BreakEven, Scenarios, Sensitivity, Timeline, Funding                                    string
	YearsSays, RevenueSays, CashSays, BreakEvenSays, ScenariosSays, SensitivitySays, TimelineSays, FundingSays            string // captions, below
	Revenue, Costs, EBITDA, Profit, CashLine, Likely, Middle, Lowest, Year, UnitsAMonth, Planned, Less, More, Need, Money string
	Pessimistic, Base, Optimistic                                                                                         string
	Owned, Borrowed, ToFind, Startup, BuildUp, Reserve, Margin                                                            string
}

// Table labels the tables of the appendices.
type Table struct {
	Assumption, Value, Origin, Basis                                       string
	Figure, Year, Source, Estimate                                         string
	Month, Revenue, Cogs, Payroll, Other, EBITDA, Profit, CashFlow, CashAt string
	YearTotal                                                              string // number
}

// Notes are the titles and sentences of the appendices.
type Notes struct {
	Assumptions, AssumptionsSay       string // number of them
	Market, MarketSays                string // where from, date
	Market4Place                      string // what it says of the place
	MarketSource                      map[string]string
	Monthly, MonthlySays              string // currency
	Method                            string
	MethodSays                        []string
	Risk                              string // paths, chances by month 12, 24 and 36
	Provenance                        string
	SectionsBy                        string // number, who
	Writer                            map[string]string
	Disclaimer                        string
	NotSet                            string // what could not be set with the fonts of a PDF
	Identity                          string // id, version of the model
	Estimated, EstimateMark, NoSource string
}

// Unit writes the values of assumptions.
type Unit struct {
	Month, Months, Day, Days string // number
	Post, Posts              string // number
	Option                   string // number
}

// For returns the labels of a BCP 47 locale, English where there is no table of its language.
func For(locale string) *Words {
	if numerals.Language(locale) != "es" {
		return english()
	}
	w := spanish()
	if numerals.American(locale) {
		rewrite(reflect.ValueOf(w).Elem(), numerals.InAmerica)
	}
	return w
}

// rewrite passes every text of a value through a function.
func rewrite(v reflect.Value, to func(string) string) {
	switch v.Kind() {
	case reflect.String:
		v.SetString(to(v.String()))
	case reflect.Struct:
		for i := range v.NumField() {
			rewrite(v.Field(i), to)
		}
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			rewrite(v.Index(i), to)
		}
	case reflect.Map:
		for _, key := range v.MapKeys() {
			v.SetMapIndex(key, reflect.ValueOf(to(v.MapIndex(key).String())))
		}
	}
}

// Counted writes a number with the noun for one or for many.
func Counted(n int64, written, one, many string) string {
	if n == 1 {
		return fmt.Sprintf(one, written)
	}
	return fmt.Sprintf(many, written)
}
