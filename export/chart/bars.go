package chart

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"github.com/planspark/planspark/export/typeface"
	"github.com/planspark/planspark/generation/plan"
)

// Years shows revenue, EBITDA and profit of each year.
func (s *Set) Years() *Drawing {
	w := &s.words.Chart
	f := s.frame("years", w.Years)
	f.Caption, f.Alt = w.YearsSays, w.Years+":"
	bars := []struct {
		name     string
		ink      Ink
		labelled bool // there is no room for a label on each
		of       func(plan.YearFigures) plan.Money
	}{
		{w.Revenue, Revenue, true, func(y plan.YearFigures) plan.Money { return y.Revenue }},
		{w.EBITDA, BrandSoft, false, func(y plan.YearFigures) plan.Money { return y.EBITDA }},
		{w.Profit, Brand, true, func(y plan.YearFigures) plan.Money { return y.NetProfit }},
	}
	years := s.figures.Years
	for _, b := range bars {
		for _, y := range years {
			f.span([]float64{float64(b.of(y))})
		}
	}
	f.rules()
	slot := (f.right - f.left) / float64(len(years))
	for i, y := range years {
		x := f.left + slot*float64(i) + slot*0.11
		for _, b := range bars {
			v := float64(b.of(y))
			f.box(b.ink, x, f.y(math.Max(v, 0)), slot*0.22, math.Abs(f.y(v)-f.y(0)))
			above := f.y(math.Max(v, 0)) - 3
			if v < 0 {
				above = f.y(v) + 8.5
			}
			if b.labelled {
				f.label(x+slot*0.11, above, Middle, Quiet, s.short(v))
			}
			x += slot * 0.26
		}
		f.label(f.left+slot*(float64(i)+0.5), f.bottom+12, Middle, Quiet, fmt.Sprintf(w.Year, y.Year))
		f.Alt += " " + fmt.Sprintf(w.Year, y.Year) + " " + s.whole(y.Revenue) + ";"
	}
	f.line(Axis, 0.8, Point{f.left, f.y(0)}, Point{f.right, f.y(0)})
	f.legend(key{text: w.Revenue, ink: Revenue, area: true}, key{text: w.EBITDA, ink: BrandSoft, area: true}, key{text: w.Profit, ink: Brand, area: true})
	return f.Drawing
}

// Sensitivity shows what ten and twenty per cent of each driver do to the profit of year 2, the strongest
// first.
func (s *Set) Sensitivity() *Drawing {
	w := &s.words.Chart
	f := s.frame("sensitivity", w.Sensitivity)
	drivers := slices.Clone(s.figures.Sensitivity)
	if len(drivers) == 0 {
		return nil
	}
	slices.SortStableFunc(drivers, func(a, b plan.SensitivityFigures) int { return cmp.Compare(swing(b), swing(a)) })
	base := float64(drivers[0].Base)
	f.Caption = fmt.Sprintf(w.SensitivitySays, s.whole(drivers[0].Base))
	f.Alt = f.Caption
	f.left, f.top = 92, 10
	f.x0, f.x1 = base, base
	for _, d := range drivers {
		for _, v := range []plan.Money{d.Minus20, d.Minus10, d.Plus10, d.Plus20} {
			f.x0, f.x1 = math.Min(f.x0, float64(v)), math.Max(f.x1, float64(v))
		}
	}
	if f.x1 == f.x0 {
		return nil
	}
	room := (f.x1 - f.x0) * 0.13 // for the labels beside the bars
	f.x0, f.x1 = f.x0-room, f.x1+room
	f.columns()
	row := (f.bottom - f.top) / float64(len(drivers))
	for i, d := range drivers {
		y := f.top + row*float64(i)
		f.add(Label{Point: Point{f.left - 8, y + row/2 + 3}, Text: d.Label, Anchor: End, Size: textSize, Ink: Text})
		f.pair(y+row*0.2, row*0.6, base, float64(d.Minus20), float64(d.Minus10), CostSoft, Cost, s.format.Percent(-200_000))
		f.pair(y+row*0.2, row*0.6, base, float64(d.Plus20), float64(d.Plus10), RevenueSoft, Revenue, "+"+s.format.Percent(200_000))
	}
	f.line(Text, 1, Point{f.x(base), f.top}, Point{f.x(base), f.bottom})
	return f.Drawing
}

// swing is how far a driver moves the result.
func swing(d plan.SensitivityFigures) plan.Money {
	return max(d.Minus20, d.Plus20) - min(d.Minus20, d.Plus20)
}

// columns draws the scale of amounts below.
func (f *frame) columns() {
	step := niceStep((f.x1 - f.x0) / 5)
	for v := math.Ceil(f.x0/step) * step; v <= f.x1; v += step {
		f.line(Grid, 0.6, Point{f.x(v), f.top}, Point{f.x(v), f.bottom})
		f.label(f.x(v), f.bottom+12, Middle, Quiet, f.short(math.Round(v/step)*step))
	}
}

