package exporttest_test

import (
	"bytes"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"github.com/xuri/excelize/v2"

	"github.com/planspark/planspark/export"
	"github.com/planspark/planspark/export/exporttest"
	"github.com/planspark/planspark/generation"
	"github.com/planspark/planspark/protocol"
)

// sameInBoth are the words of English plans that Spanish has too, and names.
var sameInBoth = setOf(`a agenda alcohol animal au b balance barista base by c café capital catering cc cd central compost
	control cookies come d decide diagnosis director divide e ebit ebitda editor error espresso eur extra extras f familiar festival final
	flexible food freelance gas gdp general geonames hospital hotel idea instagram internet km legal local m marketing material
	media mxn natural ngdp no normal nus ny online pa par parental pcap pcpipch personal plan planspark pop portugal pp pppc
	ppm ratio ratios real reduce regional regular rf rpch sale sector sector series sevilla similar sl social software solo sp
	suite terminal ticket total totl tractor truck uem us usd van variable visible web x zs
	feb jun jul oct nov sep mar may`)

func setOf(words string) map[string]bool {
	set := map[string]bool{}
	for _, w := range wordsOf(words) {
		set[w] = true
	}
	return set
}

// wordsOf are the words of a text in lower case.
func wordsOf(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) })
}

// everyType has plans made of all business types, each for one of the requests.
func everyType(t *testing.T, p *generation.Planner, requests []protocol.Request, f func(made generation.Plan)) {
	t.Helper()
	for i, kind := range p.BusinessTypes("en") {
		r := requests[i%len(requests)]
		r.BusinessType = kind.Slug
		f(exporttest.Plan(t, p, r))
	}
}

// workbooks are the types whose spreadsheets are read: one that sells, one that keeps customers, one without owners.
var workbooks = setOf("cafe saas nonprofit")

// No word of any English plan or workbook stands in a Spanish one, but those that Spanish has too.
func TestNoEnglishWordStandsInASpanishFile(t *testing.T) {
	p := exporttest.Planner(t)
	x := export.New(p)
	english := map[string]bool{}
	everyType(t, p, []protocol.Request{
		{Idea: "x", Location: "Lisbon, Portugal", Budget: "60000", Currency: "EUR"},
		{Idea: "x", Location: "a village near Seville", Budget: "8000", TimelineMonths: 3},
		{Idea: "x", Location: "London", Locale: "en-GB", Personalization: "no debt, vegan, for families, with partners"},
		{Idea: "x", Currency: "MXN", Budget: "1"},
	}, func(made generation.Plan) {
		for _, w := range wordsOf(string(exporttest.Written(t, x, protocol.FormatMD, made))) {
			english[w] = true
		}
		if workbooks[made.BusinessType] {
			for _, w := range wordsOf(cellsOf(t, exporttest.Written(t, x, protocol.FormatXLSX, made))) {
				english[w] = true
			}
		}
	})
	if len(english) < 2500 {
		t.Fatalf("%d English words are too few to find one with", len(english))
	}
	everyType(t, p, []protocol.Request{
		{Idea: "x", Location: "Lisboa, Portugal", Budget: "60000", Currency: "EUR", Locale: "es-ES"},
		{Idea: "x", Location: "un pueblo cerca de Sevilla", Budget: "8000", TimelineMonths: 3, Locale: "es"},
		{Idea: "x", Location: "Bogotá", Locale: "es-CO", Personalization: "sin deudas, vegano, para familias, con socios"},
		{Idea: "x", Currency: "MXN", Budget: "1", Locale: "es-MX"},
	}, func(made generation.Plan) {
		texts := map[protocol.Format]string{}
		for _, f := range []protocol.Format{protocol.FormatMD, protocol.FormatHTML} {
			texts[f] = unseen.ReplaceAllString(string(exporttest.Written(t, x, f, made)), " ")
		}
		if workbooks[made.BusinessType] {
			texts[protocol.FormatXLSX] = cellsOf(t, exporttest.Written(t, x, protocol.FormatXLSX, made))
		}
		for f, text := range texts {
			if strings.Contains(text, "%!") {
				t.Errorf("%s of %s in %s: a label lacks its value", f, made.BusinessType, made.Request.Locale)
			}
			for _, w := range wordsOf(text) {
				if english[w] && !sameInBoth[w] {
					t.Errorf("%s of %s in %s: %q", f, made.BusinessType, made.Request.Locale, w)
				}
			}
		}
	})
}

