package chart

import (
	"bufio"
	"encoding/xml"
	"io"
	"strconv"
	"strings"
)

// SVG writes a drawing as an element for a page whose style sheet gives the inks their colours: stroke by
// the class "s-" and fill by the class "f-" before an ink's name.
func (d *Drawing) SVG(w io.Writer) error {
	b := bufio.NewWriter(w)
	b.WriteString(`<svg role="img" viewBox="0 0 ` + number(d.Width) + " " + number(d.Height) + `" aria-label="` + escaped(d.Alt) + `">`)
	for _, m := range d.Marks {
		switch m := m.(type) {
		case Path:
			m.svg(b)
		case Dot:
			b.WriteString(`<circle cx="` + number(m.X) + `" cy="` + number(m.Y) + `" r="` + number(m.Radius) + `" class="f-` + m.Fill.Class() + `"/>`)
		case Label:
			m.svg(b)
		}
	}
	b.WriteString("</svg>")
	return b.Flush()
}

func (p Path) svg(b *bufio.Writer) {
	b.WriteString(`<path d="`)
	for i, at := range p.Points {
		command := "L"
		if i == 0 {
			command = "M"
		}
		b.WriteString(command + number(at.X) + " " + number(at.Y))
	}
	if p.Fill != None {
		b.WriteString("Z")
	}
	b.WriteString(`" class="f-` + p.Fill.Class() + " s-" + p.Stroke.Class() + `"`)
	if p.Stroke != None {
		b.WriteString(` stroke-width="` + number(p.Width) + `"`)
	}
	if p.Dash > 0 {
		b.WriteString(` stroke-dasharray="` + number(p.Dash) + `"`)
	}
	b.WriteString("/>")
}

func (l Label) svg(b *bufio.Writer) {
	b.WriteString(`<text x="` + number(l.X) + `" y="` + number(l.Y) + `" font-size="` + number(l.Size) + `" class="f-` + l.Ink.Class())
	if l.Bold {
		b.WriteString(" b")
	}
	b.WriteByte('"')
	if l.Anchor != Start {
		b.WriteString(` text-anchor="` + [...]string{Middle: "middle", End: "end"}[l.Anchor] + `"`)
	}
	b.WriteString(">" + escaped(l.Text) + "</text>")
}

// number writes a length with at most two decimals.
func number(v float64) string {
	s := strconv.FormatFloat(v, 'f', 2, 64)
	return strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
}

func escaped(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a strings.Builder takes everything
	return b.String()
}
