package xlsx

import (
	"fmt"
	"strconv"
)

// Columns of the monthly sheets.
const (
	rowLabel  = 1
	rowUnit   = 2
	opening   = 4 // what there is before the first month
	firstTime = 4 // rows of the head
)

// line is a row of the model: what there is at the start, and each month.
type line struct{ cells []*cell }

// in is the line in a month; 0 is the start.
func (l *line) in(month int) expr { return l.cells[month].ref() }

// all is the line from the first to the last month.
func (l *line) all() span { return span{cells: l.cells[1:]} }

// rows writes lines one below the other on a sheet of months.
type rows struct {
	*sheet
	next   int
	months int
}

// line begins a row; its cells are filled in by each.
func (r *rows) line(label, unit string) *line {
	r.cell(r.next, rowLabel).say(label, plain)
	r.cell(r.next, rowUnit).say(unit, small)
	l := &line{}
	for i := range r.months + 1 {
		l.cells = append(l.cells, r.cell(r.next, opening+i))
	}
	r.next++
	return l
}

// part begins a group of rows.
func (r *rows) part(name string) {
	r.next++
	for column := rowLabel; column <= opening+r.months; column++ {
		r.cell(r.next, column).say("", group)
	}
	r.cell(r.next, rowLabel).say(name, group)
	r.next++
}

// each fills in the months of a line.
func (l *line) each(how style, of func(month int) expr) *line {
	for m := 1; m < len(l.cells); m++ {
		l.cells[m].reckon(of(m), how)
	}
	return l
}

// begin fills in the start of a line.
func (l *line) begin(e expr, how style) *line {
	l.cells[0].reckon(e, how)
	return l
}

// months is the head of the model: where in time each column stands.
type months struct {
	*rows
	month, year, ofYear, operating, calendar *line
}

// calendar writes the head of the sheet Model.
func (w *workbook) calendar() {
	s, words := w.model, w.words
	s.widths = []width{{1, 1, 40}, {2, 2, 12}, {3, 3, 10}, {4, opening + w.figures.Months, 13}}
	s.freeze = [2]int{3, 5}
	s.cell(1, 1).say(words.Model, title)
	s.cell(2, 1).say(fmt.Sprintf(words.ModelNote, w.figures.Currency+" × 1/"+strconv.FormatInt(w.scale, 10)), remark)
	m := &w.months
	m.rows = &rows{sheet: s, next: firstTime, months: w.figures.Months}
	s.cell(firstTime, rowLabel).say(words.Date, head)
	s.cell(firstTime, opening).say(words.Opening, headed)
	w.dates(s, firstTime, opening+1)
	m.next++
	m.month = m.line(words.Month, "")
	m.month.cells[0].put(0, integer)
	m.month.each(integer, func(i int) expr { return add(m.month.in(i-1), num(1)) })
	m.year = m.line(words.Year, "").each(integer, func(i int) expr { return add(whole(div(sub(m.month.in(i), num(1)), num(12))), num(1)) })
	m.ofYear = m.line(words.MonthOfYear, "").each(integer, func(i int) expr {
		return sub(m.month.in(i), mul(sub(m.year.in(i), num(1)), num(12)))
	})
	m.operating = m.line(words.Operating, "").each(integer, func(i int) expr { return sub(m.month.in(i), w.at("prelaunch_months")) })
	m.calendar = m.line(words.Calendar, "").each(integer, func(i int) expr {
		since := sub(add(w.terms.firstMonth.ref(), m.month.in(i)), num(2))
		return add(sub(since, mul(whole(div(since, num(12))), num(12))), num(1))
	})
}

// dates writes the months of the calendar over the columns.
func (w *workbook) dates(s *sheet, row, column int) {
	start := w.start()
	for i := range w.figures.Months {
		ym := start.Add(i)
		s.cell(row, column+i).say(w.plan.Words.Month[ym.Month-1]+" "+strconv.Itoa(ym.Year), headed)
	}
}
