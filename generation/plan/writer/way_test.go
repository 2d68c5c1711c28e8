package writer

import (
	"strings"
	"testing"

	"github.com/planspark/planspark/generation/market"
	"github.com/planspark/planspark/generation/plan"
	"github.com/planspark/planspark/protocol"
)

// inputOf computes a plan of a type in Lisbon, in a language.
func inputOf(t *testing.T, l *plan.Library, slug, locale, idea string) Input {
	t.Helper()
	atlas, err := market.New()
	if err != nil {
		t.Fatal(err)
	}
	brief, err := atlas.Brief(market.Query{Location: "Lisbon", Locale: locale, BusinessType: slug})
	if err != nil {
		t.Fatal(err)
	}
	rules := plan.ProductRules()
	rules.Spread.Paths = 10
	m, err := l.ComputeBy(t.Context(), rules, plan.Input{BusinessType: slug, Branch: l.Branch(slug, idea), Location: brief.Location, Start: "2027-01", Locale: locale})
	if err != nil {
		t.Fatal(err)
	}
	return Input{Request: protocol.Request{Idea: idea, Locale: locale, Location: "Lisbon"}, Model: m, Brief: brief, Seed: 3}
}

func TestAnIdeaSaysHowItMeetsItsBuyers(t *testing.T) {
	en, es := english(), spanish()
	l, err := plan.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		l          *language
		slug, idea string
		way, noun  string
	}{
		{en, "pet-services", "A mobile dog grooming van that comes to your door 🐶🚐", plan.WayMobile, "mobile grooming service"},
		{en, "pet-services", "A dog grooming salon with daycare", "", ""},
		{en, "pet-services", "Dog grooming, no van, a real shop", "", ""},
		{en, "pet-services", "Pet sitting at home", "", ""},
		{en, "salon", "Mobile hairdresser for care homes", plan.WayMobile, "mobile salon"},
		{en, "salon", "A barber shop and home visits for regulars", "", ""},
		{en, "healthcare", "Physiotherapy at home for older people", plan.WayMobile, "mobile physiotherapy practice"},
		{en, "gym", "yoga online", plan.WayOnline, "online yoga studio"},
		{en, "tutoring", "Language school teaching Spanish to expats, small groups, some lessons online", plan.WayAdults, "language school"},
		{en, "tutoring", "Driving school with electric cars", plan.WayRoad, "driving school"},
		{en, "tutoring", "A driving school with online booking and theory online", plan.WayRoad, "driving school"},
		{en, "tutoring", "An online language school for adults", plan.WayOnline, "online language school"},
		{en, "tutoring", "Maths tutoring for adults", "", ""},
		{en, "gym", "A boxing gym with online booking", "", ""},
		{en, "gym", "Climbing gym, book online and pay at the door", "", ""},
		{en, "salon", "A hair salon where everybody feels at home", "", ""},
		{en, "healthcare", "Physiotherapy practice with a mobile app", "", ""},
		{en, "automotive", "Van repair workshop", "", ""},
		{en, "short-stay", "Beach huts for couples", "", ""},
		{en, "tutoring", "Maths lessons, small groups, some lessons online", "", ""},
		{en, "ecommerce", "I make hand-knitted jumpers and want to sell them at my stall at the weekly market and maybe on Etsy", plan.WayStall, "market stall"},
		{en, "logistics", "bicycle courier, zero emission", plan.WayBicycle, "bicycle courier service"},
		{en, "short-stay", "Mountain hut at 2100m, soup and beds for hikers", plan.WayTrail, "mountain hut"},
		{en, "cafe", "A mobile café", "", ""},
		{es, "pet-services", "Peluquería canina a domicilio en furgoneta", plan.WayMobile, "la peluquería canina a domicilio"},
		{es, "gym", "Clases de yoga en línea", plan.WayOnline, "el estudio de yoga en línea"},
		{es, "automotive", "Mecánico a domicilio", plan.WayMobile, "el taller móvil"},
		{es, "pet-services", "una furgoneta de peluquería canina en Madrid", plan.WayMobile, "la peluquería canina a domicilio"},
		{es, "salon", "Peluquería a la que van familias", "", ""},
		{es, "automotive", "Taller de furgonetas camper", "", ""},
		{es, "gym", "Gimnasio con reservas online", "", ""},
		{es, "ecommerce", "Tienda online de trajes de feria", "", ""},
		{es, "tutoring", "Academia de idiomas con clases y también en línea", "", ""},
	} {
		locale := "en"
		if c.l == es {
			locale = "es-ES"
		}
		a := l.About(locale, c.slug, c.idea)
		if a.Way != c.way {
			t.Errorf("%q goes %q, want %q", c.idea, a.Way, c.way)
			continue
		}
		if got := c.l.named(a, c.idea).noun; c.way != "" && got != c.noun {
			t.Errorf("%q is %q, want %q", c.idea, got, c.noun)
		}
	}
}

func TestAVanIsNoSalon(t *testing.T) {
	l, err := plan.Load()
	if err != nil {
		t.Fatal(err)
	}
	p := New(l)
	for _, c := range []struct {
		locale, idea string
		never        []string
	}{
		{"en", "A mobile dog grooming van that comes to your door", []string{"salon with", "daycare", "second table", "the room before", "lease of"}},
		{"es-ES", "Peluquería canina a domicilio en furgoneta", []string{"salón", "guardería", "segunda mesa", "contrato de alquiler"}},
	} {
		in := inputOf(t, l, "pet-services", c.locale, c.idea)
		for _, section := range protocol.Sections() {
			text, err := p.Section(in, section.Slug)
			if err != nil {
				t.Fatal(err)
			}
			for _, word := range c.never {
				if strings.Contains(text, word) {
					t.Errorf("%s, %s speaks of %q:\n%s", c.locale, section.Slug, word, text)
				}
			}
		}
	}
	if got := p.Name("en", "pet-services", "A mobile dog grooming van"); got != "Mobile grooming service" {
		t.Errorf("the plan is named %q", got)
	}
	if got := p.Name("en", plan.Other, "A small hydro plant on a weir"); got != "Hydro plant" {
		t.Errorf("the plan is named %q", got)
	}
	if got := p.Name("en", plan.Other, "Something new"); got != "" {
		t.Errorf("a plan of no known trade is named %q", got)
	}
	if got := p.Name("en", "cafe", "A neighbourhood café"); got != "" {
		t.Errorf("a plain café is named %q", got)
	}
}

func TestAdultsOnlineAreNoPupilsAndHaveNoRooms(t *testing.T) {
	l, err := plan.Load()
	if err != nil {
		t.Fatal(err)
	}
	p := New(l)
	for _, c := range []struct {
		locale, idea string
		never        []string
	}{
		{"en", "An online language school for adults", []string{"arents", "minors", "pupil", "borrowed rooms", "with three rooms", "the room"}},
		{"es-ES", "Escuela de idiomas en línea para adultos", []string{"Padres", "padres", "familias", "menores", "aulas prestadas", "con tres aulas", "colegios"}},
	} {
		in := inputOf(t, l, "tutoring", c.locale, c.idea)
		for _, section := range protocol.Sections() {
			text, err := p.Section(in, section.Slug)
			if err != nil {
				t.Fatal(err)
			}
			for _, word := range c.never {
				if strings.Contains(text, word) {
					t.Errorf("%s, %s speaks of %q:\n%s", c.locale, section.Slug, word, text)
				}
			}
		}
	}
}
