package document

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/planspark/planspark/export/chart"
	"github.com/planspark/planspark/export/typeface"
	"github.com/planspark/planspark/export/words"
	"github.com/planspark/planspark/generation"
	"github.com/planspark/planspark/generation/market"
	"github.com/planspark/planspark/generation/plan"
	"github.com/planspark/planspark/generation/plan/writer"
	"github.com/planspark/planspark/protocol"
)

// product is the name of the program in documents.
const product = "PlanSpark"

// Builder makes documents of plans. It is safe for concurrent use.
type Builder struct {
	types  Types
	names  *writer.Planner // of businesses, by their ideas
	faces  *typeface.Faces
	reader *reader
}

// Types names the business types in the language of a locale, and what businesses are called; generation.Planner does.
type Types interface {
	BusinessTypes(locale string) []protocol.BusinessType
	Writer() *writer.Planner
}

// NewBuilder returns a builder that measures the labels of charts with the faces.
func NewBuilder(types Types, faces *typeface.Faces) *Builder {
	return &Builder{types: types, names: types.Writer(), faces: faces, reader: newReader()}
}

// draft is a document in the making.
type draft struct {
	*Builder
	plan    generation.Plan
	figures plan.Financials
	brief   market.Brief
	format  plan.Format
	words   *words.Words
	charts  *chart.Set
}

// Build makes the document of a plan. An error is a plan whose figures or brief cannot be read.
func (b *Builder) Build(p generation.Plan) (*Document, error) {
	d := &draft{Builder: b, plan: p, words: words.For(p.Request.Locale)}
	if err := json.Unmarshal(p.Financials, &d.figures); err != nil {
		return nil, fmt.Errorf("read the figures: %w", err)
	}
	if err := json.Unmarshal(p.Market, &d.brief); err != nil {
		return nil, fmt.Errorf("read the market brief: %w", err)
	}
	start, err := plan.ParseYearMonth(d.figures.Start)
	if err != nil {
		return nil, fmt.Errorf("read the figures: %w", err)
	}
	if err := complete(&d.figures); err != nil {
		return nil, fmt.Errorf("read the figures: %w", err)
	}
	d.format = plan.NewFormat(p.Request.Locale, d.figures.Currency, d.figures.Exponent, start)
	d.charts = chart.New(b.faces, d.words, d.format, &d.figures)
	doc := d.front()
	doc.Figures, doc.Words = &d.figures, d.words
	doc.Parts = append(d.sections(), d.appendices()...)
	return doc, nil
}

// complete makes sure that everything a document shows month by month is there.
func complete(f *plan.Financials) error {
	s := &f.Series
	n := len(s.Revenue)
	if n == 0 || len(f.Years) == 0 {
		return fmt.Errorf("%d months, %d years", n, len(f.Years))
	}
	for name, series := range map[string][]plan.Money{
		"cogs": s.Cogs, "payroll": s.Payroll, "opex_total": s.OpexTotal, "ebitda": s.EBITDA, "net_profit": s.NetProfit,
		"cash_flow": s.CashFlow, "cash": s.Cash,
	} {
		if len(series) != n {
			return fmt.Errorf("%d months of %s, %d of revenue", len(series), name, n)
		}
	}
	return nil
}

func (d *draft) front() *Document {
	w := d.words
	made := d.plan.CreatedAt.Time
	doc := &Document{
		Language: w.Tag, Place: d.brief.Country, Kicker: w.BusinessPlan, Title: d.typeName(), Subtitle: d.place(),
		IdeaHead: w.Cover.Idea, Idea: line(d.plan.Request.Idea), Quotation: d.names.Quoted(d.plan.Request.Locale, line(d.plan.Request.Idea)), Contents: w.Contents, Page: w.Page, NotSet: w.Notes.NotSet,
		Author: product, Made: made.Unix(), ID: d.plan.ID, Facts: d.facts(),
		Colophon: []string{fmt.Sprintf(w.Made, d.format.Day(made.UTC())), fmt.Sprintf(w.MadeWith, product)},
	}
	if d.plan.Revision > protocol.FirstRevision {
		doc.Colophon = slices.Insert(doc.Colophon, 1, fmt.Sprintf(w.Revision, d.plan.Revision))
	}
	if d.plan.Draft {
		doc.Notices = append(doc.Notices, w.Draft)
	}
	if d.plan.Degraded {
		doc.Notices = append(doc.Notices, w.Degraded)
	}
	return doc
}

