package chart

import (
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"io"
	"math"
	"slices"

	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"

	"github.com/planspark/planspark/export/typeface"
)

// Painter makes pictures of drawings, one after the other: its memory serves all of them.
type Painter struct {
	canvas canvas
	shades shades
	png    png.Encoder
}

// NewPainter returns one that paints so many pixels to a point.
func NewPainter(faces *typeface.Faces, scale float64) *Painter {
	return &Painter{
		canvas: canvas{faces: faces, scale: scale, raster: &vector.Rasterizer{}, image: &image.RGBA{}},
		png:    png.Encoder{CompressionLevel: png.BestSpeed, BufferPool: &kept{}},
	}
}

// kept is the encoder's memory between two pictures.
type kept struct{ buffer *png.EncoderBuffer }

func (k *kept) Get() *png.EncoderBuffer  { return k.buffer }
func (k *kept) Put(b *png.EncoderBuffer) { k.buffer = b }

// PNG writes a drawing as a picture on white.
func (p *Painter) PNG(w io.Writer, d *Drawing) error {
	c := &p.canvas
	c.clear(int(math.Ceil(d.Width*c.scale)), int(math.Ceil(d.Height*c.scale)))
	for _, m := range d.Marks {
		switch m := m.(type) {
		case Path:
			c.path(m)
		case Dot:
			c.dot(m)
		case Label:
			c.label(m)
		}
	}
	return p.png.Encode(w, p.shades.index(c.image))
}

// canvas is a picture in the making. Outlines are collected first, so that filling them touches no more
// of the picture than they cover.
type canvas struct {
	image   *image.RGBA
	raster  *vector.Rasterizer
	faces   *typeface.Faces
	scale   float64
	buffer  sfnt.Buffer
	strokes []stroke
}

// clear makes the picture white, and as large as asked for.
func (c *canvas) clear(width, height int) {
	m := c.image
	m.Rect, m.Stride = image.Rect(0, 0, width, height), 4*width
	m.Pix = slices.Grow(m.Pix[:0], m.Stride*height)[:m.Stride*height]
	draw.Draw(m, m.Rect, image.White, image.Point{}, draw.Src)
}

// stroke is a step of an outline, in pixels; a curve has its end last.
type stroke struct {
	op sfnt.SegmentOp
	at [3][2]float32
}

// paint fills what was outlined, and begins anew.
func (c *canvas) paint(ink Ink) {
	box := c.covered()
	if box.Empty() {
		c.strokes = c.strokes[:0]
		return
	}
	c.raster.Reset(box.Dx(), box.Dy())
	left, top := float32(box.Min.X), float32(box.Min.Y)
	for i, s := range c.strokes {
		for k := range s.at {
			s.at[k][0], s.at[k][1] = s.at[k][0]-left, s.at[k][1]-top
		}
		switch s.op {
		case sfnt.SegmentOpMoveTo:
			if i > 0 {
				c.raster.ClosePath()
			}
			c.raster.MoveTo(s.at[0][0], s.at[0][1])
		case sfnt.SegmentOpLineTo:
			c.raster.LineTo(s.at[0][0], s.at[0][1])
		case sfnt.SegmentOpQuadTo:
			c.raster.QuadTo(s.at[0][0], s.at[0][1], s.at[1][0], s.at[1][1])
		case sfnt.SegmentOpCubeTo:
			c.raster.CubeTo(s.at[0][0], s.at[0][1], s.at[1][0], s.at[1][1], s.at[2][0], s.at[2][1])
		}
	}
	c.raster.ClosePath()
	r, g, b := ink.RGB()
	c.raster.Draw(c.image, box, image.NewUniform(color.RGBA{r, g, b, 255}), image.Point{})
	c.strokes = c.strokes[:0]
}

// covered is the part of the picture in which the outlines lie. Control points of curves count too.
func (c *canvas) covered() image.Rectangle {
	box := image.Rectangle{}
	for _, s := range c.strokes {
		points := 1
		switch s.op {
		case sfnt.SegmentOpQuadTo:
			points = 2
		case sfnt.SegmentOpCubeTo:
			points = 3
		}
		for _, p := range s.at[:points] {
			x, y := int(math.Floor(float64(p[0]))), int(math.Floor(float64(p[1])))
			box = box.Union(image.Rect(x-1, y-1, x+2, y+2))
		}
	}
	return box.Intersect(c.image.Rect)
}

