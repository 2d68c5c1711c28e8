package docx

import (
	"fmt"
	"strings"

	"github.com/planspark/planspark/export/document"
)

// cover writes the title page.
func (b *body) cover() {
	d := b.doc
	b.put(`<w:tbl><w:tblPr><w:tblW w:w="%d" w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="480" w:type="dxa"/><w:right w:w="480" w:type="dxa"/></w:tblCellMar></w:tblPr>`, twips(textWidth))
	b.put(`<w:tblGrid><w:gridCol w:w="%d"/></w:tblGrid><w:tr><w:trPr><w:trHeight w:val="%d" w:hRule="atLeast"/></w:trPr>`, twips(textWidth), twips(230))
	b.put(`<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/><w:shd w:val="clear" w:color="auto" w:fill="0A6E4C"/><w:vAlign w:val="center"/></w:tcPr>`, twips(textWidth))
	if d.Title != d.Kicker {
		b.paragraph("Kicker", document.Plain(strings.ToUpper(d.Kicker)))
	}
	b.paragraph("Title", document.Plain(d.Title))
	if d.Subtitle != "" {
		b.paragraph("Subtitle", document.Plain(d.Subtitle))
	}
	b.paragraph("Colophon", document.Plain(strings.Join(d.Colophon, "  ·  ")))
	b.raw(`</w:tc></w:tr></w:tbl>`)
	for _, notice := range d.Notices {
		b.paragraph("Notice", document.Plain(notice))
	}
	b.paragraph("IdeaHead", document.Plain(d.IdeaHead))
	style := "Idea"
	if len([]rune(d.Idea)) > 280 {
		style = "IdeaLong"
	}
	b.paragraph(style, document.Plain(d.Idea))
	b.facts()
	b.raw(`<w:p><w:pPr>`)
	b.section(false)
	b.raw(`</w:pPr></w:p>`)
}

// facts are a table of three columns, each a label above a figure.
func (b *body) facts() {
	const columns = 3
	width := twips(textWidth) / columns
	b.put(`<w:tbl><w:tblPr><w:tblW w:w="%d" w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="240" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>`, width*columns)
	b.raw(strings.Repeat(fmt.Sprintf(`<w:gridCol w:w="%d"/>`, width), columns) + `</w:tblGrid>`)
	for from := 0; from < len(b.doc.Facts); from += columns {
		b.raw(`<w:tr>`)
		for i := from; i < from+columns; i++ {
			b.put(`<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/><w:tcBorders>`, width)
			b.put(hairBorder, "top")
			b.raw(`</w:tcBorders></w:tcPr>`)
			fact := document.Fact{}
			if i < len(b.doc.Facts) {
				fact = b.doc.Facts[i]
			}
			b.paragraph("FactLabel", document.Plain(fact.Label))
			b.paragraph("Fact", document.Plain(fact.Value))
			b.raw(`</w:tc>`)
		}
		b.raw(`</w:tr>`)
	}
	b.raw(`</w:tbl>`)
}

// contents writes the field that lists the parts, filled in with the pages of the layout.
func (b *body) contents() {
	b.paragraph("TOCHeading", document.Plain(b.doc.Contents))
	b.raw(`<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj></w:sdtPr><w:sdtContent>`)
	for i := range b.doc.Parts {
		p := &b.doc.Parts[i]
		b.raw(`<w:p><w:pPr><w:pStyle w:val="TOC1"/></w:pPr>`)
		if i == 0 {
			b.raw(`<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> TOC \o "1-1" \h \z \u </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>`)
		}
		b.put(`<w:hyperlink w:anchor="%s" w:history="1"><w:r><w:rPr><w:color w:val="0A6E4C"/></w:rPr><w:t>%s</w:t></w:r><w:r><w:tab/></w:r>`, anchor(i), p.Number)
		b.text(document.Plain(p.Title))
		b.put(`<w:r><w:tab/></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGEREF %s \h </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>`, anchor(i))
		b.put(`<w:r><w:t>%d</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:hyperlink>`, b.layout.Pages[i])
		if i+1 == len(b.doc.Parts) {
			b.raw(`<w:r><w:fldChar w:fldCharType="end"/></w:r>`)
		}
		b.raw(`</w:p>`)
	}
	b.raw(`</w:sdtContent></w:sdt>`)
}
