package pdf

import "github.com/planspark/planspark/export/document"

// least is the height that the first of some blocks takes at least on the page on which it begins. A heading takes that of
// what follows it as well: headings stand alone at the foot of no page.
func (f *flow) least(blocks []document.Block) float64 {
	if len(blocks) == 0 {
		return 0
	}
	switch b := blocks[0].(type) {
	case document.Heading:
		lines, m := f.headingLines(b)
		return float64(len(lines))*m.size*sansLine + f.after(b) + f.leastBehind(blocks[1:])
	case document.Paragraph:
		lines := len(f.lines(b.Text, body, f.width()))
		if document.Announces(b, blocks[1:]) {
			return leading*float64(lines) + f.after(b) + f.least(blocks[1:])
		}
		return leading * float64(together(lines))
	case document.List:
		if len(b.Items) == 0 {
			return 0
		}
		return max(leading, f.least(b.Items[0]))
	case document.Quote:
		return f.least(b.Blocks)
	case document.Table:
		return f.leastOfTable(b)
	case document.Figure:
		height, _ := f.figureHeight(b)
		return height
	default:
		return leading
	}
}

// leastBehind is the least behind a heading, with the gap that a heading or a figure asks for beyond the room behind it.
func (f *flow) leastBehind(blocks []document.Block) float64 {
	least := f.least(blocks)
	if len(blocks) == 0 {
		return least
	}
	behind := f.after(document.Heading{})
	switch b := blocks[0].(type) {
	case document.Heading:
		return least + headingGap(b) - behind
	case document.Figure:
		return least + figureGap - behind
	default:
		return least
	}
}

// together is how many of the lines of a paragraph stay together where it begins: none stands alone at the foot of a page, nor
// at the head of the next.
func together(lines int) int {
	if lines == 3 {
		return 3
	}
	return min(lines, 2)
}
