package docx

import (
	"fmt"

	"github.com/planspark/planspark/export/document"
)

// The families of the text and of everything else.
const (
	serif = "Source Serif 4"
	sans  = "Spark Sans"
)

// paragraphStyle is one style of paragraphs. Sizes are in points.
type paragraphStyle struct {
	id, name, next string
	font           string
	size           float64
	bold, italic   bool
	color          string
	before, after  float64
	line           float64 // height of a line; 0 is single
	more           string  // further properties of the paragraph
}

func styles(x *xml, d *document.Document) {
	x.raw(`<w:styles ` + namespaces + `><w:docDefaults><w:rPrDefault><w:rPr>`)
	x.put(`<w:rFonts w:ascii="%s" w:hAnsi="%s" w:cs="%s"/><w:color w:val="131715"/><w:sz w:val="20"/><w:szCs w:val="20"/><w:lang w:val="%s"/>`, serif, serif, serif, d.Language)
	x.raw(`</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="140" w:line="284" w:lineRule="exact"/></w:pPr></w:pPrDefault></w:docDefaults>`)
	x.raw(`<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>`)
	x.raw(`<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/></w:style>`)
	x.put(`<w:style w:type="character" w:customStyle="1" w:styleId="CodeCharacter"><w:name w:val="Code Character"/><w:rPr><w:rFonts w:ascii="%s" w:hAnsi="%s"/></w:rPr></w:style>`, sans, sans)
	for _, s := range paragraphStyles() {
		s.write(x)
	}
	x.raw(`</w:styles>`)
}

func (s paragraphStyle) write(x *xml) {
	x.put(`<w:style w:type="paragraph" w:styleId="%s"><w:name w:val="%s"/><w:basedOn w:val="Normal"/>`, s.id, s.name)
	if s.next != "" {
		x.put(`<w:next w:val="%s"/>`, s.next)
	}
	rule := `w:line="240" w:lineRule="auto"`
	if s.line > 0 {
		rule = fmt.Sprintf(`w:line="%d" w:lineRule="atLeast"`, twips(s.line))
	}
	x.raw(`<w:qFormat/><w:pPr>` + s.more)
	x.raw(fmt.Sprintf(`<w:spacing w:before="%d" w:after="%d" %s/>`, twips(s.before), twips(s.after), rule) + indentOf(s.id) + levelOf(s.id) + `</w:pPr><w:rPr>`)
	if s.font != "" {
		x.put(`<w:rFonts w:ascii="%s" w:hAnsi="%s" w:cs="%s"/>`, s.font, s.font, s.font)
	}
	if s.bold {
		x.raw(`<w:b/><w:bCs/>`)
	}
	if s.italic {
		x.raw(`<w:i/><w:iCs/>`)
	}
	if s.color != "" {
		x.put(`<w:color w:val="%s"/>`, s.color)
	}
	x.put(`<w:sz w:val="%d"/><w:szCs w:val="%d"/></w:rPr></w:style>`, int(s.size*2), int(s.size*2))
}

// indentOf and levelOf are properties that the order of the schema puts behind the spacing.
func indentOf(id string) string {
	switch id {
	case "Heading1":
		return `<w:ind w:left="560" w:hanging="560"/>`
	case "Idea", "IdeaLong":
		return `<w:ind w:left="320"/>`
	}
	return ""
}

func levelOf(id string) string {
	switch id {
	case "Heading1", "Heading2", "Heading3":
		return fmt.Sprintf(`<w:outlineLvl w:val="%d"/>`, id[len(id)-1]-'1')
	}
	return ""
}

