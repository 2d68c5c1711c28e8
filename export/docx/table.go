package docx

import "github.com/planspark/planspark/export/document"

// Borders of rows, in eighths of a point.
const (
	hairBorder = `<w:%s w:val="single" w:sz="4" w:space="0" w:color="DFE3DF"/>`
	edgeBorder = `<w:%s w:val="single" w:sz="6" w:space="0" w:color="838C86"/>`
)

func (b *body) table(t document.Table) {
	if len(t.Columns) == 0 {
		return
	}
	widths := b.layout.Columns(t)
	b.raw(`<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/><w:tblLayout w:type="fixed"/>` +
		`<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="100" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>`)
	for _, w := range widths {
		b.put(`<w:gridCol w:w="%d"/>`, twips(w))
	}
	b.raw(`</w:tblGrid>`)
	style := "TableText"
	if b.layout.Small(t) {
		style = "TableSmall"
	}
	heads := make([]document.Text, len(t.Columns))
	headed := false
	for i, c := range t.Columns {
		heads[i] = c.Title
		headed = headed || c.Title.String() != ""
	}
	if headed {
		b.row(rowOf{cells: heads, columns: t.Columns, widths: widths, style: style + "Head", head: true})
	}
	for i, r := range t.Rows {
		b.row(rowOf{cells: r.Cells, columns: t.Columns, widths: widths, style: style, strong: r.Strong, keep: i == 0 || t.Short() && i+1 < len(t.Rows), last: i+1 == len(t.Rows)})
	}
	b.raw(`</w:tbl>`)
	b.raw(`<w:p><w:pPr><w:pStyle w:val="AfterTable"/></w:pPr></w:p>`)
}

// rowOf is a row to be written.
type rowOf struct {
	cells   []document.Text
	columns []document.Column
	widths  []float64
	style   string
	head    bool
	keep    bool // with the next row
	strong  bool
	last    bool
}

func (b *body) row(r rowOf) {
	b.raw(`<w:tr><w:trPr>`)
	if !tall(r.cells) {
		b.raw(`<w:cantSplit/>`)
	}
	if r.head {
		b.raw(`<w:tblHeader/>`)
	}
	b.raw(`</w:trPr>`)
	for i, cell := range r.cells {
		b.put(`<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/><w:tcBorders>`, twips(r.widths[i]))
		if r.strong {
			b.put(edgeBorder, "top")
		}
		if r.head || r.strong || r.last {
			b.put(edgeBorder, "bottom")
		} else {
			b.put(hairBorder, "bottom")
		}
		b.raw(`</w:tcBorders>`)
		if i+1 == len(r.cells) {
			b.raw(`<w:tcMar><w:right w:w="0" w:type="dxa"/></w:tcMar>`)
		}
		if r.head {
			b.raw(`<w:vAlign w:val="bottom"/>`)
		}
		b.raw(`</w:tcPr>`)
		b.open(cell, paragraph{style: r.style, keep: r.head || r.keep, right: r.columns[i].Right})
		for _, s := range cell {
			s.Bold = s.Bold || r.strong
			b.run(s, "")
		}
		b.raw(`</w:p></w:tc>`)
	}
	b.raw(`</w:tr>`)
}

// tall reports a row that may need more than a page.
func tall(cells []document.Text) bool {
	for _, c := range cells {
		if len(c.String()) > 1500 {
			return true
		}
	}
	return false
}
