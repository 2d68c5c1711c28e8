// Package markdown writes a document as Markdown (CommonMark and tables). A section that is nothing but
// text stays byte for byte as it was written; one with HTML, links or pictures is written anew, with
// everything that could act escaped. The package starts no goroutines.
package markdown

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/planspark/planspark/export/document"
)

// Write writes the document.
func Write(w io.Writer, d *document.Document) error {
	p := &printer{Writer: bufio.NewWriter(w)}
	p.front(d)
	for i := range d.Parts {
		p.part(&d.Parts[i], d)
	}
	for _, line := range d.Colophon {
		p.block("", "*"+escaped(line)+"*")
	}
	return p.Flush()
}

type printer struct{ *bufio.Writer }

// block writes lines behind an empty one, each with a prefix.
func (p *printer) block(prefix, text string) {
	p.apart(prefix)
	p.lines(prefix, text)
}

// apart writes an empty line.
func (p *printer) apart(prefix string) { p.WriteString(strings.TrimRight(prefix, " ") + "\n") }

// quote writes blocks as a quotation, which begins behind an empty line outside of it: many readers
// take it for text of the paragraph above otherwise.
func (p *printer) quote(prefix string, blocks []document.Block) {
	var inner bytes.Buffer
	within := &printer{bufio.NewWriter(&inner)}
	within.blocks("", blocks)
	within.Flush() // to memory: it cannot fail
	p.apart(prefix)
	p.lines(prefix+"> ", strings.TrimPrefix(inner.String(), "\n"))
}

func (p *printer) lines(prefix, text string) {
	for line := range strings.Lines(text) {
		p.WriteString(strings.TrimRight(prefix+strings.TrimRight(line, "\n"), " ") + "\n")
	}
}

func (p *printer) front(d *document.Document) {
	title := d.Kicker
	if d.Title != d.Kicker {
		title += ": " + d.Title
	}
	p.WriteString("# " + escaped(title) + "\n")
	if d.Subtitle != "" {
		p.block("", escaped(d.Subtitle))
	}
	p.quote("", []document.Block{document.Paragraph{Text: document.Plain(d.Quotation)}})
	for _, notice := range d.Notices {
		p.block("", "**"+escaped(notice)+"**")
	}
	facts := document.Table{Columns: make([]document.Column, 2)}
	facts.Columns[1].Right = true
	for _, f := range d.Facts {
		facts.Rows = append(facts.Rows, document.Row{Cells: []document.Text{document.Plain(f.Label), document.Plain(f.Value)}})
	}
	p.table("", facts)
}

func (p *printer) part(part *document.Part, d *document.Document) {
	title := escaped(part.Title)
	if part.Appendix {
		title = escaped(part.Number + ". " + part.Title)
	}
	p.block("", "## "+title)
	if part.Markdown != "" {
		p.block("", strings.TrimSpace(part.Markdown))
		return
	}
	p.blocks("", part.Blocks)
}

func (p *printer) blocks(prefix string, blocks []document.Block) {
	for _, b := range blocks {
		p.write(prefix, b)
	}
}

func (p *printer) write(prefix string, b document.Block) {
	switch b := b.(type) {
	case document.Heading:
		p.block(prefix, strings.Repeat("#", b.Level+2)+" "+inline(b.Text))
	case document.Paragraph:
		p.block(prefix, inline(b.Text))
	case document.Quote:
		p.quote(prefix, b.Blocks)
	case document.List:
		p.list(prefix, b)
	case document.Code:
		fence := "```"
		for strings.Contains(b.Text, fence) {
			fence += "`"
		}
		p.block(prefix, fence+"\n"+b.Text+"\n"+fence)
	case document.Rule:
		p.block(prefix, "---")
	case document.Table:
		p.table(prefix, b)
	case document.Figure: // pictures are for formats that have them
	}
}

