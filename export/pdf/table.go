package pdf

import (
	"strings"

	"github.com/planspark/planspark/export/document"
	"github.com/planspark/planspark/export/typeface"
)

// grid is a table whose columns have their widths.
type grid struct {
	*flow
	table  *document.Table
	widths []float64
	cell   manner
	head   manner
	pad    float64 // above and below the lines of a row
	gutter float64 // between columns
	small  bool    // set in small type
}

// rows are those of a table, broken into lines.
type rows struct {
	head   row
	headed bool // whether the columns have titles
	list   []row
}

func (g *grid) rows() rows {
	heads := make([]document.Text, len(g.table.Columns))
	for i, c := range g.table.Columns {
		heads[i] = c.Title
	}
	r := rows{head: g.row(heads, g.head), headed: strings.TrimSpace(join(heads)) != "", list: make([]row, len(g.table.Rows))}
	for i, cells := range g.table.Rows {
		r.list[i] = g.row(cells.Cells, g.cellOf(cells))
	}
	return r
}

// keptWhole is the share of a page's height up to which a table goes to the next page as a whole: a higher one would leave too
// much empty behind it.
const keptWhole = 0.4

// leastOfRows is the height that stays together where a table begins: all of a short one, else its head and two rows.
func (f *flow) leastOfRows(t *document.Table, r rows) float64 {
	least, whole := 0.0, 0.0
	if r.headed {
		least, whole = r.head.height, r.head.height
	}
	for i, row := range r.list {
		if i < 2 {
			least += row.height
		}
		whole += row.height
	}
	if t.Short() && whole <= keptWhole*(f.end()-topEdge) {
		return whole
	}
	return least
}

// leastOfTable is the height that a table takes at least where it begins.
func (f *flow) leastOfTable(t document.Table) float64 {
	if len(t.Columns) == 0 {
		return 0
	}
	return f.leastOfRows(&t, f.grid(&t).rows())
}

func (f *flow) table(t document.Table) {
	if len(t.Columns) == 0 {
		return
	}
	g := f.grid(&t)
	f.gap(0)
	rows := g.rows()
	f.need(f.leastOfRows(&t, rows))
	if rows.headed {
		g.heading(rows.head)
	}
	for i, row := range rows.list {
		room := row.height
		if i == len(rows.list)-2 { // the last two rows stay together: no total stands alone on the next page
			room += rows.list[i+1].height
		}
		if f.y+room > f.end() && !f.fresh() {
			f.newPage()
			if rows.headed {
				g.heading(rows.head)
			}
		}
		g.draw(row, t.Rows[i].Strong, i+1 == len(t.Rows))
	}
}

// grid measures a table. One whose columns have no room for their figures is set in small type: figures are not broken.
func (f *flow) grid(t *document.Table) *grid {
	g := &grid{
		flow: f, table: t, pad: 3, gutter: 10,
		cell: manner{style: typeface.Sans, size: 8.8, color: ink},
		head: manner{style: typeface.SansBold, size: 7.8, color: quiet},
	}
	if t.Small || !g.measure() {
		g.small = true
		g.pad, g.gutter, g.cell.size, g.head.size = 1.4, 8, 7.4, 7
		g.measure()
	}
	return g
}

// cellOf is the manner of a row.
func (g *grid) cellOf(r document.Row) manner {
	m := g.cell
	if r.Strong {
		m.style = typeface.SansBold
	}
	return m
}

func join(cells []document.Text) string {
	all := ""
	for _, c := range cells {
		all += c.String()
	}
	return all
}

