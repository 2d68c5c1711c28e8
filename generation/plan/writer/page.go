package writer

import "strings"

// none stands in a table where there is nothing to say.
const none = "—"

// page is Markdown in the making: blocks parted by blank lines.
type page struct{ b strings.Builder }

func (p *page) String() string { return p.b.String() }

func (p *page) block(text string) {
	if text == "" {
		return
	}
	if p.b.Len() > 0 {
		p.b.WriteString("\n\n")
	}
	p.b.WriteString(text)
}

// heading starts a part of the section.
func (p *page) heading(text string) { p.block("### " + text) }

// paragraph joins sentences; empty ones are left out.
func (p *page) paragraph(sentences ...string) {
	kept := make([]string, 0, len(sentences))
	for _, s := range sentences {
		if s != "" {
			kept = append(kept, s)
		}
	}
	p.block(strings.Join(kept, " "))
}

// list writes bullets.
func (p *page) list(items []string) { p.block(marked(items, func(int) string { return "- " })) }

func marked(items []string, mark func(int) string) string {
	var b strings.Builder
	for i, item := range items {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(mark(i))
		b.WriteString(item)
	}
	return b.String()
}

// table writes a GFM table. A header that begins with ">" has its column
// aligned to the right. Cells must not hold line breaks; user text is escaped
// before it comes here.
func (p *page) table(header []string, rows [][]string) {
	if len(rows) == 0 {
		return
	}
	var b strings.Builder
	line := func(cells []string) {
		b.WriteString("|")
		for _, c := range cells {
			b.WriteString(" " + c + " |")
		}
	}
	names, rules := make([]string, len(header)), make([]string, len(header))
	for i, h := range header {
		rules[i] = "---"
		names[i] = h
		if right, ok := strings.CutPrefix(h, ">"); ok {
			names[i], rules[i] = right, "---:"
		}
	}
	line(names)
	b.WriteByte('\n')
	line(rules)
	for _, r := range rows {
		b.WriteByte('\n')
		line(r)
	}
	p.block(b.String())
}