func (c *canvas) outline(points ...Point) {
	for i, p := range points {
		op := sfnt.SegmentOpLineTo
		if i == 0 {
			op = sfnt.SegmentOpMoveTo
		}
		c.strokes = append(c.strokes, stroke{op: op, at: [3][2]float32{{float32(p.X * c.scale), float32(p.Y * c.scale)}}})
	}
}

func (c *canvas) path(p Path) {
	if p.Fill != None {
		c.outline(p.Points...)
		c.paint(p.Fill)
	}
	if p.Stroke == None {
		return
	}
	for _, piece := range dashes(p.Points, p.Dash) {
		for i := 1; i < len(piece); i++ {
			c.segment(piece[i-1], piece[i], p.Width)
		}
	}
	c.paint(p.Stroke)
}

// segment outlines a piece of a line. Its ends reach a little over, so that bends have no gaps.
func (c *canvas) segment(a, b Point, weight float64) {
	dx, dy := b.X-a.X, b.Y-a.Y
	length := math.Hypot(dx, dy)
	if length == 0 {
		return
	}
	half := weight / 2
	nx, ny := -dy/length*half, dx/length*half
	ex, ey := dx/length*half*0.5, dy/length*half*0.5
	c.outline(Point{a.X + nx - ex, a.Y + ny - ey}, Point{b.X + nx + ex, b.Y + ny + ey}, Point{b.X - nx + ex, b.Y - ny + ey}, Point{a.X - nx - ex, a.Y - ny - ey})
}

// dashes cuts a line into pieces; without dashes it stays one.
func dashes(points []Point, dash float64) [][]Point {
	if dash <= 0 || len(points) < 2 {
		return [][]Point{points}
	}
	var pieces [][]Point
	on, left := true, dash
	piece := []Point{points[0]}
	for i := 1; i < len(points); i++ {
		a, b := points[i-1], points[i]
		length := math.Hypot(b.X-a.X, b.Y-a.Y)
		for done := 0.0; length-done > 1e-9; {
			step := math.Min(left, length-done)
			done, left = done+step, left-step
			at := Point{a.X + (b.X-a.X)*done/length, a.Y + (b.Y-a.Y)*done/length}
			piece = append(piece, at)
			if left > 1e-9 {
				continue
			}
			if on {
				pieces = append(pieces, piece)
			}
			on, left, piece = !on, dash, []Point{at}
		}
	}
	if on && len(piece) > 1 {
		pieces = append(pieces, piece)
	}
	return pieces
}

func (c *canvas) dot(d Dot) {
	const corners = 32
	points := make([]Point, corners)
	for i := range points {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / corners)
		points[i] = Point{d.X + d.Radius*cos, d.Y + d.Radius*sin}
	}
	c.outline(points...)
	c.paint(d.Fill)
}

func (c *canvas) label(l Label) {
	x := l.X
	switch length := c.faces.Width(l.Style(), l.Size, l.Text); l.Anchor {
	case Middle:
		x -= length / 2
	case End:
		x -= length
	}
	for _, run := range c.faces.Runs(l.Style(), l.Text) {
		for _, r := range run.Text {
			c.glyph(run.Face.Font(), r, x, l.Y, l.Size)
			x += float64(run.Face.Width(string(r))) * l.Size / 1000
		}
	}
	c.paint(l.Ink)
}

// glyph outlines a character with its origin at a point. One that cannot be read is left out: a picture
// without a letter is better than none.
func (c *canvas) glyph(f *sfnt.Font, r rune, x, y, size float64) {
	index, err := f.GlyphIndex(&c.buffer, r)
	if err != nil {
		return
	}
	segments, err := f.LoadGlyph(&c.buffer, index, fixed.Int26_6(size*c.scale*64), &sfnt.LoadGlyphOptions{})
	if err != nil {
		return
	}
	left, base := float32(x*c.scale), float32(y*c.scale)
	for _, s := range segments {
		step := stroke{op: s.Op}
		for i, p := range s.Args {
			step.at[i] = [2]float32{left + float32(p.X)/64, base + float32(p.Y)/64}
		}
		c.strokes = append(c.strokes, step)
	}
}
