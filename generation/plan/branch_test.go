package plan_test

import "testing"

// about are ideas as people write them, and what a plan of them is to be about.
var about = map[string]string{
	"An e-bike repair workshop in Bristol with rentals for visitors": "automotive/bicycle-workshop",
	"Taller de bicicletas eléctricas en Sevilla":                     "automotive/bicycle-workshop",
	"Fahrradladen mit Werkstatt":                                     "automotive/bicycle-workshop",
	"A bike shop for commuters":                                      "automotive/bicycle-workshop",
	"Car repair with a loan bike for customers":                      "automotive",
	"A garage for vintage cars and motorcycles":                      "automotive",
}

func TestAnIdeaIsAboutABranchWhereItsTypeHasOne(t *testing.T) {
	l := load(t)
	for idea, want := range about {
		slug := l.Infer(idea).Slug
		if got := l.About("en", slug, idea).Kind(); got != want {
			t.Errorf("%q is about %s, want %s", idea, got, want)
		}
	}
}

// Figures of a branch are those of its type, and so are the keys of its assumptions.
func TestABranchReckonsAsItsTypeDoes(t *testing.T) {
	l := load(t)
	for _, locale := range []string{"en", "es-ES", "es-MX"} {
		types := map[string]bool{}
		for _, b := range l.Kinds(locale) {
			if b.Branch == "" {
				types[b.Slug] = true
				continue
			}
			base := l.About(locale, b.Slug, "")
			if !types[b.Slug] || b.Driver.UnitsMonth != base.Driver.UnitsMonth || b.PriceUSDCents != base.PriceUSDCents {
				t.Errorf("%s, %s: other figures than its type's", locale, b.Kind())
			}
			for i, s := range b.Startup {
				if s.Key != base.Startup[i].Key || s.USD != base.Startup[i].USD {
					t.Errorf("%s, %s: %q is not what %q costs", locale, b.Kind(), s.Item, base.Startup[i].Item)
				}
			}
			for i, s := range b.Staff {
				if s.Key != base.Staff[i].Key || s.USD != base.Staff[i].USD {
					t.Errorf("%s, %s: %q is not paid as %q", locale, b.Kind(), s.Role, base.Staff[i].Role)
				}
			}
			for _, f := range b.Fixed {
				if f.Line == "" {
					t.Errorf("%s, %s: a monthly cost without a name", locale, b.Kind())
				}
			}
			if b.NameIn(locale) == base.NameIn(locale) {
				t.Errorf("%s, %s: is called as its type", locale, b.Kind())
			}
		}
	}
}