func paragraphStyles() []paragraphStyle {
	const (
		keep    = `<w:keepNext/><w:keepLines/>`
		topRule = `<w:pBdr><w:top w:val="single" w:sz="12" w:space="8" w:color="131715"/></w:pBdr>`
		ideaBar = `<w:pBdr><w:left w:val="single" w:sz="18" w:space="12" w:color="0A6E4C"/></w:pBdr>`
	)
	return []paragraphStyle{
		{id: "Kicker", name: "Kicker", font: sans, size: 10.5, bold: true, color: "BFE0D2", before: 24, after: 4},
		{id: "Title", name: "Title", font: sans, size: 40, bold: true, color: "FFFFFF", after: 4},
		{id: "Subtitle", name: "Subtitle", font: sans, size: 17, color: "FFFFFF", after: 30},
		{id: "Colophon", name: "Colophon", font: sans, size: 9, color: "BFE0D2", before: 30, after: 12},
		{id: "Notice", name: "Notice", font: sans, size: 9, bold: true, color: "815000", before: 12},
		{id: "IdeaHead", name: "Idea Head", font: sans, size: 8.5, color: "5F6862", before: 36, after: 6},
		{id: "Idea", name: "Idea", font: serif, size: 15, italic: true, after: 60, more: ideaBar},
		{id: "IdeaLong", name: "Idea Long", font: serif, size: 10, italic: true, after: 24, more: ideaBar},
		{id: "FactLabel", name: "Fact Label", font: sans, size: 8, color: "5F6862", before: 5, after: 1, more: `<w:keepNext/>`},
		{id: "Fact", name: "Fact", font: sans, size: 13, bold: true, after: 10},
		{id: "TOCHeading", name: "TOC Heading", font: sans, size: 22, bold: true, after: 18, more: topRule},
		{id: "TOC1", name: "toc 1", next: "Normal", font: sans, size: 11, after: 7, more: fmt.Sprintf(`<w:tabs><w:tab w:val="left" w:pos="520"/><w:tab w:val="right" w:leader="dot" w:pos="%d"/></w:tabs>`, twips(textWidth))},
		{id: "Heading1", name: "heading 1", next: "Normal", font: sans, size: 22, bold: true, after: 14, more: keep + `<w:pageBreakBefore/>` + topRule + `<w:tabs><w:tab w:val="left" w:pos="560"/></w:tabs>`},
		{id: "Heading2", name: "heading 2", next: "Normal", font: sans, size: 12.5, bold: true, before: 12, after: 4, more: keep},
		{id: "Heading3", name: "heading 3", next: "Normal", font: sans, size: 10.5, bold: true, before: 8, after: 4, more: keep},
		{id: "ListParagraph", name: "List Paragraph", font: serif, size: 10, after: 3, line: 14.2},
		{id: "Quote", name: "Quote", font: serif, size: 10, color: "48504B", after: 7, line: 14.2, more: `<w:pBdr><w:left w:val="single" w:sz="12" w:space="10" w:color="838C86"/></w:pBdr>`},
		{id: "Code", name: "Code", font: sans, size: 8.5, color: "48504B", after: 7},
		{id: "FigureTitle", name: "Figure Title", next: "Figure", font: sans, size: 10, bold: true, before: 10, after: 4, more: keep},
		{id: "Figure", name: "Figure", next: "Caption", font: sans, size: 8, after: 2, more: `<w:keepNext/>`},
		{id: "Caption", name: "caption", font: sans, size: 8, color: "5F6862", after: 16},
		{id: "TableText", name: "Table Text", font: sans, size: 8.8, before: 3, after: 3},
		{id: "TableTextHead", name: "Table Text Head", font: sans, size: 7.8, bold: true, color: "5F6862", before: 3, after: 3, more: `<w:keepNext/>`},
		{id: "TableSmall", name: "Table Small", font: sans, size: 7.4, before: 1.4, after: 1.4},
		{id: "TableSmallHead", name: "Table Small Head", font: sans, size: 7, bold: true, color: "5F6862", before: 1.4, after: 1.4, more: `<w:keepNext/>`},
		{id: "AfterTable", name: "After Table", font: sans, size: 4, after: 8},
		{id: "Header", name: "header", font: sans, size: 8, color: "5F6862", more: fmt.Sprintf(`<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="6" w:color="DFE3DF"/></w:pBdr><w:tabs><w:tab w:val="right" w:pos="%d"/></w:tabs>`, twips(textWidth))},
		{id: "Footer", name: "footer", font: sans, size: 8, color: "5F6862", more: fmt.Sprintf(`<w:tabs><w:tab w:val="right" w:pos="%d"/></w:tabs>`, twips(textWidth))},
	}
}
