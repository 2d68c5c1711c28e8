// Package html writes a document as one HTML file that stands alone: styles and charts are inside, nothing
// is fetched, no script runs, and its own policy forbids both. It reads well on a screen, light or dark,
// and prints as a document. The package starts no goroutines.
package html

import (
	"bufio"
	_ "embed"
	"fmt"
	"html"
	"io"
	"strings"

	"github.com/planspark/planspark/export/document"
)

//go:embed style.css
var style string

// policy lets the file show itself and do nothing else, wherever it is opened.
const policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

// Write writes the document.
func Write(w io.Writer, d *document.Document) error {
	p := &printer{Writer: bufio.NewWriter(w)}
	p.head(d)
	p.cover(d)
	p.WriteString("<div class=\"layout\">\n")
	p.contents(d)
	p.WriteString("<main>\n")
	for i := range d.Parts {
		p.part(&d.Parts[i])
	}
	p.WriteString("</main>\n</div>\n</body>\n</html>\n")
	if p.err != nil {
		return p.err
	}
	return p.Flush()
}

// printer writes elements; the first error that is not the writer's own is kept.
type printer struct {
	*bufio.Writer
	err error
}

func (p *printer) printf(format string, values ...string) {
	escaped := make([]any, len(values))
	for i, v := range values {
		escaped[i] = html.EscapeString(v)
	}
	fmt.Fprintf(p, format, escaped...)
}

func (p *printer) head(d *document.Document) {
	p.printf("<!doctype html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n", d.Language)
	p.WriteString("<meta http-equiv=\"Content-Security-Policy\" content=\"" + policy + "\">\n")
	p.WriteString("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n")
	p.printf("<meta name=\"generator\" content=\"%s\">\n<title>%s</title>\n", d.Author, title(d))
	p.WriteString("<style>\n" + style + "</style>\n</head>\n<body>\n")
}

func title(d *document.Document) string {
	if d.Title == d.Kicker {
		return d.Kicker
	}
	return d.Kicker + ": " + d.Title
}

func (p *printer) cover(d *document.Document) {
	p.WriteString("<header class=\"cover\">\n")
	if d.Title != d.Kicker {
		p.printf("<p class=\"kicker\">%s</p>\n", d.Kicker)
	}
	p.printf("<h1>%s</h1>\n", d.Title)
	if d.Subtitle != "" {
		p.printf("<p class=\"where\">%s</p>\n", d.Subtitle)
	}
	p.printf("<p class=\"idea\"><small>%s</small><bdi>%s</bdi></p>\n<dl class=\"facts\">\n", d.IdeaHead, d.Idea)
	for _, f := range d.Facts {
		p.printf("<div><dt>%s</dt><dd>%s</dd></div>\n", f.Label, f.Value)
	}
	p.WriteString("</dl>\n")
	for _, notice := range d.Notices {
		p.printf("<p class=\"notice\">%s</p>\n", notice)
	}
	p.printf("<p class=\"who\">%s</p>\n</header>\n", strings.Join(d.Colophon, " · "))
}

func (p *printer) contents(d *document.Document) {
	p.printf("<nav aria-label=\"%s\">\n<h2>%s</h2>\n<ol>\n", d.Contents, d.Contents)
	for _, part := range d.Parts {
		p.printf("<li><a href=\"#%s\"><span>%s</span>%s</a></li>\n", part.Slug, part.Number, part.Title)
	}
	p.WriteString("</ol>\n</nav>\n")
}

func (p *printer) part(part *document.Part) {
	p.printf("<section id=\"%s\">\n<h2><span>%s</span>%s</h2>\n", part.Slug, part.Number, part.Title)
	p.blocks(part.Blocks)
	p.WriteString("</section>\n")
}

func (p *printer) blocks(blocks []document.Block) {
	for _, b := range blocks {
		p.block(b)
	}
}

func (p *printer) block(b document.Block) {
	switch b := b.(type) {
	case document.Heading:
		tag := [...]string{1: "h3", 2: "h4"}[b.Level]
		p.WriteString("<" + tag + ">")
		p.text(b.Text)
		p.WriteString("</" + tag + ">\n")
	case document.Paragraph:
		p.WriteString("<p>")
		p.text(b.Text)
		p.WriteString("</p>\n")
	case document.Quote:
		p.WriteString("<blockquote>\n")
		p.blocks(b.Blocks)
		p.WriteString("</blockquote>\n")
	case document.Code:
		p.printf("<pre>%s</pre>\n", b.Text)
	case document.Rule:
		p.WriteString("<hr>\n")
	case document.List:
		p.list(b)
	case document.Table:
		p.table(b)
	case document.Figure:
		p.figure(b)
	}
}

func (p *printer) list(l document.List) {
	open, end := "<ul>\n", "</ul>\n"
	if l.Ordered {
		open, end = fmt.Sprintf("<ol start=\"%d\">\n", l.Start), "</ol>\n"
	}
	p.WriteString(open)
	for _, item := range l.Items {
		p.WriteString("<li>")
		p.blocks(item)
		p.WriteString("</li>\n")
	}
	p.WriteString(end)
}

func (p *printer) table(t document.Table) {
	class := "table"
	if t.Small {
		class += " small"
	}
	p.WriteString("<div class=\"" + class + "\"><table>\n<thead><tr>")
	for _, c := range t.Columns {
		p.WriteString("<th scope=\"col\"" + aligned(c) + ">")
		p.text(c.Title)
		p.WriteString("</th>")
	}
	p.WriteString("</tr></thead>\n<tbody>\n")
	for _, row := range t.Rows {
		if row.Strong {
			p.WriteString("<tr class=\"total\">")
		} else {
			p.WriteString("<tr>")
		}
		for i, cell := range row.Cells {
			p.WriteString("<td" + aligned(t.Columns[i]) + ">")
			p.text(cell)
			p.WriteString("</td>")
		}
		p.WriteString("</tr>\n")
	}
	p.WriteString("</tbody>\n</table></div>\n")
}

func aligned(c document.Column) string {
	if c.Right {
		return ` class="n"`
	}
	return ""
}

func (p *printer) figure(f document.Figure) {
	p.WriteString("<figure>")
	if err := f.SVG(p); err != nil && p.err == nil {
		p.err = err
	}
	p.printf("<figcaption><b>%s</b>%s</figcaption></figure>\n", f.Title, f.Caption)
}

func (p *printer) text(t document.Text) {
	for _, s := range t {
		open, end := "", ""
		for _, m := range []struct {
			on  bool
			tag string
		}{{s.Bold, "b"}, {s.Italic, "i"}, {s.Mono, "code"}} {
			if m.on {
				open, end = open+"<"+m.tag+">", "</"+m.tag+">"+end
			}
		}
		p.WriteString(open + strings.ReplaceAll(html.EscapeString(s.Text), "\n", "<br>") + end)
	}
}
