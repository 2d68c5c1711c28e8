package xlsx

import (
	"fmt"
	"math"
)

// summarise writes the first sheet: years, funding and what the plan comes to. The charts stand below.
func (w *workbook) summarise(income incomeStatement, cash cashStatement, check *entry) {
	s, words, r := w.summary, w.words, &w.raised
	how := money(w.figures.Exponent)
	s.widths = []width{{1, 1, 46}, {2, 6, 16}}
	s.cell(1, 1).say(words.Title, title)
	s.cell(2, 1).say(fmt.Sprintf(words.Note, w.figures.Currency), remark)
	s.cell(3, 1).say(w.plan.Quotation, style{italic: true})
	row := 5
	s.cell(row, 1).say("", head)
	for y := range w.figures.Months / 12 {
		s.cell(row, 2+y).say(words.Year+" "+fmt.Sprint(y+1), headed)
	}
	yearly := func(label string, how style, of func(year int) expr) {
		row++
		s.cell(row, 1).say(label, style{bold: how.bold})
		for y := range w.figures.Months / 12 {
			s.cell(row, 2+y).reckon(of(y), how)
		}
	}
	taken := func(e *entry) func(int) expr { return func(y int) expr { return e.years[y].ref() } }
	yearly(words.Revenue, how.strong(), taken(income.revenue))
	yearly(words.Gross, how, taken(income.gross))
	yearly(words.Payroll, how, taken(income.payroll))
	yearly(words.Opex, how, taken(income.opex))
	yearly(words.EBITDA, how.strong(), taken(income.ebitda))
	yearly(words.Depreciation, how, taken(income.depreciation))
	yearly(words.Interest, how, taken(income.interest))
	yearly(words.Tax, how, taken(income.tax))
	yearly(words.Net, how.strong(), taken(income.net))
	yearly(words.CashChange, how, taken(cash.change))
	yearly(words.CashEnd, how.strong(), taken(cash.end))
	percent := style{format: "0.0%"}
	margin := func(of *entry) func(int) expr {
		return func(y int) expr {
			revenue := income.revenue.years[y].ref()
			return when(above(revenue, num(0)), div(of.years[y].ref(), revenue), num(0))
		}
	}
	yearly(words.GrossMargin, percent, margin(income.gross))
	yearly(words.EBITDAMargin, percent, margin(income.ebitda))
	yearly(words.NetMargin, percent, margin(income.net))

	row++
	fact := func(label string, how style, e expr) {
		row++
		s.cell(row, 1).say(label, style{bold: how.bold})
		s.cell(row, 2).reckon(e, how)
	}
	major := func(c *cell) expr {
		if w.scale == 1 {
			return c.ref()
		}
		return div(c.ref(), num(w.scale))
	}
	month := integer
	month.format = "0;0;\"" + words.Never + "\""
	fact(words.Need, how.strong(), major(r.need))
	fact(words.Reserve, how, major(r.reserve))
	fact(words.OwnMoney, how, major(r.budget))
	fact(words.Loan, how, major(r.loan))
	fact(words.StillToFind, how, major(r.extra))
	fact(words.LowestCash, how.strong(), lowest(cash.end.all()))
	fact(words.BreakEvenMonth, month, total(w.costs.breakEven.all()))
	r.npv = w.presentValue()
	fact(words.PresentValue, how, major(r.npv))
	fact(words.AllBalanced, how, total(check.all()))
}

// presentValue writes that of the project's cash without funding, by month, rounded to a hundred minor
// units, below the funding.
func (w *workbook) presentValue() *cell {
	cash := w.raised.project.cash
	rows := &rows{sheet: w.funding, next: len(w.funding.rows) + 2, months: w.figures.Months}
	flows := rows.line(w.words.CashChange, w.figures.Currency).each(integer, func(i int) expr { return change(cash, i) })
	yearly := div(w.at("market.discount"), num(million))
	monthly := sub(power(add(num(1), yearly), div(num(1), num(12))), num(1))
	value := presentValue(monthly, flows.all())
	w.funding.cell(rows.next, rowLabel).say(w.words.PresentValue, plain)
	return w.funding.cell(rows.next, opening).lock().reckon(call("ROUND", func(v []float64) float64 { return math.Round(v[0]/100) * 100 }, value, num(-2)), integer)
}
