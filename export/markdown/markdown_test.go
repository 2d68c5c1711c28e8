package markdown_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/renderer/html"
	"pgregory.net/rapid"

	stdhtml "html"

	"github.com/planspark/planspark/export/document"
	"github.com/planspark/planspark/export/markdown"
	"github.com/planspark/planspark/export/words"
)

// TestAnyTextIsReadBackAsTheTextThatItWas writes any text as a paragraph, an item and a cell, and reads it
// with another eye: as a browser would show the Markdown, links and raw HTML allowed.
func TestAnyTextIsReadBackAsTheTextThatItWas(t *testing.T) {
	reader := goldmark.New(goldmark.WithExtensions(extension.GFM), goldmark.WithRendererOptions(html.WithUnsafe()))
	piece := rapid.OneOf(
		rapid.SampledFrom([]string{"*", "_", "`", "<b>", "[a](b)", "![", "|", "#", "# ", "+ ", "- ", "1. ", "2) ", "=", "---", "~~", "&amp;", "&#65;", "\\", "\\*", "http://a.example", "https://x", "www.a.example", "a@b.example", "<!--", ">", "{}", "\t"}),
		rapid.StringMatching(`[a-zé漢 ]{1,4}`),
	)
	rapid.Check(t, func(t *rapid.T) {
		said := strings.Join(rapid.SliceOfN(piece, 1, 12).Draw(t, "pieces"), "")
		said = strings.Join(strings.Fields(said), " ")
		if said == "" {
			t.Skip("nothing is said")
		}
		text := document.Plain(said)
		d := &document.Document{Kicker: "Plan", Title: "Plan", Words: words.For("en"), Parts: []document.Part{{Title: "T", Blocks: []document.Block{
			document.Paragraph{Text: text},
			document.List{Items: [][]document.Block{{document.Paragraph{Text: text}}}},
			document.Table{Columns: make([]document.Column, 1), Rows: []document.Row{{Cells: []document.Text{text}}}},
		}}}}
		var file, page bytes.Buffer
		if err := markdown.Write(&file, d); err != nil {
			t.Fatal(err)
		}
		if err := reader.Convert(file.Bytes(), &page); err != nil {
			t.Fatal(err)
		}
		_, shown, _ := strings.Cut(page.String(), "<h2")
		want := stdhtml.EscapeString(said)
		for _, place := range []string{"<p>", "<li>", "<td>"} {
			_, from, found := strings.Cut(shown, place)
			got, _, _ := strings.Cut(from, "</"+place[1:])
			if got = stdhtml.EscapeString(stdhtml.UnescapeString(got)); !found || got != want {
				t.Fatalf("in %s: %q is read as %q from\n%s", place, want, got, file.String())
			}
		}
	})
}

// TestAQuotationBeginsBehindAnEmptyLine: to Pandoc and older readers it is text of the paragraph above otherwise.
func TestAQuotationBeginsBehindAnEmptyLine(t *testing.T) {
	quoted := func(text string) document.Block {
		return document.Quote{Blocks: []document.Block{document.Paragraph{Text: document.Plain(text)}, document.Paragraph{Text: document.Plain("and more")}}}
	}
	d := &document.Document{Kicker: "Plan", Title: "Plan", Subtitle: "Lisbon", Quotation: "“A café”", Words: words.For("en"), Parts: []document.Part{{Title: "T", Blocks: []document.Block{
		document.Paragraph{Text: document.Plain("said")},
		quoted("a word"),
		document.Quote{Blocks: []document.Block{document.Paragraph{Text: document.Plain("outer")}, quoted("inner")}},
	}}}}
	var file strings.Builder
	if err := markdown.Write(&file, d); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"Lisbon\n\n> “A café”\n", "\nsaid\n\n> a word\n>\n> and more\n", "\n\n> outer\n>\n> > inner\n> >\n> > and more\n",
	} {
		if !strings.Contains(file.String(), want) {
			t.Errorf("there is no %q in\n%s", want, file.String())
		}
	}
}
