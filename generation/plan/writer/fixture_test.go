package writer_test

import (
	"context"
	"encoding/json"
	"strings"
	"testing"

	"github.com/planspark/planspark/generation/market"
	"github.com/planspark/planspark/generation/plan"
	"github.com/planspark/planspark/generation/plan/plantest"
	"github.com/planspark/planspark/generation/plan/writer"
	"github.com/planspark/planspark/protocol"
)

// desk is what a test needs to write plans.
type desk struct {
	t       testing.TB
	library *plan.Library
	atlas   *market.Atlas
	planner *writer.Planner
	rules   plan.Rules
}

func newDesk(t testing.TB) *desk {
	t.Helper()
	library, atlas := plantest.Tables(t)
	rules := plantest.Rules(200) // enough to read, and quick
	return &desk{t: t, library: library, atlas: atlas, planner: writer.New(library), rules: rules}
}

// start is the first month of all plans in the tests.
const start = "2027-01"

// input computes what the writer needs for a request.
func (d *desk) input(r protocol.Request, seed uint64) writer.Input {
	d.t.Helper()
	brief, err := d.atlas.Brief(market.Query{Location: r.Location, Currency: r.Currency, Locale: r.Locale, BusinessType: r.BusinessType})
	if err != nil {
		d.t.Fatal(err)
	}
	m, err := d.library.ComputeBy(context.Background(), d.rules, plan.Input{
		BusinessType: r.BusinessType, Branch: d.library.Branch(r.BusinessType, r.Idea), Location: brief.Location, Budget: r.BudgetMinor(brief.MinorExponent),
		TimelineMonths: r.TimelineMonths, Start: start, Seed: seed, NoDebt: writer.WantsNoDebt(r), Locale: r.Locale,
	})
	if err != nil {
		d.t.Fatal(err)
	}
	return writer.Input{Request: r, Model: m, Brief: brief, Seed: seed}
}

// write writes all sections of a plan by slug.
func (d *desk) write(in writer.Input) map[string]string {
	d.t.Helper()
	out := map[string]string{}
	for _, s := range protocol.Sections() {
		text, err := d.planner.Section(in, s.Slug)
		if err != nil {
			d.t.Fatalf("%s of %s: %v", s.Slug, in.Model.Archetype.Slug, err)
		}
		out[s.Slug] = text
	}
	return out
}

// document joins the sections under their titles.
func document(sections map[string]string) string { return documentIn("en", sections) }

func documentIn(locale string, sections map[string]string) string {
	var b strings.Builder
	for _, s := range protocol.SectionsIn(locale) {
		b.WriteString("## " + s.Title + "\n\n" + sections[s.Slug] + "\n\n")
	}
	return b.String()
}

func request(kind, idea, location, budget, currency string, timeline int) protocol.Request {
	return protocol.Request{
		BusinessType: kind, Idea: idea, Location: location, Budget: json.Number(budget), Currency: currency,
		TimelineMonths: timeline, Locale: "en",
	}
}

// The requests of the reading list: one of each kind of plan that reads differently.
func readings() map[string]protocol.Request {
	cafe := request("cafe", "A neighbourhood café in Lisbon with specialty coffee and home-made cakes", "Lisbon, Portugal", "60000", "EUR", 12)
	saas := request("saas", "Software that turns the shift plans of small clinics from spreadsheets into a service with reminders", "Berlin", "", "", 12)
	plumber := request("trades", "Plumbing repairs and bathroom renovations, family business with honest prices", "Austin, Texas", "20000", "USD", 3)
	plumber.Personalization = "Conservative tone. I need a salary to live on. No debt if possible."
	bank := request("nonprofit", "A food bank that collects surplus from markets and hands it to families in Kibera, with cooking courses for young mothers", "Nairobi, Kenya", "3000000", "KES", 18)
	hotel := request("short-stay", "A small hotel in an old wooden house near Ueno station, for families and tourists", "Tokyo", "20000000", "JPY", 24)
	gym := request("gym", "Women's strength studio with childcare during the classes", "Kuwait City", "40000", "KWD", 9)
	other := request("other", "We repair and resell old wooden boats for lake owners, with winter storage", "Zürich", "80000", "CHF", 12)
	return map[string]protocol.Request{"cafe": cafe, "saas": saas, "plumber": plumber, "foodbank": bank, "hotel": hotel, "gym": gym, "other": other}
}

// The same for Spanish, on both sides of the ocean.
func spanishReadings() map[string]protocol.Request {
	in := func(locale string, r protocol.Request) protocol.Request {
		r.Locale = locale
		return r
	}
	fontaneria := request("trades", "Empresa de fontanería y reformas de baños, negocio familiar con precios honrados", "Bogotá", "90000000", "COP", 3)
	fontaneria.Personalization = "Tono prudente. Necesito un sueldo para vivir. Sin deudas."
	return map[string]protocol.Request{
		"es-cafe":       in("es-ES", request("cafe", "Una cafetería de barrio en Sevilla con café de especialidad y tartas caseras", "Sevilla", "60000", "EUR", 12)),
		"es-fontaneria": in("es-CO", fontaneria),
		"es-software":   in("es-MX", request("saas", "Un servicio que convierte las hojas de turnos de clínicas pequeñas en un calendario con avisos", "Ciudad de México", "", "MXN", 12)),
		"es-comedor":    in("es-PE", request("nonprofit", "Un comedor comunitario que recoge excedentes de los mercados para familias de Villa El Salvador", "Lima", "80000", "PEN", 18)),
		"es-hostal":     in("es", request("short-stay", "Un pequeño hotel en una casa antigua cerca de la estación, para familias y turistas", "Londres", "300000", "GBP", 24)),
	}
}
