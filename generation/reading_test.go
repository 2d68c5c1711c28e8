package generation_test

import (
	"testing"

	"github.com/planspark/planspark/generation"
	"github.com/planspark/planspark/protocol"
)

// TestARequestIsReadBackBeforeItsPlanIsMade: business, place and currency as the plan will have them, and the next best type.
func TestARequestIsReadBackBeforeItsPlanIsMade(t *testing.T) {
	p, err := generation.NewPlanner()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		request protocol.Request
		want    protocol.Reading
		instead string
	}{
		{
			protocol.Request{Idea: "An e-bike repair workshop in Bristol with rentals"},
			protocol.Reading{BusinessType: "automotive", Business: "Bicycle workshop", Place: "Bristol, United Kingdom", Country: "GB", Currency: "GBP"},
			"manufacturing",
		},
		{
			protocol.Request{Idea: "An e-bike repair workshop in Bristol with rentals", BusinessType: "manufacturing", Currency: "EUR"},
			protocol.Reading{BusinessType: "manufacturing", Business: "Workshop or small manufacturing", Place: "Bristol, United Kingdom", Country: "GB", Currency: "EUR"},
			"",
		},
		{
			protocol.Request{Idea: "Una pizzería con horno de leña", Location: "Valencia", Locale: "es-ES"},
			protocol.Reading{BusinessType: "restaurant", Business: "Pizzería", Place: "Valencia, España", Country: "ES", Currency: "EUR"},
			"",
		},
		{
			protocol.Request{Idea: "A café", Location: "Singapore"},
			protocol.Reading{BusinessType: "cafe", Business: "Café", Place: "Singapore", Country: "SG", Currency: "SGD"},
			"",
		},
		{
			protocol.Request{Idea: "I have 40,000 euros saved for a café in Lisbon"},
			protocol.Reading{BusinessType: "cafe", Business: "Café", Place: "Lisbon, Portugal", Country: "PT", Currency: "EUR", Budget: "40000"},
			"",
		},
		{
			protocol.Request{Idea: "I have 40,000 euros saved for a café in Lisbon", Budget: "50000"},
			protocol.Reading{BusinessType: "cafe", Business: "Café", Place: "Lisbon, Portugal", Country: "PT", Currency: "EUR", Budget: "50000"},
			"",
		},
		{
			protocol.Request{Idea: "I have 40,000 euros saved for a café in Lisbon", Currency: "USD"},
			protocol.Reading{BusinessType: "cafe", Business: "Café", Place: "Lisbon, Portugal", Country: "PT", Currency: "USD"},
			"",
		},
		{
			protocol.Request{Idea: "A café in Lisbon, with savings of 900000000000 million euros"}, // more than a budget may be
			protocol.Reading{BusinessType: "cafe", Business: "Café", Place: "Lisbon, Portugal", Country: "PT", Currency: "EUR"},
			"",
		},
		{
			protocol.Request{Idea: "Something that nobody has thought of", Location: "Iceland"},
			protocol.Reading{BusinessType: "other", Business: "Other business", Place: "Iceland", Country: "IS", Currency: "ISK"},
			"",
		},
	} {
		got := p.Reading(c.request)
		if got == nil {
			t.Errorf("%+v is not read", c.request)
			continue
		}
		instead := ""
		if got.Instead != nil {
			instead = got.Instead.Slug
		}
		got.Instead = nil
		if *got != c.want || instead != c.instead {
			t.Errorf("%q is read as %+v, or %q; want %+v, or %q", c.request.Idea, *got, instead, c.want, c.instead)
		}
	}
	if got := p.Reading(protocol.Request{Idea: "A bakery", Currency: "XXQ"}); got != nil {
		t.Errorf("a request that would be refused is read as %+v", got)
	}
}
