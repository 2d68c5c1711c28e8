package pdf

import (
	"fmt"
	"io"
	"math"
	"time"

	"codeberg.org/go-pdf/fpdf"

	"github.com/planspark/planspark/export/chart"
	"github.com/planspark/planspark/export/document"
	"github.com/planspark/planspark/export/typeface"
)

func points(x0, y0, x1, y1 float64) []chart.Point {
	return []chart.Point{{X: x0, Y: y0}, {X: x1, Y: y1}}
}

// Write writes the document. Nothing is written when it cannot be made.
func Write(w io.Writer, d *document.Document, faces *typeface.Faces) error {
	l := LayOut(d, faces)
	out := newFile(d, l.paper)
	for number, p := range l.pages {
		out.page(p, number+1, len(l.pages), d, l)
	}
	if err := out.Output(w); err != nil {
		return fmt.Errorf("write PDF: %w", err)
	}
	return nil
}

// Layout is a document on its pages, counted from 1.
type Layout struct {
	Pages  []int  // on which each part begins
	Joined []bool // whether each part begins on the page on which the one before ends

	paper format
	pages []*page
	faces *typeface.Faces
}

// Columns returns the widths of a table's columns in points, each with the room before the next.
func (l *Layout) Columns(t document.Table) []float64 {
	f := &flow{setter: setter{faces: l.faces}, paper: l.paper}
	g := f.grid(&t)
	for i := range len(g.widths) - 1 {
		g.widths[i] += g.gutter
	}
	return g.widths
}

// Small tells whether a table is set in small type.
func (l *Layout) Small(t document.Table) bool {
	f := &flow{setter: setter{faces: l.faces}, paper: l.paper}
	return f.grid(&t).small
}

// LayOut sets the parts first, so that the list of contents in front of them knows their pages.
func LayOut(d *document.Document, faces *typeface.Faces) *Layout {
	f := &flow{setter: setter{faces: faces, whole: true}, paper: paper(d.Place)}
	starts, joined := make([]int, len(d.Parts)), make([]bool, len(d.Parts))
	for i := range d.Parts {
		starts[i], joined[i] = len(f.pages), f.joins()
		if joined[i] {
			starts[i]--
		}
		f.part(i, &d.Parts[i])
	}
	front := &flow{setter: f.setter, paper: f.paper}
	front.cover(d)
	if !front.whole && len(d.Parts) > 0 {
		f.y += 8
		f.paragraph(document.Plain(d.NotSet), body, leading)
	}
	before := len(front.pages) + front.contentsPages(len(d.Parts))
	l := &Layout{paper: f.paper, Pages: make([]int, len(starts)), Joined: joined, faces: faces}
	for i, at := range starts {
		l.Pages[i] = before + at + 1
	}
	front.contents(d, l.Pages)
	l.pages = append(front.pages, f.pages...)
	return l
}

// file is the PDF in the making.
type file struct {
	*fpdf.Fpdf
	known map[*typeface.Face]bool
	links []int // of the parts
}

func newFile(d *document.Document, size format) *file {
	p := fpdf.NewCustom(&fpdf.InitType{UnitStr: "pt", Size: fpdf.SizeType{Wd: size.width, Ht: size.height}})
	p.SetMargins(0, 0, 0)
	p.SetAutoPageBreak(false, 0)
	p.SetCatalogSort(true)
	made := time.Unix(d.Made, 0).UTC()
	p.SetCreationDate(made)
	p.SetModificationDate(made)
	title := d.Kicker
	if d.Title != d.Kicker {
		title += ": " + d.Title
	}
	p.SetTitle(title, true)
	p.SetSubject(d.Subtitle, true)
	p.SetCreator(d.Author, true)
	p.SetProducer(d.Author, true)
	p.SetLang(d.Language)
	f := &file{Fpdf: p, known: map[*typeface.Face]bool{}}
	for range d.Parts {
		f.links = append(f.links, p.AddLink())
	}
	return f
}

