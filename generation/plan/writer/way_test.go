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
	m, err := l.ComputeBy(t.Context(), rules, plan.Input{BusinessType: slug, Location: brief.Location, Start: "2027-01", Locale: locale})
	if err != nil {
		t.Fatal(err)
	}
	return Input{Request: protocol.Request{Idea: idea, Locale: locale, Location: "Lisbon"}, Model: m, Brief: brief, Seed: 3}
}

// What a turn replaces is said by its trade: a text that was changed there would
// come back here in its usual words.
func TestTurnsReplaceWhatTheirTradesSay(t *testing.T) {
	l, err := plan.Load()
	if err != nil {
		t.Fatal(err)
	}
	spain := spanish()
	for locale, lang := range map[string]*language{"en": english(), "es-ES": spain, "es-MX": american(spain)} {
		for slug, ways := range lang.turns {
			a := inputOf(t, l, slug, locale, "").Model.Archetype
			said := map[string]bool{}
			for _, text := range lang.trade(slug).texts() {
				said[*text] = true
			}
			f := a.Facts
			for _, list := range [][]string{lang.trade(slug).covers, f.Segments, f.Channels, f.Competitors, f.Differentiators, f.KPIs, f.Licences, f.Operations, f.Suppliers} {
				for _, text := range list {
					said[text] = true
				}
			}
			for _, r := range f.Risks {
				said[r.Risk], said[r.Mitigation] = true, true
			}
			for _, s := range a.Streams {
				said[s.Name] = true
			}
			for _, size := range a.Formats {
				said[size.Name] = true
			}
			for way, turn := range ways {
				for usual := range turn.texts {
					if !said[usual] {
						t.Errorf("%s, %s, %s: nobody says %q", locale, slug, way, usual)
					}
				}
				for _, size := range a.Formats {
					if turn.said(size.Name) == size.Name {
						t.Errorf("%s, %s, %s: the size %q has no name of this way", locale, slug, way, size.Name)
					}
				}
			}
		}
		for slug, ways := range lang.keys {
			for way := range ways {
				if _, ok := lang.turns[slug][way]; !ok {
					t.Errorf("%s: %s has no turn for %s", locale, slug, way)
				}
			}
		}
	}
}

func TestAnIdeaSaysHowItMeetsItsBuyers(t *testing.T) {
	en, es := english(), spanish()
	for _, c := range []struct {
		l          *language
		slug, idea string
		way, noun  string
	}{
		{en, "pet-services", "A mobile dog grooming van that comes to your door 🐶🚐", wayMobile, "mobile grooming service"},
		{en, "pet-services", "A dog grooming salon with daycare", "", ""},
		{en, "pet-services", "Dog grooming, no van, a real shop", "", ""},
		{en, "pet-services", "Pet sitting at home", "", ""},
		{en, "salon", "Mobile hairdresser for care homes", wayMobile, "mobile salon"},
		{en, "salon", "A barber shop and home visits for regulars", "", ""},
		{en, "healthcare", "Physiotherapy at home for older people", wayMobile, "mobile physiotherapy practice"},
		{en, "gym", "yoga online", wayOnline, "online yoga studio"},
		{en, "tutoring", "Language school teaching Spanish to expats, small groups, some lessons online", wayAdults, "language school"},
		{en, "tutoring", "Driving school with electric cars", wayRoad, "driving school"},
		{en, "tutoring", "A driving school with online booking and theory online", wayRoad, "driving school"},
		{en, "tutoring", "An online language school for adults", wayOnline, "online language school"},
		{en, "tutoring", "Maths tutoring for adults", "", ""},
		{en, "gym", "A boxing gym with online booking", "", ""},
		{en, "gym", "Climbing gym, book online and pay at the door", "", ""},
		{en, "salon", "A hair salon where everybody feels at home", "", ""},
		{en, "healthcare", "Physiotherapy practice with a mobile app", "", ""},
		{en, "automotive", "Van repair workshop", "", ""},
		{en, "short-stay", "Beach huts for couples", "", ""},
		{en, "tutoring", "Maths lessons, small groups, some lessons online", "", ""},
		{en, "ecommerce", "I make hand-knitted jumpers and want to sell them at my stall at the weekly market and maybe on Etsy", wayStall, "market stall"},
		{en, "logistics", "bicycle courier, zero emission", wayBicycle, "bicycle courier service"},
		{en, "short-stay", "Mountain hut at 2100m, soup and beds for hikers", wayTrail, "mountain hut"},
		{en, "cafe", "A mobile café", "", ""},
		{es, "pet-services", "Peluquería canina a domicilio en furgoneta", wayMobile, "la peluquería canina a domicilio"},
		{es, "gym", "Clases de yoga en línea", wayOnline, "el estudio de yoga en línea"},
		{es, "automotive", "Mecánico a domicilio", wayMobile, "el taller móvil"},
		{es, "pet-services", "una furgoneta de peluquería canina en Madrid", wayMobile, "la peluquería canina a domicilio"},
		{es, "salon", "Peluquería a la que van familias", "", ""},
		{es, "automotive", "Taller de furgonetas camper", "", ""},
		{es, "gym", "Gimnasio con reservas online", "", ""},
		{es, "ecommerce", "Tienda online de trajes de feria", "", ""},
		{es, "tutoring", "Academia de idiomas con clases y también en línea", "", ""},
	} {
		way, turn, ok := c.l.turned(c.slug, c.idea)
		if way != c.way || ok != (c.way != "") {
			t.Errorf("%q goes %q, want %q", c.idea, way, c.way)
			continue
		}
		if got := turn.named(c.l.named(&plan.Archetype{Slug: c.slug}, c.idea).noun, way, c.l.grammar); ok && got != c.noun {
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

func TestStepsAndSizesSayWhatTheTextsSay(t *testing.T) {
	l, err := plan.Load()
	if err != nil {
		t.Fatal(err)
	}
	p := New(l)
	van := "A mobile dog grooming van"
	if got := p.Step("en", "pet-services", van, "Test demand: dog owners within fifteen minutes"); got != "Test demand: dog owners along the round" {
		t.Errorf("%q", got)
	}
	if got := p.Step("en", "pet-services", van, "Team grows: groomer or carer, 1 post"); got != "Team grows: groomer or carer, 1 post" {
		t.Errorf("%q", got)
	}
	if got := p.Step("en", "cafe", "A café", "Opening"); got != "Opening" {
		t.Errorf("%q", got)
	}
	sizes := "The standard size. 1: mobile or home service. 2: salon with two tables. 3: salon with daycare."
	if got := p.Sizes("en", "pet-services", van, sizes); got != "The standard size. 1: one van. 2: two vans. 3: three vans." {
		t.Errorf("%q", got)
	}
	if got := p.Sizes("en", "pet-services", "A dog grooming salon", sizes); got != sizes {
		t.Errorf("%q", got)
	}
}
