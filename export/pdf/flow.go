package pdf

import (
	"strconv"

	"github.com/planspark/planspark/export/document"
	"github.com/planspark/planspark/export/typeface"
)

// flow lays blocks out on pages, from top to bottom.
type flow struct {
	setter
	paper  format
	pages  []*page
	y      float64 // where the next block begins
	spaced float64 // the room that the block before has left behind it
	indent float64 // of lists and quotes
	title  string  // of the part
}

func (f *flow) left() float64  { return (f.paper.width-textWidth)/2 + f.indent }
func (f *flow) width() float64 { return textWidth - f.indent }
func (f *flow) end() float64   { return f.paper.height - bottomGap }
func (f *flow) now() *page     { return f.pages[len(f.pages)-1] }
func (f *flow) fresh() bool    { return f.y <= topEdge+0.01 }

func (f *flow) newPage() {
	f.pages = append(f.pages, &page{running: f.title})
	f.y, f.spaced = topEdge, 0
}

// need begins a new page when there is less room.
func (f *flow) need(height float64) {
	if f.y+height > f.end() && !f.fresh() {
		f.newPage()
	}
}

// gap leaves room before a block: as much as it asks for or the block before, whoever asks for more, as
// word processors do. At the top of a page there is none.
func (f *flow) gap(height float64) {
	if !f.fresh() {
		f.y += max(0, height-f.spaced)
	}
	f.spaced = 0
}

// Lines are as high as word processors make them, so that the pages of a Word file break where these do.
const (
	serifDepth = 0.335 // of a line below its baseline, in sizes
	sansDepth  = 0.4
	sansLine   = 1.424 // height of a line, in sizes
)

// The manners of running text.
var (
	body    = manner{style: typeface.Serif, size: 10, color: ink}
	leading = 14.2
)

// mostlyEmpty is the share of a page's height up to which the next part begins on it: a page that a few lines have for
// themselves looks like a mistake.
const mostlyEmpty = 0.4

// beforePart is the room before a part that begins below another one.
const beforePart = 36

// joins tells whether a part begins on the page on which the one before ends.
func (f *flow) joins() bool {
	return len(f.pages) > 0 && f.y-topEdge < mostlyEmpty*(f.end()-topEdge)
}

// part begins on a page of its own, unless the last one is mostly empty.
func (f *flow) part(number int, p *document.Part) {
	f.title = f.legible(p.Title)
	if f.joins() {
		f.y += beforePart
		f.now().running = f.title // most of the page is this one's
	} else {
		f.newPage()
	}
	here := f.now()
	here.marks = append(here.marks, bookmark{title: p.Number + "  " + f.title, y: f.y - 14, part: number})
	here.rule(ink, 1.6, f.left(), f.left()+textWidth, f.y)
	f.y += 31
	big := manner{style: typeface.SansBold, size: 22, color: brand}
	digits := f.lines(document.Plain(p.Number), big, textWidth)
	here.text(digits[0], f.left(), f.y)
	from := digits[0].width + 12
	big.color = ink
	for i, l := range f.lines(document.Plain(p.Title), big, textWidth-from) {
		if i > 0 {
			f.y += 26
			f.need(26)
		}
		f.now().text(l, f.left()+from, f.y)
	}
	f.y += 24.5
	f.blocks(p.Blocks)
}

// kept is how many blocks one behind the other stay together at the most: a heading, one below it, what announces a list,
// and the list. A language model may write headings without end.
const kept = 4

func (f *flow) blocks(blocks []document.Block) {
	for i, b := range blocks {
		first := blocks[i:min(len(blocks), i+kept)]
		switch b := b.(type) {
		case document.Heading:
			f.need(headingGap(b) + f.least(first))
		case document.Paragraph:
			if document.Announces(b, first[1:]) {
				f.need(f.least(first))
			}
		}
		f.block(b)
		if i+1 < len(blocks) {
			f.spaced = f.after(b)
			f.y += f.spaced
		}
	}
}

