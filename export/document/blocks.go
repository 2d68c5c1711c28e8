package document

import (
	"github.com/planspark/planspark/export/chart"
	"github.com/planspark/planspark/export/words"
	"github.com/planspark/planspark/generation/plan"
)

// Document is a plan to be written as a file.
type Document struct {
	Language  string // BCP 47, of the text
	Place     string // ISO 3166 country, for the size of paper
	Kicker    string // "Business plan"
	Title     string // what kind of business
	Subtitle  string // where
	IdeaHead  string
	Idea      string // as the user wrote it
	Quotation string // the same between quotation marks
	Notices   []string
	Facts     []Fact
	Colophon  []string
	Contents  string // title of the list of contents
	Page      string // verbs: page, number of pages
	NotSet    string // says that characters could not be set
	Author    string // program
	Made      int64  // Unix seconds
	ID        string
	Parts     []Part

	Figures *plan.Financials // what the tables and charts show
	Words   *words.Words     // what they are labelled with
}

// Fact is a line of the title page.
type Fact struct{ Label, Value string }

// Part is a chapter or an appendix.
type Part struct {
	Slug     string // unique, for anchors
	Number   string // "1", "A"
	Title    string
	Appendix bool
	Blocks   []Block
	Markdown string // what the blocks were read from, when it is nothing but text; else empty
}

// Block is a Heading, Paragraph, List, Table, Quote, Code, Figure or Rule.
type Block interface{ block() }

// Heading is a title within a part, of level 1 or 2.
type Heading struct {
	Level int
	Text  Text
}

// Paragraph is running text.
type Paragraph struct{ Text Text }

// List is a list of items, each of blocks.
type List struct {
	Ordered bool
	Start   int
	Items   [][]Block
}

// Quote is what somebody else said.
type Quote struct{ Blocks []Block }

// Code is text that keeps its lines.
type Code struct{ Text string }

// Rule is a break between thoughts.
type Rule struct{}

// Figure is a chart.
type Figure struct{ *chart.Drawing }

// Table is a table. All rows have as many cells as there are columns.
type Table struct {
	Columns []Column
	Rows    []Row
	Small   bool // many rows or columns: set in small type
}

// Short tells whether a table is to stand on one page: a few rows are read together, and so is an income statement.
func (t *Table) Short() bool { return len(t.Rows) <= 10 }

// Column heads a column.
type Column struct {
	Title Text
	Right bool    // figures: aligned to the right
	Share float64 // part of the width that it should have; 0 is by content
}

// Row is a line of a table.
type Row struct {
	Cells  []Text
	Strong bool // a total
}

func (Heading) block()   {}
func (Paragraph) block() {}
func (List) block()      {}
func (Quote) block()     {}
func (Code) block()      {}
func (Rule) block()      {}
func (Figure) block()    {}
func (Table) block()     {}

// Text is running text in spans.
type Text []Span

// Span is a stretch of text in one manner. Line breaks are "\n".
type Span struct {
	Text               string
	Bold, Italic, Mono bool
}

// Plain makes a text of a string.
func Plain(s string) Text { return Text{{Text: s}} }

// String returns the text without its manners.
func (t Text) String() string {
	if len(t) == 1 {
		return t[0].Text
	}
	all := ""
	for _, s := range t {
		all += s.Text
	}
	return all
}

// Letter reports whether paper of the size Letter is usual in a country (ISO 3166), not A4.
func Letter(country string) bool {
	switch country {
	case "US", "CA", "MX", "PH", "CL", "CO", "VE", "GT", "SV", "HN", "NI", "CR", "PA", "DO", "PR":
		return true
	}
	return false
}
