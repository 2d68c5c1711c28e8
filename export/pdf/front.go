package pdf

import (
	"strconv"
	"strings"

	"github.com/planspark/planspark/export/document"
	"github.com/planspark/planspark/export/typeface"
)

// cover lays out the title page, and behind it the idea in full when it is too long for it.
func (f *flow) cover(d *document.Document) {
	f.title = ""
	f.newPage()
	p, top := f.now(), f.paper.height*0.4
	p.box(brand, 0, 0, f.paper.width, top)
	y := 96.0
	if d.Title != d.Kicker {
		y = f.stack(strings.ToUpper(d.Kicker), manner{style: typeface.SansBold, size: 10.5, color: pale}, 14, y)
	}
	size := 44.0
	if len([]rune(d.Title)) > 22 {
		size = 32
	}
	y = f.stack(d.Title, manner{style: typeface.SansBold, size: size, color: white}, size*1.08, y+8)
	if d.Subtitle != "" {
		f.stack(d.Subtitle, manner{style: typeface.Sans, size: 17, color: white}, 22, y+6)
	}
	f.stack(strings.Join(d.Colophon, "  ·  "), manner{style: typeface.Sans, size: 9, color: pale}, 12, top-34)
	facts := f.paper.height - 64 - float64((len(d.Facts)+2)/3)*46
	f.facts(d.Facts, facts)
	f.idea(d, top+46, facts-24)
}

// stack sets lines one below the other and returns where they end.
func (f *flow) stack(text string, m manner, step, y float64) float64 {
	for _, l := range f.lines(document.Plain(text), m, textWidth) {
		y += step
		f.now().text(l, f.left(), y-step*0.2)
	}
	return y
}

func (f *flow) facts(facts []document.Fact, y float64) {
	const columns = 3
	column := (textWidth - 2*18) / columns
	for i, fact := range facts {
		x := f.left() + float64(i%columns)*(column+18)
		at := y + float64(i/columns)*46
		f.now().rule(hair, 0.8, x, x+column, at)
		for _, l := range f.lines(document.Plain(fact.Label), manner{style: typeface.Sans, size: 8, color: quiet}, column) {
			f.now().text(l, x, at+13)
			break
		}
		size := 13.0
		for size > 8 && f.faces.Width(typeface.SansBold, size, fact.Value) > column {
			size -= 0.5
		}
		for _, l := range f.lines(document.Plain(fact.Value), manner{style: typeface.SansBold, size: size, color: ink}, column) {
			f.now().text(l, x, at+30)
			break
		}
	}
}

// idea sets the founder's words as large as there is room for.
func (f *flow) idea(d *document.Document, y, end float64) {
	const indent = 16
	for _, notice := range d.Notices {
		for _, l := range f.lines(document.Plain(notice), manner{style: typeface.SansBold, size: 8.5, color: color{0x81, 0x50, 0}}, textWidth) {
			y += 12
			f.now().text(l, f.left(), y-4)
		}
		y += 10
	}
	y = f.stack(d.IdeaHead, manner{style: typeface.Sans, size: 8.5, color: quiet}, 12, y)
	m := manner{style: typeface.SerifItalic, color: ink}
	var lines []line
	step := 0.0
	for _, size := range []float64{16, 14, 12, 10.5, 9.5, 8.5} {
		m.size, step = size, size*1.42
		lines = f.lines(document.Plain(d.Idea), m, textWidth-indent)
		if y+float64(len(lines))*step+8 <= end {
			break
		}
	}
	fit := min(len(lines), max(1, int((end-y-8)/step)))
	bar := f.left()
	if fit > 0 && lines[0].toLeft {
		bar += textWidth - 2
	}
	f.now().box(brand, bar, y+6, 2, float64(fit)*step)
	for i, l := range lines[:fit] {
		x := f.left() + indent
		if l.toLeft {
			x = f.left() + textWidth - indent - l.width
		}
		f.now().text(l, x, y+6+float64(i+1)*step-step*0.28)
	}
	if fit == len(lines) {
		return
	}
	f.newPage()
	f.heading(document.Heading{Level: 1, Text: document.Plain(d.IdeaHead)})
	f.y += 6
	f.paragraph(document.Plain(d.Idea), manner{style: typeface.SerifItalic, size: 10, color: ink}, leading)
}

// The list of contents.
const (
	entryStep    = 21.0
	entriesStart = topEdge + 64
)

// contentsPages is how many pages the list takes.
func (f *flow) contentsPages(entries int) int {
	return 1 + (entries-1)/f.entriesAPage()
}

func (f *flow) entriesAPage() int { return int((f.end() - entriesStart) / entryStep) }

// contents lists the parts with their pages.
func (f *flow) contents(d *document.Document, pageOf []int) {
	f.title = d.Contents
	for i := range d.Parts {
		if i%f.entriesAPage() == 0 {
			f.newPage()
			if i == 0 {
				f.now().marks = append(f.now().marks, bookmark{title: d.Contents, y: topEdge, part: -1})
				f.now().rule(ink, 1.6, f.left(), f.left()+textWidth, topEdge)
				f.stack(d.Contents, manner{style: typeface.SansBold, size: 22, color: ink}, 26, topEdge+8)
			}
			f.y = entriesStart
		}
		f.entry(&d.Parts[i], i, pageOf[i])
	}
}

func (f *flow) entry(p *document.Part, part, number int) {
	m := manner{style: typeface.Sans, size: 11, color: brand}
	f.y += entryStep
	base := f.y - 7
	here := f.now()
	here.text(f.lines(document.Plain(p.Number), m, 40)[0], f.left(), base)
	m.color = ink
	at := f.lines(document.Plain(strconv.Itoa(number)), m, 60)[0]
	here.text(at, f.left()+textWidth-at.width, base)
	lines := f.lines(document.Plain(p.Title), m, textWidth-90)
	title := lines[0]
	here.text(title, f.left()+26, base)
	if from, to := f.left()+26+title.width+8, f.left()+textWidth-at.width-8; to > from {
		c := edge
		here.shapes = append(here.shapes, shape{points: points(from, base, to, base), stroke: &c, width: 0.5, dash: 1.6})
	}
	here.links = append(here.links, linkAt{x: f.left(), y: f.y - entryStep + 2, w: textWidth, h: entryStep, part: part})
}
