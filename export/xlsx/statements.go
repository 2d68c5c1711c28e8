package xlsx

import "fmt"

// statement is a sheet of months in major units: years first, then what there was at the start, then the
// months.
type statement struct {
	*sheet
	book *workbook
	next int
	how  style
}

// Columns of a statement.
const (
	yearsAt = 2
	spare   = 1 // between years and months
)

func (s *statement) years() int   { return s.book.figures.Months / 12 }
func (s *statement) startAt() int { return yearsAt + s.years() + spare }

// statement begins a sheet.
func (w *workbook) statement(name string) *statement {
	s := &statement{sheet: w.sheet(name), book: w, next: firstTime + 1, how: money(w.figures.Exponent)}
	s.widths = []width{{1, 1, 32}, {2, s.startAt() + w.figures.Months, 14}, {s.startAt() - spare, s.startAt() - spare, 3}}
	s.freeze = [2]int{1, 4}
	s.cell(1, 1).say(name, title)
	s.cell(2, 1).say(fmt.Sprintf(w.words.StatementNote, w.figures.Currency), remark)
	s.cell(firstTime, rowLabel).say("", head)
	for y := range s.years() {
		s.cell(firstTime, yearsAt+y).say(w.words.Year+" "+fmt.Sprint(y+1), headed)
	}
	s.cell(firstTime, s.startAt()).say(w.words.Opening, headed)
	w.dates(s.sheet, firstTime, s.startAt()+1)
	return s
}

// entry is a row of a statement: its years, and its months behind what there was at the start.
type entry struct {
	years []*cell
	line
}

// row begins a row.
func (s *statement) row(label string, how style) *entry {
	name := style{bold: how.bold, top: how.top}
	s.cell(s.next, rowLabel).say(label, name)
	e := &entry{}
	for y := range s.years() {
		e.years = append(e.years, s.cell(s.next, yearsAt+y))
	}
	for m := range s.book.figures.Months + 1 {
		e.cells = append(e.cells, s.cell(s.next, s.startAt()+m))
	}
	s.next++
	return e
}

// flow is something that happens in a month; a year is the sum of its months.
func (s *statement) flow(label string, how style, of func(month int) expr) *entry {
	e := s.row(label, how)
	e.each(how, of)
	for y, c := range e.years {
		c.reckon(total(span{cells: e.cells[12*y+1 : 12*y+13]}), how)
	}
	return e
}

// stock is something that there is at the end of a month, and of a year.
func (s *statement) stock(label string, how style, of func(month int) expr) *entry {
	e := s.row(label, how)
	e.begin(of(0), how)
	e.each(how, of)
	for y, c := range e.years {
		c.reckon(e.cells[12*y+12].ref(), how)
	}
	return e
}

// major takes a line of the model over in major units.
func (s *statement) major(l *line) func(month int) expr {
	return func(month int) expr {
		if s.book.scale == 1 {
			return l.in(month)
		}
		return div(l.in(month), num(s.book.scale))
	}
}

// minus turns the sign.
func minus(of func(month int) expr) func(month int) expr {
	return func(month int) expr { return sub(num(0), of(month)) }
}

// incomeStatement is what the summary takes from the sheet Income.
type incomeStatement struct{ revenue, cogs, gross, payroll, opex, ebitda, depreciation, interest, tax, net *entry }

func (w *workbook) income() incomeStatement {
	s, words, c, b := w.statement(w.words.Income), w.words, &w.costs, &w.raised.books
	total := s.how.strong().ruled()
	var i incomeStatement
	i.revenue = s.flow(words.Revenue, s.how, s.major(w.sales.revenue))
	i.cogs = s.flow(words.Cogs, s.how, s.major(w.sales.cogs))
	i.gross = s.flow(words.Gross, total, func(m int) expr { return sub(i.revenue.in(m), i.cogs.in(m)) })
	i.payroll = s.flow(words.Payroll, s.how, s.major(c.payroll))
	costs := []*entry{i.payroll}
	for k, f := range w.drivers.Fixed {
		costs = append(costs, s.flow(w.set[f.Key].assumption.Label, s.how, s.major(c.lines[k])))
	}
	costs = append(costs, s.flow(words.Marketing, s.how, s.major(c.marketing)), s.flow(words.Fees, s.how, s.major(c.fees)),
		s.flow(words.Preopening, s.how, s.major(c.preopening)))
	i.opex = s.flow(words.Opex, s.how.strong(), func(m int) expr { return column(costs, m) })
	i.ebitda = s.flow(words.EBITDA, total, func(m int) expr { return sub(i.gross.in(m), i.opex.in(m)) })
	i.depreciation = s.flow(words.Depreciation, s.how, s.major(c.depreciation))
	i.interest = s.flow(words.Interest, s.how, s.major(w.money.interest))
	pbt := s.flow(words.PBT, s.how.strong(), func(m int) expr { return sub(i.ebitda.in(m), i.depreciation.in(m), i.interest.in(m)) })
	i.tax = s.flow(words.Tax, s.how, s.major(b.tax))
	i.net = s.flow(words.Net, total, func(m int) expr { return sub(pbt.in(m), i.tax.in(m)) })
	return i
}