// measure shares the width among the columns: figures get what they need, text gets the rest by how
// much there is of it, and no column less than its longest word. It returns false when there is no room for that.
func (g *grid) measure() bool {
	n := len(g.table.Columns)
	g.widths = make([]float64, n)
	room := g.width() - g.gutter*float64(n-1)
	natural, least := make([]float64, n), make([]float64, n)
	for i, c := range g.table.Columns {
		g.consider(&natural[i], &least[i], c.Title, g.head)
		for k, r := range g.table.Rows {
			if k < 200 { // enough to judge by
				g.consider(&natural[i], &least[i], r.Cells[i], g.cellOf(r))
			}
		}
		if c.Right {
			least[i] = min(natural[i], max(least[i], 0.3*room))
		}
		least[i] = min(least[i], room*0.5)
	}
	if total := sum(natural); total <= room {
		copy(g.widths, natural)
		g.stretch(room - total)
		return true
	}
	for i, c := range g.table.Columns {
		if c.Share > 0 {
			least[i] = c.Share * room
			natural[i] = least[i]
		}
	}
	// Every column its least, and of what is left each as much as it lacks, by square roots so that long
	// texts do not starve short ones.
	left := room - sum(least)
	if left <= 0 {
		for i := range g.widths {
			g.widths[i] = least[i] * room / sum(least)
		}
		return false
	}
	wish := make([]float64, n)
	for i := range wish {
		wish[i] = root(max(0, natural[i]-least[i]))
	}
	all := max(sum(wish), 1e-9)
	for i := range g.widths {
		g.widths[i] = least[i] + left*wish[i]/all
	}
	return true
}

// stretch gives room that is left to the columns: to the first, which names the rows, when figures
// follow, so that they stand at the right edge.
func (g *grid) stretch(left float64) {
	n := len(g.widths)
	if n > 1 && g.table.Columns[n-1].Right {
		figures := 0
		for _, c := range g.table.Columns {
			if c.Right {
				figures++
			}
		}
		for i, c := range g.table.Columns {
			if c.Right {
				g.widths[i] += left * 0.5 / float64(figures)
			}
		}
		g.widths[0] += left * 0.5
		return
	}
	for i := range g.widths {
		g.widths[i] += left / float64(n)
	}
}

func (g *grid) consider(natural, least *float64, t document.Text, m manner) {
	width := 0.0
	for _, w := range g.words(t, m) {
		*least = max(*least, w.width)
		width += w.width
		if w.space {
			width += g.faces.Width(m.style, m.size, " ")
		}
	}
	*natural = max(*natural, width)
}

func sum(list []float64) float64 {
	total := 0.0
	for _, v := range list {
		total += v
	}
	return total
}

// row is a line of the table, broken into lines of text.
type row struct {
	cells  [][]line
	height float64
	step   float64 // from line to line
}

func (g *grid) row(cells []document.Text, m manner) row {
	r := row{cells: make([][]line, len(cells)), step: m.size * sansLine}
	most := 1
	for i, c := range cells {
		r.cells[i] = g.lines(c, m, g.widths[i]+0.5)
		most = max(most, len(r.cells[i]))
	}
	r.height = float64(most)*r.step + 2*g.pad
	return r
}

func (g *grid) heading(r row) {
	g.print(r, 0, 1<<30)
	g.now().rule(edge, 0.8, g.left(), g.left()+g.width(), g.y)
}

// draw puts a row on the page; one that is higher than a page goes on on the next.
func (g *grid) draw(r row, strong, last bool) {
	if strong {
		g.now().rule(edge, 0.8, g.left(), g.left()+g.width(), g.y)
	}
	for from := 0; ; {
		fit := int((g.end() - g.y - 2*g.pad) / r.step)
		to := from + max(1, fit)
		g.print(r, from, to)
		if float64(to)*r.step+2*g.pad >= r.height-0.01 {
			break
		}
		from = to
		g.newPage()
	}
	c, weight := hair, 0.6
	if strong || last {
		c = edge
	}
	g.now().rule(c, weight, g.left(), g.left()+g.width(), g.y)
}

// print draws some lines of all cells, and moves below them.
func (g *grid) print(r row, from, to int) {
	x, most := g.left(), 1
	for i, lines := range r.cells {
		shown := lines[min(from, len(lines)):min(to, len(lines))]
		most = max(most, len(shown))
		for k, l := range shown {
			at := x
			if g.table.Columns[i].Right || l.toLeft {
				at += g.widths[i] - l.width
			}
			g.now().text(l, at, g.y+g.pad+float64(k+1)*r.step-r.step/sansLine*sansDepth)
		}
		x += g.widths[i] + g.gutter
	}
	g.y += float64(most)*r.step + 2*g.pad
}