// unseen is what a page does not show, its head, tags and names of characters, and words that a chart cuts off.
var unseen = regexp.MustCompile(`(?s)<head>.*?</head>|<[^>]*>|&[a-z0-9#]+;|\pL+…`)

// key is the name by which data is known, the same in every language: "market.fx".
var key = regexp.MustCompile(`^[a-z_]+(\.[a-z_0-9]+)*$`)

// cellsOf are the texts of a workbook and the names of its sheets, without keys.
func cellsOf(t *testing.T, file []byte) string {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var all []string
	for _, sheet := range f.GetSheetList() {
		all = append(all, sheet)
		rows, err := f.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for _, cells := range rows {
			for i, cell := range cells {
				if sheet != f.GetSheetList()[0] && i > 3 && key.MatchString(cell) {
					continue
				}
				all = append(all, cell)
			}
		}
	}
	return strings.Join(all, "\n")
}

func TestSpanishFilesAreWrittenForTheirCountry(t *testing.T) {
	p := exporttest.Planner(t)
	x := export.New(p)
	for locale, want := range map[string][]string{
		"es-ES": {"# Plan de negocio: Cafetería", "\nSevilla, España\n", "> «Una cafetería»", "60.000 €", "Coste de las ventas", "2,5 %", "| ene\u00a02027 |", "con fecha de 31 de octubre de 2025"},
		"es-MX": {"# Plan de negocio: Cafetería", "EUR\u00a060,000", "Costo de las ventas", "2.5 %"},
	} {
		made := exporttest.Plan(t, p, protocol.Request{Idea: "Una cafetería", Location: "Sevilla", Budget: "60000", Currency: "EUR", BusinessType: "cafe", Locale: locale})
		text := string(exporttest.Written(t, x, protocol.FormatMD, made))
		for _, said := range want {
			if !strings.Contains(text, strings.ReplaceAll(said, " €", "\u00a0€")) && !strings.Contains(text, strings.ReplaceAll(strings.ReplaceAll(said, " %", "\u00a0%"), " €", "\u00a0€")) {
				t.Errorf("%s: %q is not said", locale, said)
			}
		}
		if html := string(exporttest.Written(t, x, protocol.FormatHTML, made)); !strings.Contains(html, `<html lang="es">`) {
			t.Errorf("%s: the page is in %.60q", locale, html)
		}
	}
}

// What a reader is given has one kind of apostrophe, one of each dash, and no mark-up where none is needed.
func TestPlansAreSetInOneWay(t *testing.T) {
	p := exporttest.Planner(t)
	x := export.New(p)
	wrong := regexp.MustCompile(`[\pL\pN]'|'\pL|"|\.\.\.| - |\d\\\.|[A-Z]\\_`)
	for _, r := range []protocol.Request{
		{Idea: "A baker’s van that sells at three markets", Location: "Cork, Ireland", Budget: "40000", BusinessType: "food-truck", Locale: "en-IE"},
		{Idea: "Una clínica de fisioterapia para deportistas", Location: "Murcia", BusinessType: "healthcare", Locale: "es-ES"},
	} {
		text := string(exporttest.Written(t, x, protocol.FormatMD, exporttest.Plan(t, p, r)))
		for line := range strings.Lines(text) {
			if found := wrong.FindString(line); found != "" {
				t.Errorf("%s: %q in %q", r.Locale, found, line)
			}
		}
	}
}
