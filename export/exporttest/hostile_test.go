package exporttest_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"io"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/text"

	"github.com/planspark/planspark/export"
	"github.com/planspark/planspark/export/exporttest"
	"github.com/planspark/planspark/protocol"
)

func TestHostileTextsStayTextInEveryFormat(t *testing.T) {
	p := exporttest.Planner(t)
	x := export.New(p)
	plain := exporttest.Plan(t, p, exporttest.Requests()["cafe"])
	all := ""
	texts := exporttest.Hostile()
	for _, name := range slices.Sorted(maps.Keys(texts)) {
		hostile := texts[name]
		all += hostile + "\n\n"
		t.Run(name, func(t *testing.T) {
			made := exporttest.HostilePlan(plain, hostile)
			checkHTML(t, exporttest.Written(t, x, protocol.FormatHTML, made))
			checkMarkdown(t, exporttest.Written(t, x, protocol.FormatMD, made))
			checkPDF(t, exporttest.Written(t, x, protocol.FormatPDF, made))
		})
	}
	// Word files and spreadsheets take longer: all at once, with a formula in front.
	made := exporttest.HostilePlan(plain, texts["formula"]+"\n\n"+all)
	checkDOCX(t, exporttest.Written(t, x, protocol.FormatDOCX, made))
	checkXLSX(t, exporttest.Written(t, x, protocol.FormatXLSX, made))
}

// known are the elements that our own pages are made of.
var known = strings.Fields(`html head meta title style body header p h1 h2 h3 h4 small bdi dl div dt dd nav ol ul li a span main section
	figure figcaption b i code svg path circle text table thead tbody tr th td blockquote pre hr br !doctype`)

var tag = regexp.MustCompile(`</?([a-zA-Z!][a-zA-Z0-9]*)([^<>]*)>`)

func checkHTML(t *testing.T, page []byte) {
	t.Helper()
	tags := tag.FindAllSubmatch(page, -1)
	if open := bytes.Count(page, []byte("<")); open != len(tags) {
		t.Errorf("HTML: %d times <, of which %d begin an element", open, len(tags))
	}
	for _, m := range tags {
		if !slices.Contains(known, strings.ToLower(string(m[1]))) {
			t.Errorf("HTML: an element that is not ours: %s", m[0])
		}
		if regexp.MustCompile(`(?i)\s(on\w+|src|srcset|action|formaction|xlink:href)\s*=`).Match(m[2]) {
			t.Errorf("HTML: an attribute that acts: %s", m[0])
		}
		if href := regexp.MustCompile(`href="([^"]*)"`).FindSubmatch(m[2]); href != nil && href[1][0] != '#' {
			t.Errorf("HTML: leads away: %s", m[0])
		}
	}
	if regexp.MustCompile(`(?i)url\s*\(|@import`).Match(page[:bytes.Index(page, []byte("</style>"))]) {
		t.Error("HTML: the style fetches something")
	}
}

func checkMarkdown(t *testing.T, file []byte) {
	t.Helper()
	doc := goldmark.New(goldmark.WithExtensions(extension.GFM)).Parser().Parse(text.NewReader(file))
	err := ast.Walk(doc, func(n ast.Node, _ bool) (ast.WalkStatus, error) {
		switch n.Kind() {
		case ast.KindHTMLBlock, ast.KindRawHTML, ast.KindImage, ast.KindLink, ast.KindAutoLink:
			t.Errorf("Markdown: a %s at %.80q", n.Kind(), near(n, file))
			return ast.WalkStop, nil
		}
		return ast.WalkContinue, nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func near(n ast.Node, source []byte) []byte {
	for p := n; p != nil; p = p.Parent() {
		if p.Type() == ast.TypeBlock && p.Lines() != nil && p.Lines().Len() > 0 {
			at := p.Lines().At(0)
			return at.Value(source)
		}
	}
	return nil
}

func checkPDF(t *testing.T, file []byte) {
	t.Helper()
	if !bytes.HasPrefix(file, []byte("%PDF-")) || !bytes.Contains(file[len(file)-32:], []byte("%%EOF")) {
		t.Error("PDF: no head or no end")
	}
	for _, acts := range []string{"/JavaScript", "/JS", "/Launch", "/URI", "/OpenAction", "/AA", "/EmbeddedFile"} {
		if regexp.MustCompile(regexp.QuoteMeta(acts) + `[\s(/<]`).Match(file) {
			t.Errorf("PDF: holds %s", acts)
		}
	}
}

func checkDOCX(t *testing.T, file []byte) {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatalf("DOCX: %v", err)
	}
	for _, f := range z.File {
		if !strings.HasSuffix(f.Name, ".xml") && !strings.HasSuffix(f.Name, ".rels") {
			continue
		}
		part := unzipped(t, f)
		for dec := xml.NewDecoder(bytes.NewReader(part)); ; {
			token, err := dec.Token()
			if err == io.EOF {
				break
			}
			if err != nil {
				t.Fatalf("DOCX: %s: %v", f.Name, err)
			}
			if e, ok := token.(xml.StartElement); ok && slices.ContainsFunc(e.Attr, func(a xml.Attr) bool { return a.Name.Local == "TargetMode" }) {
				t.Errorf("DOCX: %s leads out of the file", f.Name)
			}
		}
		for _, m := range regexp.MustCompile(`instrText[^>]*>\s*(\w+)`).FindAllSubmatch(part, -1) {
			if field := string(m[1]); field != "TOC" && field != "PAGEREF" {
				t.Errorf("DOCX: a field %s", field)
			}
		}
	}
}

func checkXLSX(t *testing.T, file []byte) {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(file))
	if err != nil {
		t.Fatalf("XLSX: %v", err)
	}
	defer f.Close()
	for _, sheet := range f.GetSheetList() {
		rows, err := f.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for r, cells := range rows {
			for c, shown := range cells {
				at, err := excelize.CoordinatesToCellName(c+1, r+1)
				if err != nil {
					t.Fatal(err)
				}
				kind, err := f.GetCellType(sheet, at)
				if err != nil {
					t.Fatal(err)
				}
				if text := kind == excelize.CellTypeInlineString || kind == excelize.CellTypeSharedString; text && strings.ContainsAny(shown[:min(1, len(shown))], "=+-@\t\r") {
					t.Errorf("XLSX: %s!%s is a text that begins as a formula does: %.40q", sheet, at, shown)
				}
			}
		}
	}
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range z.File {
		content := unzipped(t, part)
		if formulas := regexp.MustCompile(`(?i)<f>[^<]*(HYPERLINK|WEBSERVICE|cmd\||DDE|\[)[^<]*</f>`).Find(content); formulas != nil {
			t.Errorf("XLSX: %s has the formula %.80s", part.Name, formulas)
		}
		if bytes.Contains(content, []byte("TargetMode")) {
			t.Errorf("XLSX: %s leads out of the file", part.Name)
		}
	}
}

func unzipped(t *testing.T, f *zip.File) []byte {
	t.Helper()
	r, err := f.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	b, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return b
}
