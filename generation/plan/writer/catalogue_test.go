package writer

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/planspark/planspark/generation/plan"
)

func TestEveryLanguageSaysEverything(t *testing.T) {
	en, es := english(), spanish()
	for key, ways := range en.phrases {
		switch n := len(es.phrases[key]); {
		case n == 0:
			t.Errorf("Spanish has no %s", key)
		case n < min(2, len(ways)):
			t.Errorf("Spanish has %d ways of %s, want two at least", n, key)
		}
	}
	for key := range es.phrases {
		if len(en.phrases[key]) == 0 {
			t.Errorf("English has no %s", key)
		}
	}
	if got, want := slices.Sorted(maps.Keys(es.trades)), slices.Sorted(maps.Keys(en.trades)); !slices.Equal(got, want) {
		t.Errorf("trades %v, want %v", got, want)
	}
	for slug := range es.nouns {
		if len(es.trades[slug].noun) == 0 {
			t.Errorf("nouns of %q belong to no trade", slug)
		}
	}
}

var slotNames = regexp.MustCompile(`\{([A-Za-z0-9_]+)\}`)

// slotsOf are the slots of some ways of a sentence plan, without those of the grammar.
func slotsOf(l *language, ways []string) map[string]bool {
	grammar := l.grammar.forms(&trade{}, "", "")
	slots := map[string]bool{}
	for _, way := range ways {
		for _, m := range slotNames.FindAllStringSubmatch(way, -1) {
			name := strings.ToLower(m[1][:1]) + m[1][1:]
			if _, ok := grammar[name]; !ok {
				slots[name] = true
			}
		}
	}
	return slots
}

// What a figure or a fact of the plan says is said in every language.
func TestNoLanguageLeavesOutWhatAllEnglishWaysSay(t *testing.T) {
	en, es := english(), spanish()
	common := []string{"city", "country", "opening", "sales", "revenue", "profit", "loss", "founder", "often", "skill", "works", "test", "spare", "prep", "place", "owner", "base"}
	for key, ways := range en.phrases {
		must := slotsOf(en, ways[:1])
		for _, way := range ways[1:] {
			others := slotsOf(en, []string{way})
			maps.DeleteFunc(must, func(name string, _ bool) bool { return !others[name] })
		}
		for _, way := range es.phrases[key] {
			has := slotsOf(es, []string{way})
			for name := range must {
				if !has[name] && !slices.Contains(common, name) {
					t.Errorf("%s: %q does not say {%s}", key, way, name)
				}
			}
		}
	}
}

// withBranches are the trades of a language with those of the branches, and their other nouns.
func withBranches(t *testing.T, l *language, locale string) (map[string]trade, map[string][]alias) {
	t.Helper()
	library, err := plan.Load()
	if err != nil {
		t.Fatal(err)
	}
	trades, nouns := maps.Clone(l.trades), maps.Clone(l.nouns)
	for _, a := range library.Kinds(locale) {
		if a.Trade != nil {
			words, others := tradeOf(a.Trade)
			trades[a.Kind()], nouns[a.Kind()] = *words, others
		}
	}
	return trades, nouns
}

func TestSpanishNounsStandWithTheirArticle(t *testing.T) {
	trades, nouns := withBranches(t, spanish(), "es")
	one, many, article := regexp.MustCompile(`^(el|la) \S`), regexp.MustCompile(`^(los|las) \S`), regexp.MustCompile(`^(el|la)$`)
	for slug, trade := range trades {
		for _, noun := range []string{trade.noun, trade.buyer, trade.ticket} {
			if !one.MatchString(noun) {
				t.Errorf("%s: %q", slug, noun)
			}
		}
		if !many.MatchString(trade.buyers) || !article.MatchString(trade.unit) {
			t.Errorf("%s: %q, %q", slug, trade.buyers, trade.unit)
		}
		for _, alias := range nouns[slug] {
			if !one.MatchString(alias.noun) {
				t.Errorf("%s: %q", slug, alias.noun)
			}
		}
	}
}

