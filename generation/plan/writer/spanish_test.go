package writer_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"github.com/planspark/planspark/generation/plan/check"
	"github.com/planspark/planspark/generation/plan/writer"
	"github.com/planspark/planspark/protocol"
)

func spanishPlaces() []place {
	return []place{
		{"Sevilla, España", "EUR", "es-ES", []string{"", "8000", "60000", "900000"}},
		{"Ciudad de México", "MXN", "es-MX", []string{"400000", "", "3000000"}},
		{"Santiago, Chile", "CLP", "es-CL", []string{"9000000", "90000000"}},
		{"Londres", "GBP", "es", []string{"50000"}},
		{"Kuwait", "KWD", "es-ES", []string{"5000", "90000"}},
		{"un pueblo cerca de Toledo", "EUR", "es", []string{"30000", ""}},
		{"", "USD", "es-US", []string{"45000"}},
	}
}

// spanishVariety is variety in Spanish, with every emphasis that a request can have.
func spanishVariety(d *desk, f func(name string, in writer.Input)) {
	wishes := []string{
		"", "Tono prudente, sin deudas, necesito un sueldo", "Crecer rápido con socios e inversores", "Vegano, ecológico y sostenible, para familias",
		"A tiempo parcial, asequible, en línea", "Premium y de barrio, para turistas y estudiantes, con reparto a domicilio, accesible",
	}
	n := 0
	for _, a := range d.library.Kinds("es") {
		for _, p := range whereAbouts(a, spanishPlaces(), n) {
			n++
			r := request(a.Slug, strings.ToLower(a.NameIn("es"))+" para gente que lo quiere bien hecho", p.location, p.budgets[n%len(p.budgets)], p.currency, timelines()[n%len(timelines())])
			r.Locale, r.Personalization = p.locale, wishes[n%len(wishes)]
			f(fmt.Sprintf("%s in %s, budget %q, %d months", a.Kind(), p.location, r.Budget, r.TimelineMonths), d.inputOf(a, r, uint64(n)))
		}
	}
}

// spoiled is what no Spanish text has: open slots, doubled signs, articles that do not contract or agree,
// and words of English.
var spoiled = regexp.MustCompile(`[{}]|%!|<no value>|<nil>|NaN|\bInf\b|  | \.|,,|\.\.| ,| ;|;;|\( | \)` +
	`|(^|[^\pL])(de|a) el \pL|(^|[^\pL])(el|un|del|al|este|los|unos) (\pL+ción|\pL+dad|cafetería|tienda|empresa|agencia|venta|cuota|tarifa|plaza|hora|noche)([^\pL]|$)` +
	`|(^|[^\pL])(la|una|esta|las|unas) (negocio|local|taller|servicio|salón|gimnasio|restaurante|estudio|despacho|alojamiento|precio|cliente|pedido|trabajo|evento|cubierto|suscriptor)([^\pL]|$)`)

// english are words that no Spanish sentence has.
var english = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields("the and with from for of is are year years month months cash costs customer customers buyer buyers plan's founder loan revenue profit rent each after before through whether people price") {
		m[w] = true
	}
	return m
}()

// englishWord is the first word of a line that is English; empty when none is.
func englishWord(line string) string {
	for _, w := range strings.FieldsFunc(line, func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' && r != '’' }) {
		if english[strings.ToLower(strings.ReplaceAll(w, "’", "'"))] {
			return w
		}
	}
	return ""
}

func TestEverySpanishSectionIsCleanText(t *testing.T) {
	d := newDesk(t)
	spanishVariety(d, func(name string, in writer.Input) {
		source := check.NewSource(in.Model, in.Brief, in.Request)
		for slug, text := range d.write(in) {
			for _, line := range strings.Split(text, "\n") {
				table := strings.HasPrefix(line, "|")
				for _, bad := range spoiled.FindAllString(line, -1) {
					if !strings.HasPrefix(line, "| ---") && !(bad == "  " && table) {
						t.Errorf("%s, %s: %q in %q", name, slug, bad, line)
					}
				}
				if word := englishWord(line); word != "" {
					t.Errorf("%s, %s: English %q in %q", name, slug, word, line)
				}
				if word := doubled(line); word != "" {
					t.Errorf("%s, %s: %q twice in %q", name, slug, word, line)
				}
			}
			for _, f := range source.Stray(text) {
				from, to := max(0, f.Start-60), min(len(text), f.Start+40)
				t.Errorf("%s, %s: %s %q has no source: …%s…", name, slug, f.Kind, f.Text, text[from:to])
			}
			if n := words(text); n < 140 || n > 520 {
				t.Errorf("%s, %s: %d words", name, slug, n)
			}
		}
	})
}

func TestNoSpanishSentenceServesMoreThanHalfOfTheTypes(t *testing.T) {
	d := newDesk(t)
	for _, setting := range []protocol.Request{
		request("", "Algo útil para la gente de este lugar", "Lisboa, Portugal", "60000", "EUR", 12),
		request("", "Algo útil para la gente de este lugar", "Berlín", "", "", 3),
	} {
		seen := map[string]map[string]bool{}
		for _, a := range d.library.Archetypes() {
			r := setting
			r.BusinessType, r.Locale = a.Slug, "es"
			for _, s := range sentences(document(d.write(d.input(r, 11)))) {
				if seen[s] == nil {
					seen[s] = map[string]bool{}
				}
				seen[s][a.Slug] = true
			}
		}
		for s, types := range seen {
			if len(types) > len(d.library.Archetypes())/2 {
				t.Errorf("in plans of %d types: %q", len(types), s)
			}
		}
	}
}

func TestSpanishWishesShowInThePlan(t *testing.T) {
	d := newDesk(t)
	base := request("cafe", "Una cafetería con vistas al puerto", "Valencia", "30000", "EUR", 12)
	base.Locale = "es"
	plain := d.write(d.input(base, 9))
	for wish, sections := range map[string][]string{
		"Todo vegano":                    {"company", "offer", "marketing"},
		"Pensado para familias":          {"company", "customers", "operations"},
		"Tono prudente, por favor":       {"company", "financial-plan", "funding"},
		"Necesito un sueldo":             {"company", "team"},
		"Sin deudas":                     {"funding", "executive-summary"},
		"Lo más sostenible que se pueda": {"operations", "marketing"},
	} {
		r := base
		r.Personalization = wish
		changed := d.write(d.input(r, 9))
		for _, slug := range sections {
			if changed[slug] == plain[slug] {
				t.Errorf("%q does not change %s", wish, slug)
			}
		}
	}
	r := base
	r.Idea = "Una cafetería en un local pequeño con vistas al puerto"
	if text := d.write(d.input(r, 9))["marketing"]; strings.Contains(text, "Ser local") {
		t.Errorf("premises are taken for an emphasis: %s", text)
	}
}
