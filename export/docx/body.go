package docx

import (
	"fmt"
	"strings"

	"github.com/planspark/planspark/export/chart"
	"github.com/planspark/planspark/export/document"
)

// textWidth is that of the text in points; the page of the PDF has the same.
const textWidth = 470.0

type paper struct{ width, height float64 }

// paperOf returns the size of paper that is usual in a country.
func paperOf(country string) paper {
	if document.Letter(country) {
		return paper{612, 792}
	}
	return paper{595.3, 841.9}
}

// body writes the main part, and remembers what the other parts must hold.
type body struct {
	*xml
	doc      *document.Document
	layout   Layout
	paper    paper
	pictures []*chart.Drawing
	ordered  []int // first numbers of the numbered lists
	depth    int   // of lists
	indent   float64
}

func (b *body) write(x *xml) {
	b.xml = x
	b.raw(`<w:document ` + namespaces + `><w:body>`)
	b.cover()
	b.contents()
	for i := range b.doc.Parts {
		b.part(i)
	}
	b.section(true)
	b.raw(`</w:body></w:document>`)
}

// section ends a section of pages; only the text has heads and feet.
func (b *body) section(framed bool) {
	b.raw(`<w:sectPr>`)
	if framed {
		b.raw(`<w:headerReference w:type="default" r:id="rHeader"/><w:footerReference w:type="default" r:id="rFooter"/>`)
	}
	side := (b.paper.width - textWidth) / 2
	b.put(`<w:type w:val="nextPage"/><w:pgSz w:w="%d" w:h="%d"/>`, twips(b.paper.width), twips(b.paper.height))
	b.put(`<w:pgMar w:top="%d" w:right="%d" w:bottom="%d" w:left="%d" w:header="%d" w:footer="%d" w:gutter="0"/></w:sectPr>`,
		twips(78), twips(side), twips(62), twips(side), twips(36), twips(30))
}

// beforePart is the room before a part that begins below another one, in points, as in the PDF.
const beforePart = 36

func anchor(part int) string { return fmt.Sprintf("_Toc%06d", part+1) }

func (b *body) part(i int) {
	p := &b.doc.Parts[i]
	b.raw(`<w:p><w:pPr><w:pStyle w:val="Heading1"/>`)
	if b.layout.Joined[i] {
		b.put(`<w:pageBreakBefore w:val="0"/><w:spacing w:before="%d"/>`, twips(beforePart))
	}
	b.raw(`</w:pPr>`)
	b.put(`<w:bookmarkStart w:id="%d" w:name="%s"/>`, i+1, anchor(i))
	b.put(`<w:r><w:rPr><w:color w:val="0A6E4C"/></w:rPr><w:t>%s</w:t></w:r><w:r><w:tab/></w:r>`, p.Number)
	b.text(document.Plain(p.Title))
	b.put(`<w:bookmarkEnd w:id="%d"/></w:p>`, i+1)
	b.blocks(p.Blocks)
}

func (b *body) blocks(blocks []document.Block) {
	for i, block := range blocks {
		if p, ok := block.(document.Paragraph); ok && document.Announces(p, blocks[i+1:]) {
			b.set(p.Text, paragraph{keep: true})
			continue
		}
		b.block(block)
	}
}

func (b *body) block(block document.Block) {
	switch block := block.(type) {
	case document.Heading:
		b.paragraph(fmt.Sprintf("Heading%d", block.Level+1), block.Text)
	case document.Paragraph:
		b.paragraph("", block.Text)
	case document.List:
		b.list(block)
	case document.Quote:
		b.indent += 14
		b.blocks(block.Blocks)
		b.indent -= 14
	case document.Code:
		b.paragraph("Code", document.Plain(block.Text))
	case document.Rule:
		b.raw(`<w:p><w:pPr><w:pBdr><w:bottom w:val="single" w:sz="4" w:space="1" w:color="DFE3DF"/></w:pBdr></w:pPr></w:p>`)
	case document.Table:
		b.table(block)
	case document.Figure:
		b.figure(block)
	}
}

func (b *body) paragraph(style string, t document.Text) { b.set(t, paragraph{style: style}) }

func (b *body) set(t document.Text, p paragraph) {
	b.open(t, p)
	b.text(t)
	b.raw(`</w:p>`)
}

// paragraph is what a paragraph has beside its style.
type paragraph struct {
	style  string
	keep   bool // on the page of what follows
	list   int  // number of its list; 0 is none
	level  int  // in the list
	after  float64
	indent float64
	right  bool
}