func TestSpanishContractsArticles(t *testing.T) {
	g := esGrammar{}
	for _, c := range []struct{ before, next, want string }{
		{"El precio de ", "el local", "El precio del local"},
		{"A ", "el local", "Al local"},
		{"frente a ", "el local", "frente al local"},
		{"Desde ", "el local", "Desde el local"},
		{"para ", "el local", "para el local"},
		{"de ", "la tienda", "de la tienda"},
		{"de ", "El Cairo", "de El Cairo"},
		{"", "el local", "el local"},
		{"el peso de «aroma» y «", "informe", "el peso de «aroma» e «informe"},
		{"agua y ", "hielo", "agua y hielo"},
		{"precio y ", "ingresos", "precio e ingresos"},
	} {
		before, next := g.contract(c.before, c.next)
		if before+next != c.want {
			t.Errorf("%q and %q make %q", c.before, c.next, before+next)
		}
	}
	for _, c := range []struct {
		items []string
		want  string
	}{
		{[]string{"pan", "harina"}, "pan y harina"},
		{[]string{"padres", "hijos"}, "padres e hijos"},
		{[]string{"agua", "hielo"}, "agua y hielo"},
		{[]string{"una", "dos", "ingresos propios"}, "una, dos e ingresos propios"},
		{[]string{"a y b", "c"}, "a y b; y c"},
	} {
		if got := g.join(c.items); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

// Apostrophes are curly, quotation marks those of the language, and dashes no hyphens.
func TestTextsAreSetInOneWay(t *testing.T) {
	wrong := regexp.MustCompile(`['"` + "`" + `´]|\.\.\.| - `)
	for tongue, l := range map[string]*language{"English": english(), "Spanish": spanish()} {
		foreign := map[string]string{"English": "«»„", "Spanish": "‘’„"}[tongue]
		look := func(where, text string) {
			if found := wrong.FindString(text); found != "" {
				t.Errorf("%s, %s: %q in %q", tongue, where, found, text)
			}
			if strings.ContainsAny(text, foreign) {
				t.Errorf("%s, %s: marks of another language in %q", tongue, where, text)
			}
		}
		for key, ways := range l.phrases {
			for _, way := range ways {
				look(key, way)
			}
		}
		trades, nouns := withBranches(t, l, map[string]string{"English": "en", "Spanish": "es"}[tongue])
		for slug, trade := range trades {
			for _, text := range trade.texts() {
				look(slug, *text)
			}
			for _, cover := range trade.covers {
				look(slug, cover)
			}
			for _, alias := range nouns[slug] {
				look(slug, alias.noun)
			}
		}
	}
}

func TestWhatIsQuotedHasTheMarksOfTheInside(t *testing.T) {
	idea := `"Mr. Crumb" – a café with 'real' cakes and “slow coffee” («lento»)`
	for _, c := range []struct {
		within marks
		want   string
	}{
		{enGrammar{}.within(), `‘Mr. Crumb’ – a café with 'real' cakes and ‘slow coffee’ (‘lento’)`},
		{esGrammar{}.within(), `“Mr. Crumb” – a café with 'real' cakes and “slow coffee” (“lento”)`},
	} {
		if got := c.within.set(idea); got != c.want {
			t.Errorf("%s, want %s", got, c.want)
		}
	}
}

func TestAnIdeaIsQuotedOnce(t *testing.T) {
	library, err := plan.Load()
	if err != nil {
		t.Fatal(err)
	}
	p := New(library)
	for locale, want := range map[string]string{"en": `“Wine bar called ‘The Last Drop’”`, "es-MX": `«Wine bar called “The Last Drop”»`} {
		if got := p.Quoted(locale, `Wine bar called "The Last Drop"`); got != want {
			t.Errorf("%s: %s, want %s", locale, got, want)
		}
	}
}