// after is the room behind a block.
func (f *flow) after(b document.Block) float64 {
	switch b.(type) {
	case document.Heading:
		return 4
	case document.Table:
		return 15.5
	case document.Figure:
		return 18
	default:
		return 7
	}
}

func (f *flow) block(b document.Block) {
	switch b := b.(type) {
	case document.Heading:
		f.heading(b)
	case document.Paragraph:
		f.paragraph(b.Text, body, leading)
	case document.List:
		f.list(b)
	case document.Quote:
		f.quote(b)
	case document.Code:
		f.paragraph(document.Plain(b.Text), manner{style: typeface.Sans, size: 8.5, color: soft}, 12)
	case document.Rule:
		f.need(10)
		f.now().rule(hair, 0.6, f.left(), f.left()+f.width(), f.y+4)
		f.y += 10
	case document.Table:
		f.table(b)
	case document.Figure:
		f.figure(b)
	}
}

// headingGap is the room before a heading.
func headingGap(h document.Heading) float64 {
	if h.Level > 1 {
		return 8
	}
	return 12
}

func (f *flow) headingLines(h document.Heading) ([]line, manner) {
	m := manner{style: typeface.SansBold, size: 12.5, color: ink}
	if h.Level > 1 {
		m.size = 10.5
	}
	return f.lines(h.Text, m, f.width()), m
}

func (f *flow) heading(h document.Heading) {
	lines, m := f.headingLines(h)
	step := m.size * sansLine
	f.gap(headingGap(h))
	if h.Level == 1 && len(lines) > 0 {
		f.now().marks = append(f.now().marks, bookmark{title: f.legible(h.Text.String()), level: 1, y: f.y - 8, part: -1})
	}
	for _, l := range lines {
		f.y += step
		f.now().text(l, f.left(), f.y-m.size*sansDepth)
	}
}

// paragraph sets lines; it leaves none alone at the foot or the head of a page.
func (f *flow) paragraph(t document.Text, m manner, step float64) {
	f.place(f.lines(t, m, f.width()), step, m.size*serifDepth)
}

// place sets lines whose baselines stand so far above their ends.
func (f *flow) place(lines []line, step, depth float64) {
	for i, l := range lines {
		room := step
		switch {
		case i == 0:
			room = step * float64(together(len(lines)))
		case i == len(lines)-2:
			room = 2 * step // this line and the next stay together
		}
		f.need(room)
		f.y += step
		at := f.left()
		if l.toLeft {
			at = f.left() + f.width() - l.width
		}
		f.now().text(l, at, f.y-depth)
	}
}

func (f *flow) list(l document.List) {
	const hang = 16
	for i, item := range l.Items {
		if i > 0 {
			f.y += 3
		}
		f.need(leading * min(2, float64(len(item)+1)))
		mark, m := "•", body
		m.color = brand
		if l.Ordered {
			mark, m.style, m.size = strconv.Itoa(l.Start+i)+".", typeface.SansBold, 9.5
		}
		at := f.lines(document.Plain(mark), m, textWidth)[0]
		from, y := f.now(), f.y
		f.indent += hang
		f.blocks(item)
		f.indent -= hang
		if f.now() != from && len(from.texts) > 0 && y+leading > f.end() {
			from, y = f.now(), topEdge // the item began on the next page
		}
		from.text(at, f.left()+hang-6-at.width, y+leading-body.size*serifDepth)
		if len(item) == 0 {
			f.y += leading
		}
	}
}

func (f *flow) quote(q document.Quote) {
	from, top := len(f.pages)-1, f.y
	f.indent += 14
	f.blocks(q.Blocks)
	f.indent -= 14
	for i := from; i < len(f.pages); i++ {
		y0, y1 := topEdge, f.end()
		if i == from {
			y0 = top
		}
		if i == len(f.pages)-1 {
			y1 = f.y
		}
		if y1 > y0 {
			f.pages[i].box(edge, f.left()+1, y0, 1.4, y1-y0)
		}
	}
}
