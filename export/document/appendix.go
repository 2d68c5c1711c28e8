package document

import (
	"fmt"
	"math"
	"slices"
	"strconv"

	"github.com/planspark/planspark/export/words"
	"github.com/planspark/planspark/generation/plan"
)

// appendices say where everything comes from.
func (d *draft) appendices() []Part {
	w := &d.words.Notes
	parts := []Part{
		{Slug: "a-assumptions", Title: w.Assumptions, Blocks: d.assumptions()},
		{Slug: "a-market", Title: w.Market, Blocks: d.market()},
		{Slug: "a-monthly", Title: w.Monthly, Blocks: d.monthly()},
		{Slug: "a-method", Title: w.Method, Blocks: d.method()},
	}
	for i := range parts {
		parts[i].Appendix = true
		parts[i].Number = string(rune('A' + i))
	}
	return parts
}

func (d *draft) assumptions() []Block {
	w := &d.words.Table
	table := Table{Small: true, Columns: []Column{
		{Title: Plain(w.Assumption), Share: 0.31},
		{Title: Plain(w.Value), Right: true, Share: 0.14},
		{Title: Plain(w.Origin), Share: 0.13},
		{Title: Plain(w.Basis), Share: 0.42},
	}}
	for _, a := range d.figures.Assumptions {
		source := d.words.Source[a.Source]
		if source == "" {
			source = a.Source
		}
		table.Rows = append(table.Rows, Row{Cells: []Text{
			Plain(line(a.Label)), Plain(Value(a, d.format, d.words)), Plain(source), Plain(line(a.Basis)),
		}})
	}
	return []Block{Paragraph{Plain(fmt.Sprintf(d.words.Notes.AssumptionsSay, len(table.Rows)))}, table}
}

// Value writes what an assumption is set to, with its unit.
func Value(a plan.Assumption, format plan.Format, w *words.Words) string {
	switch a.Unit {
	case plan.UnitMoney:
		return format.Money(plan.Money(a.Value))
	case plan.UnitPPM:
		if a.Key == "market.fx" { // a rate, no share
			return format.Decimal(a.Value, 6)
		}
		return percent(format, a.Value)
	case plan.UnitMonths:
		return words.Counted(a.Value, format.Count(a.Value), w.Unit.Month, w.Unit.Months)
	case plan.UnitDays:
		return words.Counted(a.Value, format.Count(a.Value), w.Unit.Day, w.Unit.Days)
	case plan.UnitMilli:
		return format.Decimal(a.Value, 3)
	case plan.UnitTenths:
		return words.Counted(a.Value/10, format.Posts(int(a.Value)), w.Unit.Post, w.Unit.Posts)
	case plan.UnitChoice:
		return fmt.Sprintf(w.Unit.Option, format.Count(a.Value))
	default:
		return format.Count(a.Value)
	}
}

// percent writes a share with up to two decimals, one more than running text has.
func percent(format plan.Format, ppm int64) string {
	hundredths := int64(math.Round(float64(ppm) / 100))
	if hundredths%10 == 0 {
		return format.Percent(ppm)
	}
	return format.Decimal(hundredths, 2) + "\u00a0%"
}

func (d *draft) market() []Block {
	w, t, b := &d.words.Notes, &d.words.Table, &d.brief
	source := w.MarketSource[b.Source]
	if source == "" {
		source = line(b.Source)
	}
	blocks := []Block{Paragraph{Plain(fmt.Sprintf(w.MarketSays, source, line(b.DateIn(d.plan.Request.Locale))))}}
	table := Table{Small: true, Columns: []Column{
		{Title: Plain(t.Figure), Share: 0.34},
		{Title: Plain(t.Value), Right: true, Share: 0.17},
		{Title: Plain(t.Year), Right: true, Share: 0.08},
		{Title: Plain(t.Source), Share: 0.41},
	}}
	for _, fact := range b.Facts {
		from := line(fact.Source)
		if fact.Estimate {
			from += " (" + w.Estimated + ")"
		}
		table.Rows = append(table.Rows, Row{Cells: []Text{
			Plain(line(fact.Label)), Plain(fact.TextIn(d.plan.Request.Locale)), Plain(strconv.Itoa(fact.Year)), Plain(from),
		}})
	}
	blocks = append(blocks, table)
	said := List{}
	for _, sentence := range slices.Concat(b.Findings, b.Assumed, []string{b.Demand.Basis}) {
		if sentence = line(sentence); sentence != "" {
			said.Items = append(said.Items, []Block{Paragraph{Plain(sentence)}})
		}
	}
	if len(said.Items) > 0 {
		blocks = append(blocks, Heading{Level: 1, Text: Plain(w.Market4Place)}, said)
	}
	return blocks
}