func (p *printer) list(prefix string, l document.List) {
	p.WriteString(strings.TrimRight(prefix, " ") + "\n")
	for i, item := range l.Items {
		mark := "- "
		if l.Ordered {
			mark = fmt.Sprintf("%d. ", l.Start+i)
		}
		for k, b := range item {
			if k == 0 {
				if first, ok := b.(document.Paragraph); ok {
					p.WriteString(prefix + mark + inline(first.Text) + "\n")
					continue
				}
				p.WriteString(prefix + strings.TrimSpace(mark) + "\n")
			}
			p.write(prefix+strings.Repeat(" ", len(mark)), b)
		}
	}
}

func (p *printer) table(prefix string, t document.Table) {
	var b strings.Builder
	line := func(cells []document.Text, strong bool) {
		b.WriteByte('|')
		for _, c := range cells {
			text := strings.ReplaceAll(inline(c), "\n", " ")
			if strong && text != "" {
				text = "**" + text + "**"
			}
			b.WriteString(" " + text + " |")
		}
		b.WriteByte('\n')
	}
	head := make([]document.Text, len(t.Columns))
	for i, c := range t.Columns {
		head[i] = c.Title
	}
	line(head, false)
	b.WriteByte('|')
	for _, c := range t.Columns {
		if c.Right {
			b.WriteString(" ---: |")
		} else {
			b.WriteString(" --- |")
		}
	}
	b.WriteByte('\n')
	for _, r := range t.Rows {
		line(r.Cells, r.Strong)
	}
	p.block(prefix, b.String())
}

func inline(t document.Text) string {
	var b strings.Builder
	for _, s := range t {
		mark := ""
		switch {
		case s.Bold:
			mark = "**"
		case s.Italic:
			mark = "*"
		}
		core := strings.TrimSpace(s.Text)
		if core == "" {
			mark = ""
		}
		lead, tail := around(s.Text, core)
		b.WriteString(lead + mark + strings.ReplaceAll(escaped(core), "\n", "\\\n") + mark + tail)
	}
	return b.String()
}

// around returns the spaces before and behind the core of a text.
func around(text, core string) (lead, tail string) {
	at := strings.Index(text, core)
	return text[:at], text[at+len(core):]
}

// escaped writes a text as Markdown that is nothing but this text, wherever on a line it stands.
func escaped(s string) string {
	var b strings.Builder
	start := true // of a line
	for i, c := range s {
		rest := s[i+utf8.RuneLen(c):]
		switch {
		case c == '_' && insideWord(s[:i], rest), c == '&' && !entity(rest):
		case strings.ContainsRune("\\`*_[]<>|~&", c):
			b.WriteByte('\\')
		case start && strings.ContainsRune("#+-=", c):
			b.WriteByte('\\')
		case (c == '.' || c == ')') && numbered(s[:i]) && (rest == "" || rest[0] == ' ' || rest[0] == '\n'):
			b.WriteByte('\\')
		case c == '@', c == ':' && strings.HasPrefix(s[i+1:], "//"), c == '.' && endsInWWW(s[:i]):
			b.WriteByte('\\') // many readers make links of bare addresses
		}
		b.WriteRune(c)
		start = c == '\n' || start && c == ' '
	}
	return b.String()
}

// insideWord tells whether an underscore stands between letters or digits, where it marks nothing.
func insideWord(before, after string) bool {
	last, _ := utf8.DecodeLastRuneInString(before)
	next, _ := utf8.DecodeRuneInString(after)
	return plainRune(last) && plainRune(next)
}

func plainRune(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r))
}

// entity tells whether what follows an ampersand may make a character of it.
func entity(after string) bool {
	return after != "" && (after[0] == '#' || after[0] < utf8.RuneSelf && unicode.IsLetter(rune(after[0])))
}

func endsInWWW(before string) bool {
	return len(before) >= 3 && strings.EqualFold(before[len(before)-3:], "www")
}

// numbered reports whether a text begins a numbered list with what follows.
func numbered(before string) bool {
	line := before[strings.LastIndexByte(before, '\n')+1:]
	line = strings.TrimLeft(line, " ")
	return line != "" && len(line) < 10 && strings.Trim(line, "0123456789") == ""
}
