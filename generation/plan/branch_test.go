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
	"A self-service car wash on the ring road":                       "automotive/car-wash",
	"Autolavado con detallado en Monterrey":                          "automotive/car-wash",
	"Campervan rental in Iceland":                                    "automotive/car-rental",
	"Alquiler de coches en Tenerife":                                 "automotive/car-rental",
	"A laundromat near the university":                               "cleaning/laundry",
	"Lavandería con recogida a domicilio":                            "cleaning/laundry",
	"Office cleaning company":                                        "cleaning",
	"An escape room with three themed rooms":                         "other/leisure-venue",
	"An indoor playground with a café for parents":                   "other/leisure-venue",
	"A museum of broken machines":                                    "other",
	"A coworking space with 40 desks":                                "short-stay/coworking",
	"Coliving and coworking in Madeira":                              "short-stay",
	"A self-storage facility in an old warehouse":                    "short-stay/self-storage",
	"Tool rental for builders":                                       "short-stay/equipment-rental",
	"Alquiler de kayaks y tablas en la playa":                        "travel",
	"A small hotel with bike rental":                                 "short-stay",
	"Phone repair while you wait":                                    "retail-shop/device-repair",
	"A bookshop with a repair corner for bindings":                   "retail-shop",
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