// pair draws the bars of twenty and of ten per cent to one side.
func (f *frame) pair(y, h, base, twenty, ten float64, soft, full Ink, label string) {
	bar := func(ink Ink, v float64) {
		f.box(ink, f.x(math.Min(base, v)), y, math.Abs(f.x(v)-f.x(base)), h)
	}
	bar(soft, twenty)
	bar(full, ten)
	switch {
	case twenty < base:
		f.label(f.x(twenty)-4, y+h/2+2.6, End, Quiet, label)
	case twenty > base:
		f.label(f.x(twenty)+4, y+h/2+2.6, Start, Quiet, label)
	}
}

// Funding shows the uses of the money above its sources.
func (s *Set) Funding() *Drawing {
	w, money := &s.words.Chart, &s.figures.Funding
	startup := plan.Money(0)
	for _, line := range s.figures.StartupCosts {
		startup += line.Amount
	}
	total := max(money.Need, money.Own+money.Loan)
	if total <= 0 {
		return nil
	}
	f := s.frame("funding", w.Funding)
	f.Height, f.Caption, f.Alt = 136, w.FundingSays, w.Funding+"."
	f.left, f.top = 62, 8
	f.x1 = float64(total)
	startup = min(startup, max(0, money.Need-money.Reserve))
	f.stack(f.top, w.Need, []part{
		{w.Startup, startup, Cost},
		{w.BuildUp, max(0, money.Need-startup-money.Reserve), CostSoft},
		{w.Reserve, min(money.Reserve, money.Need), CashSoft},
		{w.Margin, max(0, money.Own+money.Loan-money.Need), RevenueSoft},
	})
	f.stack(f.top+66, w.Money, []part{
		{w.Owned, money.Budget, Brand},
		{w.Borrowed, money.Loan, BrandSoft},
		{w.ToFind, money.ExtraOwn, Bad},
		{"", max(0, money.Need-money.Own-money.Loan), None},
	})
	return f.Drawing
}

type part struct {
	name   string
	amount plan.Money
	ink    Ink
}

// stack draws parts side by side, with their names below them.
func (f *frame) stack(y float64, name string, parts []part) {
	f.add(Label{Point: Point{f.left - 8, y + 15}, Text: name, Anchor: End, Size: textSize, Bold: true, Ink: Text})
	at, label, row := 0.0, f.left, 0.0
	for _, p := range parts {
		if p.amount <= 0 || p.ink == None {
			continue
		}
		x := f.x(at)
		at += float64(p.amount)
		f.box(p.ink, x, y, f.x(at)-x-0.8, 22)
		text := p.name + " " + f.whole(p.amount)
		length := 9 + f.faces.Width(typeface.Sans, smallSize, text) + 12
		if label+length > f.right+12 {
			label, row = f.left, row+11
		}
		f.box(p.ink, label, y+28+row, 6, 6)
		f.label(label+9, y+33.5+row, Start, Text, text)
		label += length
		f.Alt += " " + text + "."
	}
}

// Timeline shows the milestones as bars over the months, each behind what it waits for.
func (s *Set) Timeline() *Drawing {
	steps := s.figures.Milestones
	if len(steps) == 0 {
		return nil
	}
	w := &s.words.Chart
	f := s.frame("timeline", w.Timeline)
	f.Caption = fmt.Sprintf(w.TimelineSays, s.format.Month(1))
	f.Alt = f.Caption
	const row = 15
	f.left, f.top = 196, 18
	f.Height = f.top + row*float64(len(steps)) + 6
	f.bottom = f.Height - 4
	last := 12
	for _, m := range steps {
		last = max(last, m.EndMonth)
	}
	f.x1 = float64(last)
	every := max(1, (last+11)/12)
	for m := 0; m < last; m += every {
		f.line(Grid, 0.6, Point{f.x(float64(m)), f.top - 4}, Point{f.x(float64(m)), f.bottom})
		f.label(f.x(float64(m))+2, f.top-7, Start, Quiet, s.format.Count(int64(m+1)))
	}
	for i, m := range steps {
		y := f.top + row*float64(i)
		f.label(f.left-8, y+8.5, End, Text, f.fitted(m.Title, f.left-12))
		x0, x1 := f.x(float64(m.StartMonth-1)), f.x(float64(m.EndMonth))
		ink := Brand
		if m.StartMonth > s.figures.LaunchMonth {
			ink = BrandSoft
		}
		f.box(ink, x0, y+1.5, math.Max(x1-x0, 3), 9)
		f.Alt += fmt.Sprintf(" %s: %d–%d.", m.Title, m.StartMonth, m.EndMonth)
	}
	return f.Drawing
}

// fitted shortens a text to a width.
func (f *frame) fitted(text string, room float64) string {
	if f.faces.Width(typeface.Sans, smallSize, text) <= room {
		return text
	}
	letters := []rune(text)
	for len(letters) > 1 && f.faces.Width(typeface.Sans, smallSize, string(letters)+"…") > room {
		letters = letters[:len(letters)-1]
	}
	return string(letters) + "…"
}