func (f *file) page(p *page, number, of int, d *document.Document, l *Layout) {
	f.AddPage()
	for _, s := range p.shapes {
		f.shape(s)
	}
	for _, t := range p.texts {
		f.text(t, l.faces)
	}
	if p.running != "" {
		f.frame(p, number, of, d, l)
	}
	for _, m := range p.marks {
		f.use(l.faces.Cut(typeface.Sans), 10) // so that the title is taken as Unicode
		f.Bookmark(m.title, m.level, m.y)
		if m.part >= 0 {
			f.SetLink(f.links[m.part], m.y, number)
		}
	}
	for _, a := range p.links {
		f.Link(a.x, a.y, a.w, a.h, f.links[a.part])
	}
}

// frame draws the head and the foot of a page.
func (f *file) frame(p *page, number, of int, d *document.Document, l *Layout) {
	s := &setter{faces: l.faces, whole: true}
	m := manner{style: typeface.Sans, size: 8, color: quiet}
	left, right := (l.paper.width-textWidth)/2, (l.paper.width+textWidth)/2
	put := func(text string, x, y, width float64, toRight bool) {
		lines := s.lines(document.Plain(text), m, width)
		if len(lines) == 0 {
			return
		}
		for _, piece := range lines[0].pieces {
			at := x + piece.x
			if toRight {
				at -= lines[0].width
			}
			f.text(textAt{piece: piece, x: at, y: y}, l.faces)
		}
	}
	head := d.Kicker
	if d.Title != d.Kicker {
		head += " · " + d.Title
	}
	if d.Subtitle != "" {
		head += ", " + d.Subtitle
	}
	put(head, left, 46, textWidth*0.6, false)
	put(p.running, right, 46, textWidth*0.38, true)
	c := hair
	f.shape(shape{points: points(left, 54, right, 54), stroke: &c, width: 0.6})
	foot := l.paper.height - 36
	if len(d.Colophon) > 0 {
		put(d.Colophon[0], left, foot, textWidth*0.6, false)
	}
	put(fmt.Sprintf(d.Page, number, of), right, foot, textWidth*0.3, true)
}

func (f *file) use(face *typeface.Face, size float64) {
	if !f.known[face] {
		f.AddUTF8FontFromBytes(face.Name, "", face.Data())
		f.known[face] = true
	}
	f.SetFont(face.Name, "", size)
}

func (f *file) text(t textAt, faces *typeface.Faces) {
	f.SetTextColor(int(t.color[0]), int(t.color[1]), int(t.color[2]))
	x := t.x
	for _, run := range faces.Runs(t.style, t.piece.text) {
		f.use(run.Face, t.size)
		f.Text(x, t.y, run.Text)
		x += float64(run.Face.Width(run.Text)) * t.size / 1000
	}
}

func (f *file) shape(s shape) {
	style := ""
	if s.fill != nil {
		f.SetFillColor(int(s.fill[0]), int(s.fill[1]), int(s.fill[2]))
		style += "F"
	}
	if s.stroke != nil {
		f.SetDrawColor(int(s.stroke[0]), int(s.stroke[1]), int(s.stroke[2]))
		f.SetLineWidth(s.width)
		style += "D"
	}
	if s.radius > 0 {
		f.Circle(s.points[0].X, s.points[0].Y, s.radius, style)
		return
	}
	if s.dash > 0 {
		f.SetDashPattern([]float64{s.dash, s.dash}, 0)
		defer f.SetDashPattern(nil, 0)
	}
	f.SetLineJoinStyle("round")
	for i, p := range s.points {
		if math.IsNaN(p.X) || math.IsNaN(p.Y) {
			return // never from a plan that was computed
		}
		if i == 0 {
			f.MoveTo(p.X, p.Y)
		} else {
			f.LineTo(p.X, p.Y)
		}
	}
	if s.fill != nil {
		f.ClosePath()
	}
	f.DrawPath(style)
}
