package pdf

import (
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"

	"github.com/planspark/planspark/export/document"
	"github.com/planspark/planspark/export/typeface"
)

func faces(t testing.TB) *typeface.Faces {
	t.Helper()
	f, err := typeface.Load()
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// visible is what of a text takes ink.
func visible(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == 0xA0 {
			return -1
		}
		return r
	}, s)
}

func TestLinesHoldTheWholeTextAndStayInTheirWidth(t *testing.T) {
	f := faces(t)
	word := rapid.OneOf(
		rapid.SampledFrom([]string{"a", "und", "Donaudampfschifffahrtsgesellschaft", "€4.25,", "co-operative/non-profit", "在里斯本开一家咖啡馆。", "“quoted”", "\n", " ", "  "}),
		rapid.StringMatching(`[A-Za-zéß0-9.,-]{1,60}`),
	)
	rapid.Check(t, func(t *rapid.T) {
		var text document.Text
		for range rapid.IntRange(1, 4).Draw(t, "spans") {
			text = append(text, document.Span{
				Text: strings.Join(rapid.SliceOfN(word, 1, 12).Draw(t, "words"), rapid.SampledFrom([]string{"", " "}).Draw(t, "gap")),
				Bold: rapid.Bool().Draw(t, "bold"), Italic: rapid.Bool().Draw(t, "italic"),
			})
		}
		s := &setter{faces: f, whole: true}
		width := rapid.Float64Range(12, 400).Draw(t, "width")
		set := ""
		for i, l := range s.lines(text, body, width) {
			if l.width > width+0.01 {
				t.Fatalf("line %d is %.2f wide, there is room for %.2f", i, l.width, width)
			}
			for _, p := range l.pieces {
				set += p.text
			}
		}
		if visible(set) != visible(text.String()) {
			t.Fatalf("set is %q of %q", set, text.String())
		}
	})
}

func TestTextIsSeenInTheOrderInWhichItIsRead(t *testing.T) {
	s := &setter{faces: faces(t), whole: true}
	for _, c := range []struct{ name, text, seen string }{
		{"from the left", "a (b) 12", "a (b) 12"},
		{"Hebrew", "בית קפה", "הפק תיב"},
		{"Hebrew within English", "the בית קפה of", "the הפק תיב of"},
		{"a number within Hebrew within English", "x בית 12 קפה y", "x הפק 12 תיב y"},
		{"English within Hebrew", "בית cafe קפה", "הפק cafe תיב"},
		{"brackets turn", "בית (קפה)", "(הפק) תיב"},
		{"a number behind Hebrew", "בית 42", "42 תיב"},
	} {
		lines := s.lines(document.Plain(c.text), body, 400)
		seen := ""
		for _, p := range lines[0].pieces {
			seen += p.text
		}
		if len(lines) != 1 || seen != c.seen {
			t.Errorf("%s: %q is seen as %q, want %q", c.name, c.text, seen, c.seen)
		}
	}
}

func TestColumnsFillTheWidthAndFiguresAreNotBroken(t *testing.T) {
	l := &Layout{faces: faces(t), paper: paper("PT")}
	long := document.Plain(strings.Repeat("many words of text ", 30))
	for name, table := range map[string]document.Table{
		"figures": {Columns: []document.Column{{Title: document.Plain("Amounts")}, {Title: document.Plain("Year 1"), Right: true}, {Title: document.Plain("Year 2"), Right: true}}, Rows: []document.Row{
			{Cells: []document.Text{document.Plain("Revenue"), document.Plain("€1,234,567,890.12"), document.Plain("−€5")}},
		}},
		"text": {Columns: make([]document.Column, 3), Rows: []document.Row{{Cells: []document.Text{document.Plain("a"), long, document.Plain("short text")}}}},
		"long words": {Columns: make([]document.Column, 2), Rows: []document.Row{
			{Cells: []document.Text{document.Plain(strings.Repeat("x", 900)), document.Plain(strings.Repeat("y", 900))}},
		}},
		"one":   {Columns: make([]document.Column, 1), Rows: []document.Row{{Cells: []document.Text{document.Plain("a")}}}},
		"empty": {Columns: make([]document.Column, 4)},
	} {
		total := 0.0
		for i, w := range l.Columns(table) {
			if w < 0 || w != w {
				t.Errorf("%s: column %d is %.1f wide", name, i, w)
			}
			total += w
		}
		if total < textWidth-1 || total > textWidth+1 {
			t.Errorf("%s: the columns are %.1f wide together, the page has %.1f", name, total, textWidth)
		}
	}
}

func TestTheLargestAmountsStandOnOneLine(t *testing.T) {
	f := &flow{setter: setter{faces: faces(t)}, paper: paper("ID")}
	for _, amount := range []string{"$369.308.597", "−$1.369.308.597", "Rp\u00a0713.053.978.576"} {
		table := document.Table{Columns: []document.Column{{Title: document.Plain("Amounts")}}}
		label := document.Plain("Proveedores, anticipos e impuestos pendientes")
		plain, strong := document.Row{Cells: []document.Text{label}}, document.Row{Cells: []document.Text{label}, Strong: true}
		for range 5 {
			table.Columns = append(table.Columns, document.Column{Title: document.Plain("Year 1"), Right: true})
			plain.Cells = append(plain.Cells, document.Plain(amount))
			strong.Cells = append(strong.Cells, document.Plain(amount))
		}
		table.Rows = []document.Row{plain, strong}
		for i, r := range f.grid(&table).rows().list {
			for _, lines := range r.cells[1:] {
				if len(lines) != 1 {
					t.Fatalf("row %d: %s stands on %d lines", i, amount, len(lines))
				}
			}
		}
	}
}
