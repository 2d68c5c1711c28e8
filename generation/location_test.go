package generation_test

import "testing"

func TestThePlaceIsFoundInTheIdeaWhenNoneIsGiven(t *testing.T) {
	for idea, want := range map[string]string{
		"A bakery in Porto that delivers sourdough by bicycle":   "PT",
		"A small gym in the old town of Hamburg, for pensioners": "DE",
		"Uma padaria em São Paulo com entregas":                  "BR",
		"Una cafetería en Bogotá, Colombia":                      "CO",
		"Plumber in Austin, Texas. I start in spring.":           "US",
		"Online shop for coffee from Colombia":                   "",
		"A book club for people in Love":                         "",
		"Consulting in marketing for Dentists":                   "",
		"in":                                                     "",
		"A studio in (":                                          "",
	} {
		r := cafe
		r.Idea, r.Location, r.Currency = idea, "", ""
		r, err := planner.Complete(r)
		if err != nil {
			t.Fatal(err)
		}
		if want == "" {
			if r.Location != "" {
				t.Errorf("%q: found %q, want nothing", idea, r.Location)
			}
			continue
		}
		brief, err := planner.Brief(r)
		if err != nil || brief.Country != want {
			t.Errorf("%q: found %q in %s, %v; want %s", idea, r.Location, brief.Country, err, want)
		}
	}
}
