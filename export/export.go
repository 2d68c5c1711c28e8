// Package export writes a finished plan as a file: JSON, Markdown, HTML, PDF, Word and a spreadsheet. A file
// follows from the plan alone: the same plan gives the same bytes, on every machine and at any time.
//
// The work is shared among rooms: document turns a plan into blocks, chart draws its figures, typeface has
// the fonts, words the labels; html, markdown, pdf, docx and xlsx write. The package knows no HTTP and no
// user, and starts no goroutines.
package export

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/planspark/planspark/export/document"
	"github.com/planspark/planspark/export/docx"
	"github.com/planspark/planspark/export/html"
	"github.com/planspark/planspark/export/markdown"
	"github.com/planspark/planspark/export/pdf"
	"github.com/planspark/planspark/export/typeface"
	"github.com/planspark/planspark/export/words"
	"github.com/planspark/planspark/export/xlsx"
	"github.com/planspark/planspark/generation"
	"github.com/planspark/planspark/protocol"
)

// Exporter writes plans. It is safe for concurrent use.
type Exporter struct {
	load  func() (*press, error) // with the first plan, so that a start costs nothing
	slots chan struct{}
}

// press is what all documents are made with.
type press struct {
	faces   *typeface.Faces
	builder *document.Builder
}

// New returns an exporter that names business types as types does. It writes as many plans at once as
// there are processors; further ones wait.
func New(types document.Types) *Exporter {
	return &Exporter{
		slots: make(chan struct{}, runtime.GOMAXPROCS(0)),
		load: sync.OnceValues(func() (*press, error) {
			faces, err := typeface.Load()
			if err != nil {
				return nil, fmt.Errorf("load the fonts: %w", err)
			}
			return &press{faces: faces, builder: document.NewBuilder(types, faces)}, nil
		}),
	}
}

// Write writes the plan in a format. What it returns is an error of w, of the context while it waited, or
// a plan that cannot be read; w may have got a part by then.
func (x *Exporter) Write(ctx context.Context, w io.Writer, f protocol.Format, p generation.Plan) error {
	select {
	case x.slots <- struct{}{}:
		defer func() { <-x.slots }()
	case <-ctx.Done():
		return context.Cause(ctx)
	}
	if f == protocol.FormatJSON {
		return writeJSON(w, p)
	}
	tools, err := x.load()
	if err != nil {
		return err
	}
	d, err := tools.builder.Build(p)
	if err != nil {
		return fmt.Errorf("make a document of the plan: %w", err)
	}
	switch f {
	case protocol.FormatMD:
		return markdown.Write(w, d)
	case protocol.FormatHTML:
		return html.Write(w, d)
	case protocol.FormatPDF:
		return pdf.Write(w, d, tools.faces)
	case protocol.FormatDOCX:
		layout := pdf.LayOut(d, tools.faces)
		return docx.Write(w, d, tools.faces, docx.Layout{Pages: layout.Pages, Joined: layout.Joined, Columns: layout.Columns, Small: layout.Small})
	case protocol.FormatXLSX:
		return writeXLSX(w, d)
	default:
		return fmt.Errorf("no format %q", f)
	}
}

func writeXLSX(w io.Writer, d *document.Document) error {
	err := xlsx.Write(w, xlsx.Plan{
		Figures: d.Figures, Words: d.Words, Quotation: d.Quotation, Made: d.Made, Author: d.Author, Language: d.Language,
	})
	if errors.Is(err, xlsx.ErrOldPlan) {
		return protocol.Problemf(protocol.CodeNotFound, "There is no spreadsheet of this plan: it was made by an earlier version. Change an assumption, and its revision has one.")
	}
	return err
}

func writeJSON(w io.Writer, p generation.Plan) error {
	body, err := json.MarshalIndent(p, "", "  ")
	if err != nil {
		return err
	}
	_, err = w.Write(append(body, '\n'))
	return err
}

// FileName is what a file of the plan is called when nobody says, in the plan's language: "business-plan-cafe-lisbon.pdf".
func FileName(p generation.Plan, f protocol.Format) string {
	var place struct {
		City string `json:"city"`
	}
	_ = json.Unmarshal(p.Market, &place) // a brief that cannot be read names no city
	labels := words.For(p.Request.Locale)
	name := plain(labels.BusinessPlan)
	for _, part := range []string{p.BusinessType, place.City} {
		if part = plain(part); part != "" {
			name += "-" + part
		}
	}
	if p.Revision > protocol.FirstRevision {
		name += "-" + plain(fmt.Sprintf(labels.Revision, p.Revision))
	}
	return name + "." + string(f)
}

// plain keeps letters, without their accents, and digits that every system can name a file with.
func plain(s string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(strings.ToLower(s)) {
		switch {
		case unicode.Is(unicode.Mn, r): // the accent of the letter before
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	return strings.Trim(b.String(), "-")
}