// monthly is a table of all months with a line for each year.
func (d *draft) monthly() []Block {
	w, s := &d.words.Table, &d.figures.Series
	table := Table{Small: true}
	for i, title := range []string{w.Month, w.Revenue, w.Cogs, w.Payroll, w.Other, w.EBITDA, w.Profit, w.CashFlow, w.CashAt} {
		table.Columns = append(table.Columns, Column{Title: Plain(title), Right: i > 0})
	}
	columns := [][]plan.Money{s.Revenue, s.Cogs, s.Payroll, s.OpexTotal, s.EBITDA, s.NetProfit, s.CashFlow, s.Cash}
	sums := make([]plan.Money, len(columns))
	for m := range s.Revenue {
		cells := []Text{Plain(d.shortMonth(m + 1))}
		for c, column := range columns {
			cells = append(cells, Plain(d.bare(column[m])))
			if sums[c] += column[m]; c == len(columns)-1 {
				sums[c] = column[m] // cash is what there is at the end
			}
		}
		table.Rows = append(table.Rows, Row{Cells: cells})
		if (m+1)%12 > 0 {
			continue
		}
		total := []Text{Plain(fmt.Sprintf(w.YearTotal, m/12+1))}
		for c := range sums {
			total = append(total, Plain(d.bare(sums[c])))
			sums[c] = 0
		}
		table.Rows = append(table.Rows, Row{Cells: total, Strong: true})
	}
	return []Block{Paragraph{Plain(fmt.Sprintf(d.words.Notes.MonthlySays, d.figures.Currency))}, table}
}

// bare writes an amount in whole units without its symbol.
func (d *draft) bare(amount plan.Money) string {
	major := toMajor(amount, d.figures.Exponent)
	for range d.figures.Exponent {
		major /= 10
	}
	return d.format.Count(int64(major))
}

// shortMonth writes a month of the plan in few letters, "Jan 2027".
func (d *draft) shortMonth(i int) string {
	start, err := plan.ParseYearMonth(d.figures.Start)
	if err != nil {
		return strconv.Itoa(i) // Build has read it before
	}
	ym := start.Add(i - 1)
	return d.words.Month[ym.Month-1] + "\u00a0" + strconv.Itoa(ym.Year)
}

func (d *draft) method() []Block {
	w, risk := &d.words.Notes, &d.figures.Risk
	var blocks []Block
	for _, sentence := range w.MethodSays {
		blocks = append(blocks, Paragraph{Plain(sentence)})
	}
	chance := func(share float64) string { return d.format.Percent(int64(math.Round(share * 1e6))) }
	blocks = append(blocks, Paragraph{Plain(fmt.Sprintf(w.Risk, d.format.Count(int64(risk.Paths)),
		chance(risk.CashOut12), chance(risk.CashOut24), chance(risk.CashOut36)))})
	blocks = append(blocks, Heading{Level: 1, Text: Plain(w.Provenance)}, d.writers())
	return append(blocks,
		Paragraph{Plain(fmt.Sprintf(w.Identity, d.plan.ID, d.figures.Version))},
		Paragraph{Plain(w.Disclaimer)})
}

// writers lists how many sections each wrote.
func (d *draft) writers() List {
	var order []string
	counts := map[string]int{}
	for _, s := range d.plan.Sections {
		if counts[s.Source] == 0 {
			order = append(order, s.Source)
		}
		counts[s.Source]++
	}
	list := List{}
	for _, source := range order {
		name := d.words.Notes.Writer[source]
		if name == "" {
			name = line(source)
		}
		list.Items = append(list.Items, []Block{Paragraph{Plain(fmt.Sprintf(d.words.Notes.SectionsBy, counts[source], name))}})
	}
	return list
}
