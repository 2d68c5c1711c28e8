package docx

import (
	"strings"
	"time"

	"github.com/planspark/planspark/export/document"
)

const officeRelation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

func header(x *xml, d *document.Document) {
	head := d.Kicker
	if d.Title != d.Kicker {
		head += " · " + d.Title
	}
	if d.Subtitle != "" {
		head += ", " + d.Subtitle
	}
	x.raw(`<w:hdr ` + namespaces + `><w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr>`)
	x.put(`<w:r><w:t xml:space="preserve">%s</w:t></w:r></w:p></w:hdr>`, head)
}

func footer(x *xml, d *document.Document) {
	x.raw(`<w:ftr ` + namespaces + `><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>`)
	if len(d.Colophon) > 0 {
		x.put(`<w:r><w:t xml:space="preserve">%s</w:t></w:r>`, d.Colophon[0])
	}
	x.raw(`<w:r><w:tab/></w:r>`)
	fields := []string{"PAGE", "NUMPAGES"}
	for i, text := range strings.Split(d.Page, "%d") {
		if i > 0 && i <= len(fields) {
			x.put(`<w:fldSimple w:instr=" %s "><w:r><w:t>1</w:t></w:r></w:fldSimple>`, fields[i-1])
		}
		if text != "" {
			x.put(`<w:r><w:t xml:space="preserve">%s</w:t></w:r>`, text)
		}
	}
	x.raw(`</w:p></w:ftr>`)
}

// numbering writes the lists: bullets for all, and a start of its own for each numbered one.
func (b *body) numbering(x *xml) {
	x.raw(`<w:numbering ` + namespaces + `>`)
	levels := func(id int, format, text, more string) {
		x.put(`<w:abstractNum w:abstractNumId="%d"><w:multiLevelType w:val="hybridMultilevel"/>`, id)
		for level := range 9 {
			x.put(`<w:lvl w:ilvl="%d"><w:start w:val="1"/><w:numFmt w:val="%s"/><w:lvlText w:val="%s"/><w:lvlJc w:val="left"/>`, level, format, strings.ReplaceAll(text, "%", "%"+string(rune('1'+level))))
			x.put(`<w:pPr><w:ind w:left="%d" w:hanging="%d"/></w:pPr><w:rPr>`+more+`<w:color w:val="0A6E4C"/></w:rPr></w:lvl>`, twips(listIndent)*(level+1), twips(listIndent))
		}
		x.raw(`</w:abstractNum>`)
	}
	levels(0, "bullet", "•", `<w:rFonts w:ascii="`+serif+`" w:hAnsi="`+serif+`"/>`)
	levels(1, "decimal", "%.", `<w:rFonts w:ascii="`+sans+`" w:hAnsi="`+sans+`"/><w:b/>`)
	x.put(`<w:num w:numId="%d"><w:abstractNumId w:val="0"/></w:num>`, bulletList)
	for i, start := range b.ordered {
		x.put(`<w:num w:numId="%d"><w:abstractNumId w:val="1"/>`, bulletList+1+i)
		for level := range 9 {
			x.put(`<w:lvlOverride w:ilvl="%d"><w:startOverride w:val="%d"/></w:lvlOverride>`, level, start)
		}
		x.raw(`</w:num>`)
	}
	x.raw(`</w:numbering>`)
}

func settings(x *xml) {
	x.raw(`<w:settings ` + namespaces + `><w:embedTrueTypeFonts/><w:saveSubsetFonts/><w:defaultTabStop w:val="720"/>` +
		`<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>`)
}

func (b *body) relations(x *xml) {
	x.raw(`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`)
	for _, r := range [][3]string{
		{"rStyles", "styles", "styles.xml"},
		{"rNumbering", "numbering", "numbering.xml"},
		{"rSettings", "settings", "settings.xml"},
		{"rFonts", "fontTable", "fontTable.xml"},
		{"rHeader", "header", "header1.xml"},
		{"rFooter", "footer", "footer1.xml"},
	} {
		x.put(`<Relationship Id="%s" Type="%s" Target="%s"/>`, r[0], officeRelation+r[1], r[2])
	}
	for i := range b.pictures {
		x.put(`<Relationship Id="rChart%d" Type="%s" Target="media/%s"/>`, i+1, officeRelation+"image", pictureName(i))
	}
	x.raw(`</Relationships>`)
}

func relations(x *xml) {
	x.raw(`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`)
	x.put(`<Relationship Id="r1" Type="%s" Target="word/document.xml"/>`, officeRelation+"officeDocument")
	x.raw(`<Relationship Id="r2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/>`)
	x.put(`<Relationship Id="r3" Type="%s" Target="docProps/app.xml"/></Relationships>`, officeRelation+"extended-properties")
}

func contentTypes(x *xml) {
	const word = "application/vnd.openxmlformats-officedocument.wordprocessingml."
	x.raw(`<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">`)
	for _, d := range [][2]string{
		{"rels", "application/vnd.openxmlformats-package.relationships+xml"},
		{"xml", "application/xml"},
		{"png", "image/png"},
		{"odttf", "application/vnd.openxmlformats-officedocument.obfuscatedFont"},
	} {
		x.put(`<Default Extension="%s" ContentType="%s"/>`, d[0], d[1])
	}
	for _, o := range [][2]string{
		{"/word/document.xml", word + "document.main+xml"},
		{"/word/styles.xml", word + "styles+xml"},
		{"/word/numbering.xml", word + "numbering+xml"},
		{"/word/settings.xml", word + "settings+xml"},
		{"/word/fontTable.xml", word + "fontTable+xml"},
		{"/word/header1.xml", word + "header+xml"},
		{"/word/footer1.xml", word + "footer+xml"},
		{"/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"},
		{"/docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml"},
	} {
		x.put(`<Override PartName="%s" ContentType="%s"/>`, o[0], o[1])
	}
	x.raw(`</Types>`)
}

func core(x *xml, d *document.Document, made time.Time) {
	title := d.Kicker
	if d.Title != d.Kicker {
		title += ": " + d.Title
	}
	x.raw(`<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">`)
	x.put(`<dc:title>%s</dc:title><dc:subject>%s</dc:subject><dc:creator>%s</dc:creator><dc:language>%s</dc:language>`, title, d.Subtitle, d.Author, d.Language)
	stamp := made.Format(time.RFC3339)
	x.put(`<dcterms:created xsi:type="dcterms:W3CDTF">%s</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">%s</dcterms:modified></cp:coreProperties>`, stamp, stamp)
}

func application(x *xml, d *document.Document) {
	x.put(`<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>%s</Application></Properties>`, d.Author)
}
