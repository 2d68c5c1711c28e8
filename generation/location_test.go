package generation_test

import "testing"

func TestThePlaceIsFoundInTheIdeaWhenNoneIsGiven(t *testing.T) {
	for idea, want := range map[string]struct{ name, country string }{
		"A bakery in Porto that delivers sourdough by bicycle":   {"Porto", "PT"},
		"A small gym in the old town of Hamburg, for pensioners": {"the old town of Hamburg", "DE"},
		"Uma padaria em São Paulo com entregas":                  {"São Paulo", "BR"},
		"Una cafetería en Bogotá, Colombia":                      {"Bogotá, Colombia", "CO"},
		"Un salon de thé à Lyon, avec terrasse":                  {"Lyon", "FR"},
		"Plumber in Austin, Texas. I start in spring.":           {"Austin, Texas", "US"},
		"Plumber in Austin. Texas would be next":                 {"Austin", "US"},
		"In Lisbon a workshop for bicycles":                      {"Lisbon", "PT"},
		"A guest house near Lisbon":                              {"Lisbon", "PT"},
		"24h locksmith, two vans, San Diego, California":         {"San Diego, California", "US"},
		"Indoor padel club, 5 courts, Malmö":                     {"Malmö", "SE"},
		"Lavado de autos a mano en Querétaro, 40 autos":          {"Querétaro", "MX"},
		"Casa rural en los Picos de Europa":                      {"los Picos de Europa", "ES"},
		"Online shop for coffee from Colombia":                   {},
		"Online shop for coffee from Colombia, Brazil":           {},
		"Gelato shop at Bondi Beach, Sydney":                     {"Bondi Beach, Sydney", "AU"},
		"A mobile vet for horses around Toulouse":                {"Toulouse", "FR"},
		"A stall at Christmas, around Easter":                    {},
		"Glamping on the island of Krk, ten tents":               {"Krk", "HR"},
		"Consulting in AI for hospitals":                         {},
		"Coaching in HR and PR for founders":                     {},
		"Training in IT, HR":                                     {},
		"Internships in UK":                                      {"UK", "GB"},
		"Chocolate, Brazil":                                      {},
		"We mend toasters, radios, Lamps":                        {},
		"A book club for people in Love":                         {},
		"Consulting in marketing for Dentists":                   {},
		"A school in turkey farming and goose keeping":           {},
		"in":            {},
		"A studio in (": {},
	} {
		r := cafe
		r.Idea, r.Location, r.Currency = idea, "", ""
		r, err := planner.Complete(r)
		if err != nil {
			t.Fatal(err)
		}
		if r.Location != want.name {
			t.Errorf("%q: found %q, want %q", idea, r.Location, want.name)
		}
		if want.name == "" {
			continue
		}
		brief, err := planner.Brief(r)
		if err != nil || brief.Country != want.country {
			t.Errorf("%q: found %q in %s, %v; want %s", idea, r.Location, brief.Country, err, want.country)
		}
	}
}