// column is the sum of rows that stand one below the other.
func column(rows []*entry, month int) expr {
	s := span{}
	for _, r := range rows {
		s.cells = append(s.cells, r.cells[month])
	}
	return total(s)
}

// cashStatement is what the summary takes from the sheet Cash.
type cashStatement struct{ change, end *entry }

func (w *workbook) cashFlow() cashStatement {
	s, words, c, k, f, b := w.statement(w.words.Cash), w.words, &w.costs, &w.capital, &w.money, &w.raised.books
	sum := s.how.strong().ruled()
	less := func(label string, l *line) *entry {
		return s.flow(label, s.how, func(m int) expr { return s.major(l)(m - 1) }).less(s.major(l), s.how)
	}
	more := func(label string, l *line) *entry {
		return s.flow(label, s.how, func(m int) expr { return sub(s.major(l)(m), s.major(l)(m-1)) })
	}
	start := s.row(words.CashStart, s.how)
	operating := []*entry{
		s.flow(words.Net, s.how, s.major(b.net)), s.flow(words.Depreciation, s.how, s.major(c.depreciation)),
		less(words.ChangeReceivables, k.receivables), less(words.ChangeInventory, k.inventory),
		more(words.ChangePayables, k.payables), more(words.ChangeDeferred, k.deferred), more(words.ChangeTax, b.taxOwed),
	}
	operations := s.flow(words.FromOperations, sum, func(m int) expr { return column(operating, m) })
	capex, deposits := s.flow(words.Capex, s.how, minus(s.major(c.capex))), s.flow(words.Deposits, s.how, minus(s.major(c.deposits)))
	investing := s.flow(words.FromInvesting, sum, func(m int) expr { return add(capex.in(m), deposits.in(m)) })
	financing := s.flow(words.FromFinancing, sum, minus(s.major(f.repayment)))
	var out cashStatement
	out.change = s.flow(words.CashChange, sum, func(m int) expr { return add(operations.in(m), investing.in(m), financing.in(m)) })
	out.end = s.stock(words.CashEnd, sum, func(m int) expr {
		if m == 0 {
			return s.major(f.cash)(0)
		}
		return add(start.in(m), out.change.in(m))
	})
	start.each(s.how, func(m int) expr { return out.end.in(m - 1) })
	for y, cell := range start.years {
		cell.reckon(start.in(12*y+1), s.how)
	}
	return out
}

// less makes a row of what a line fell by.
func (e *entry) less(l func(month int) expr, how style) *entry {
	e.each(how, func(m int) expr { return sub(l(m-1), l(m)) })
	return e
}

func (w *workbook) balance() *entry {
	s, words, k, f, b := w.statement(w.words.Balance), w.words, &w.capital, &w.money, &w.raised.books
	sum := s.how.strong().ruled()
	assets := []*entry{
		s.stock(words.CashEnd, s.how, s.major(f.cash)), s.stock(words.Receivables, s.how, s.major(k.receivables)),
		s.stock(words.Inventory, s.how, s.major(k.inventory)), s.stock(words.FixedAssets, s.how, s.major(b.fixedAssets)),
		s.stock(words.DepositAssets, s.how, s.major(b.deposits)),
	}
	all := s.stock(words.Assets, sum, func(m int) expr { return column(assets, m) })
	own := w.raised.own.ref()
	if w.scale > 1 {
		own = div(own, num(w.scale))
	}
	owed := []*entry{
		s.stock(words.Payables, s.how, s.major(k.payables)), s.stock(words.Deferred, s.how, s.major(k.deferred)),
		s.stock(words.TaxOwed, s.how, s.major(b.taxOwed)), s.stock(words.Loan, s.how, s.major(f.loan)),
		s.stock(words.PaidIn, s.how, func(int) expr { return own }), s.stock(words.Retained, s.how, s.major(b.retained)),
	}
	liabilities := s.stock(words.Liabilities, sum, func(m int) expr { return column(owed, m) })
	return s.stock(words.Check, s.how.faint(), func(m int) expr {
		return div(round(mul(sub(all.in(m), liabilities.in(m)), num(w.scale))), num(w.scale))
	})
}