// typeName is what kind of business it is: as the idea has it, else as its type does.
func (d *draft) typeName() string {
	if name := d.names.Name(d.plan.Request.Locale, d.plan.BusinessType, d.plan.Request.Idea); name != "" {
		return name
	}
	for _, t := range d.types.BusinessTypes(d.plan.Request.Locale) {
		if t.Slug == d.plan.BusinessType && t.Slug != plan.Other {
			return t.Name
		}
	}
	return d.words.BusinessPlan
}

func (d *draft) place() string {
	if d.brief.City == "" || d.brief.City == d.brief.CountryName {
		return d.brief.CountryName
	}
	return d.brief.City + ", " + d.brief.CountryName
}

// facts are the lines of the title page.
func (d *draft) facts() []Fact {
	w, f, money := &d.words.Cover, &d.figures, d.format
	list := []Fact{
		{w.FirstMonth, money.Month(1)},
		{w.Opening, money.Month(f.LaunchMonth)},
		{w.Need, whole(money, f, f.Funding.Need)},
		{w.Own, whole(money, f, f.Funding.Budget)},
	}
	if f.Funding.Loan > 0 {
		list = append(list, Fact{w.Loan, whole(money, f, f.Funding.Loan)})
	}
	if f.Funding.ExtraOwn > 0 {
		list = append(list, Fact{w.Missing, whole(money, f, f.Funding.ExtraOwn)})
	}
	even := w.NotWithin
	if f.BreakEven.Month != nil {
		even = money.Month(*f.BreakEven.Month)
	}
	list = append(list, Fact{w.BreakEven, even})
	third := f.Years[min(2, len(f.Years)-1)]
	return append(list,
		Fact{fmt.Sprintf(w.RevenueInYear, third.Year), whole(money, f, third.Revenue)},
		Fact{fmt.Sprintf(w.ProfitInYear, third.Year), whole(money, f, third.NetProfit)})
}

// whole writes an amount in whole major units.
func whole(format plan.Format, f *plan.Financials, amount plan.Money) string {
	return format.Money(toMajor(amount, f.Exponent))
}

// toMajor rounds an amount to whole major units, half away from zero.
func toMajor(amount plan.Money, exponent int) plan.Money {
	unit := plan.Money(1)
	for range exponent {
		unit *= 10
	}
	half := unit / 2
	if amount < 0 {
		half = -half
	}
	return (amount + half) / unit * unit
}

// sections are the chapters, each with the charts that belong to it.
func (d *draft) sections() []Part {
	parts := make([]Part, 0, len(d.plan.Sections))
	for i, s := range d.plan.Sections {
		part := Part{Slug: slug(s.Section), Number: fmt.Sprint(i + 1), Title: line(s.Title), Blocks: d.reader.read(s.Markdown)}
		if d.reader.inert(s.Markdown) {
			part.Markdown = Clean(s.Markdown)
		}
		part.Blocks = d.illustrated(part.Blocks, d.chartsOf(s.Section))
		parts = append(parts, part)
	}
	return parts
}

// illustrated puts the first chart behind what a section opens with, and the others at its end.
func (d *draft) illustrated(blocks []Block, charts []*chart.Drawing) []Block {
	charts = slices.DeleteFunc(charts, func(c *chart.Drawing) bool { return c == nil })
	if len(charts) == 0 {
		return blocks
	}
	at := slices.IndexFunc(blocks, func(b Block) bool {
		_, paragraph := b.(Paragraph)
		return !paragraph
	})
	if at < 0 {
		at = len(blocks)
	}
	blocks = slices.Insert(blocks, at, Block(Figure{charts[0]}))
	for _, c := range charts[1:] {
		blocks = append(blocks, Figure{c})
	}
	return blocks
}

func (d *draft) chartsOf(section string) []*chart.Drawing {
	switch section {
	case "executive-summary":
		return []*chart.Drawing{d.charts.Years()}
	case "milestones":
		return []*chart.Drawing{d.charts.Timeline()}
	case "financial-plan":
		return []*chart.Drawing{d.charts.RevenueAndCosts(), d.charts.Cash(), d.charts.BreakEven(), d.charts.Scenarios()}
	case "funding":
		return []*chart.Drawing{d.charts.Funding()}
	case "risks":
		return []*chart.Drawing{d.charts.Sensitivity()}
	default:
		return nil
	}
}

// slug makes an anchor of the name of a section.
func slug(name string) string {
	return "s-" + strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '-' {
			return r
		}
		return -1
	}, name)
}
