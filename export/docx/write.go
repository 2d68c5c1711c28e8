package docx

import (
	"archive/zip"
	"bufio"
	"fmt"
	"io"
	"time"

	"github.com/planspark/planspark/export/chart"
	"github.com/planspark/planspark/export/document"
	"github.com/planspark/planspark/export/typeface"
)

// Layout is what a word processor works out for itself, and a file has to say before: on which page each
// part begins, whether that is the one on which the part before ends, how wide the columns of a table are, in points, and whether
// its figures need small type.
type Layout struct {
	Pages   []int
	Joined  []bool
	Columns func(document.Table) []float64
	Small   func(document.Table) bool
}

// Write writes the document.
func Write(w io.Writer, d *document.Document, faces *typeface.Faces, l Layout) error {
	a := &archive{zip: zip.NewWriter(w), made: time.Unix(d.Made, 0).UTC()}
	b := &body{doc: d, layout: l, paper: paperOf(d.Place)}
	a.part("word/document.xml", b.write)
	const pixelsAPoint = 3
	painter := chart.NewPainter(faces, pixelsAPoint)
	for i, drawing := range b.pictures {
		a.keep(painter.PNG(a.create("word/media/"+pictureName(i), zip.Store), drawing)) // PNG is packed already
	}
	a.fonts(faces)
	a.part("word/numbering.xml", b.numbering)
	a.part("word/header1.xml", func(x *xml) { header(x, d) })
	a.part("word/footer1.xml", func(x *xml) { footer(x, d) })
	a.part("word/styles.xml", func(x *xml) { styles(x, d) })
	a.part("word/fontTable.xml", fontTable)
	a.part("word/settings.xml", settings)
	a.part("word/_rels/document.xml.rels", b.relations)
	a.part("word/_rels/fontTable.xml.rels", fontRelations)
	a.part("docProps/core.xml", func(x *xml) { core(x, d, a.made) })
	a.part("docProps/app.xml", func(x *xml) { application(x, d) })
	a.part("_rels/.rels", relations)
	a.part("[Content_Types].xml", contentTypes)
	if a.err != nil {
		return fmt.Errorf("write DOCX: %w", a.err)
	}
	if err := a.zip.Close(); err != nil {
		return fmt.Errorf("write DOCX: %w", err)
	}
	return nil
}

// archive writes the parts of the package; the first error ends it.
type archive struct {
	zip  *zip.Writer
	made time.Time
	err  error
}

func (a *archive) create(name string, method uint16) io.Writer {
	if a.err != nil {
		return io.Discard
	}
	w, err := a.zip.CreateHeader(&zip.FileHeader{Name: name, Method: method, Modified: a.made})
	if a.err = err; err != nil {
		return io.Discard
	}
	return w
}

func (a *archive) part(name string, write func(*xml)) {
	x := &xml{Writer: bufio.NewWriter(a.create(name, zip.Deflate))}
	x.raw(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n")
	write(x)
	a.keep(x.Flush())
}

func (a *archive) keep(err error) {
	if a.err == nil {
		a.err = err
	}
}

func pictureName(i int) string { return fmt.Sprintf("chart%d.png", i+1) }