// open begins a paragraph, from the right when its text runs so. The properties stand in the order that the
// schema has.
func (b *body) open(t document.Text, p paragraph) {
	if p.style == "" && b.indent > 0 {
		p.style, p.indent = "Quote", b.indent
	}
	b.raw(`<w:p><w:pPr>`)
	if p.style != "" {
		b.put(`<w:pStyle w:val="%s"/>`, p.style)
	}
	if p.keep {
		b.raw(`<w:keepNext/>`)
	}
	if p.list > 0 {
		b.put(`<w:numPr><w:ilvl w:val="%d"/><w:numId w:val="%d"/></w:numPr>`, p.level, p.list)
	}
	if beginsRightToLeft(t.String()) {
		b.raw(`<w:bidi/>`)
	}
	if p.after > 0 {
		b.put(`<w:spacing w:after="%d"/>`, twips(p.after))
	}
	if p.indent > 0 {
		b.put(`<w:ind w:left="%d"/>`, twips(p.indent))
	}
	if p.right {
		b.raw(`<w:jc w:val="right"/>`)
	}
	b.raw(`</w:pPr>`)
}

func (b *body) text(t document.Text) {
	for _, s := range t {
		b.run(s, "")
	}
}

// run writes a span with its manner.
func (b *body) run(s document.Span, more string) {
	properties := ""
	if s.Mono {
		properties += `<w:rStyle w:val="CodeCharacter"/>`
	}
	if s.Bold {
		properties += `<w:b/><w:bCs/>`
	}
	if s.Italic {
		properties += `<w:i/><w:iCs/>`
	}
	properties += more
	if strings.ContainsFunc(s.Text, rightToLeft) {
		properties += `<w:rtl/>`
	}
	b.raw(`<w:r>`)
	if properties != "" {
		b.raw(`<w:rPr>` + properties + `</w:rPr>`)
	}
	for i, line := range strings.Split(s.Text, "\n") {
		if i > 0 {
			b.raw(`<w:br/>`)
		}
		b.put(`<w:t xml:space="preserve">%s</w:t>`, line)
	}
	b.raw(`</w:r>`)
}

func rightToLeft(r rune) bool {
	return r >= 0x590 && r <= 0x8FF || r >= 0xFB1D && r <= 0xFDFF || r >= 0xFE70 && r <= 0xFEFC
}

// beginsRightToLeft reports whether the first letter of a text is one that is read from the right.
func beginsRightToLeft(text string) bool {
	for _, r := range text {
		if rightToLeft(r) {
			return true
		}
		if r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' || r >= 0xC0 {
			return false
		}
	}
	return false
}

// Numbers of numbering.xml: one for all bullets, further ones for each numbered list.
const bulletList = 1

// listIndent is by how much a list is set in, in points.
const listIndent = 16.0

func (b *body) list(l document.List) {
	number := bulletList
	if l.Ordered {
		b.ordered = append(b.ordered, l.Start)
		number = bulletList + len(b.ordered)
	}
	b.depth++
	for i, item := range l.Items {
		for k, block := range item {
			p, ok := block.(document.Paragraph)
			if !ok {
				b.block(block)
				continue
			}
			how := paragraph{style: "ListParagraph", list: number, level: b.depth - 1}
			if k > 0 { // the item goes on
				how.list, how.indent = 0, listIndent*float64(b.depth)
			}
			if i+1 == len(l.Items) && k+1 == len(item) { // what follows the list keeps its distance
				how.after = 7
			}
			b.open(p.Text, how)
			b.text(p.Text)
			b.raw(`</w:p>`)
		}
	}
	b.depth--
}

func (b *body) figure(f document.Figure) {
	b.pictures = append(b.pictures, f.Drawing)
	id := len(b.pictures)
	b.paragraph("FigureTitle", document.Plain(f.Title))
	const emu = 12700 // to a point
	cx, cy := int(textWidth*emu), int(textWidth/f.Width*f.Height*emu)
	b.raw(`<w:p><w:pPr><w:pStyle w:val="Figure"/></w:pPr><w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">`)
	b.put(`<wp:extent cx="%d" cy="%d"/><wp:docPr id="%d" name="%s" descr="%s"/>`, cx, cy, id, f.Title, f.Alt)
	b.raw(`<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>`)
	b.put(`<pic:nvPicPr><pic:cNvPr id="%d" name="%s"/><pic:cNvPicPr/></pic:nvPicPr>`, id, pictureName(id-1))
	b.put(`<pic:blipFill><a:blip r:embed="rChart%d"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>`, id)
	b.put(`<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="%d" cy="%d"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>`, cx, cy)
	b.raw(`</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`)
	b.paragraph("Caption", document.Plain(f.Caption))
}
