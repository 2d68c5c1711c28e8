package pdf

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/planspark/planspark/export/document"
)

// TestNoPageBetweenOthersIsMostlyEmpty: a few lines that a part has left over share their page with the next part.
func TestNoPageBetweenOthersIsMostlyEmpty(t *testing.T) {
	f := faces(t)
	rapid.Check(t, func(t *rapid.T) {
		d := &document.Document{Place: "PT", Page: "%d of %d"}
		for _, n := range rapid.SliceOfN(rapid.IntRange(1, 60), 2, 6).Draw(t, "paragraphs of parts") {
			part := document.Part{Number: "1", Title: "A part"}
			for range n {
				part.Blocks = append(part.Blocks, document.Paragraph{Text: document.Plain(strings.Repeat("words of a text ", rapid.IntRange(1, 20).Draw(t, "words")))})
			}
			d.Parts = append(d.Parts, part)
		}
		l := LayOut(d, f)
		end := l.paper.height - bottomGap
		for i, p := range l.pages[l.Pages[0]-1 : len(l.pages)-1] {
			lowest := slices.MaxFunc(p.texts, func(a, b textAt) int { return int(a.y - b.y) }).y
			if lowest < topEdge+(end-topEdge)/3 {
				t.Fatalf("page %d of the text ends at %.0f, of %.0f", i+1, lowest, end)
			}
			if lowest > end {
				t.Fatalf("page %d of the text goes on to %.0f, beyond %.0f", i+1, lowest, end)
			}
		}
		checkStarts(t, l)
	})
}

// checkStarts holds what the list of contents says against where the parts stand.
func checkStarts(t *rapid.T, l *Layout) {
	for number, page := range l.pages {
		for _, m := range page.marks {
			if m.part < 0 {
				continue
			}
			if l.Pages[m.part] != number+1 {
				t.Fatalf("part %d is said to begin on page %d, and does on %d", m.part, l.Pages[m.part], number+1)
			}
			if below := m.y > topEdge; below != l.Joined[m.part] {
				t.Fatalf("part %d joins the one before: %v, and begins at %.0f", m.part, l.Joined[m.part], m.y)
			}
		}
	}
}

// TestWhatIsReadTogetherStaysOnOnePage: wherever on a page they begin, a short table and a paragraph of three lines are not
// parted, a long table leaves no single row on either side, and a heading goes with what it heads.
func TestWhatIsReadTogetherStaysOnOnePage(t *testing.T) {
	f := faces(t)
	rows := func(n int) document.Table {
		table := document.Table{Columns: []document.Column{{Title: document.Plain("Head")}}}
		for range n {
			table.Rows = append(table.Rows, document.Row{Cells: []document.Text{document.Plain("row")}})
		}
		return table
	}
	heading := document.Heading{Level: 1, Text: document.Plain("Heading")}
	says := document.Paragraph{Text: document.Plain("Heading:")}
	three := document.Paragraph{Text: document.Plain("row\nrow\nrow")}
	for above := range 60 {
		for name, c := range map[string]struct {
			blocks []document.Block
			least  int // rows on a page that has any
		}{
			"an income statement":   {[]document.Block{rows(10)}, 10},
			"a long table":          {[]document.Block{rows(30)}, 2},
			"three lines":           {[]document.Block{three}, 3},
			"headings and a table":  {[]document.Block{heading, heading, rows(4)}, 4},
			"a heading and a list":  {[]document.Block{heading, document.List{Items: [][]document.Block{{three}}}}, 3},
			"a colon and a list":    {[]document.Block{says, document.List{Items: [][]document.Block{{three}}}}, 3},
			"a heading and a quote": {[]document.Block{heading, document.Quote{Blocks: []document.Block{three}}}, 3},
		} {
			lines := document.Paragraph{Text: document.Plain(strings.Repeat("above\n", above+1))}
			d := &document.Document{Place: "PT", Page: "%d of %d", Parts: []document.Part{{Number: "1", Title: "A part", Blocks: append([]document.Block{lines}, c.blocks...)}}}
			for _, p := range LayOut(d, f).pages {
				seen, headed := 0, false
				for _, text := range p.texts {
					seen += strings.Count(text.text, "row")
					headed = headed || strings.HasPrefix(text.text, "Heading")
				}
				if seen > 0 && seen < c.least || headed && seen == 0 {
					t.Errorf("%s, below %d lines: a page has %d rows, heading %v", name, above+1, seen, headed)
				}
			}
		}
	}
}

// TestHeadingsWithoutEndFillTheirPages: each would otherwise be kept with all that follow, and have a page for itself.
func TestHeadingsWithoutEndFillTheirPages(t *testing.T) {
	part := document.Part{Number: "1", Title: "A part"}
	for range 160 {
		part.Blocks = append(part.Blocks, document.Heading{Level: 1, Text: document.Plain("A heading")})
	}
	l := LayOut(&document.Document{Place: "PT", Page: "%d of %d", Parts: []document.Part{part}}, faces(t))
	if n := len(l.pages) - l.Pages[0] + 1; n > 12 {
		t.Errorf("160 headings take %d pages", n)
	}
}
