package storetest

import (
	"testing"
	"time"
)

// marketTests are the promises about market data that is kept for all instances.
var marketTests = map[string]func(*testing.T, Store){
	"what is kept comes back with its age, and is replaced": func(t *testing.T, s Store) {
		if body, _, err := s.Reading(t.Context(), "country/PT"); body != nil || err != nil {
			t.Fatalf("an empty store has %q, %v", body, err)
		}
		for _, want := range []string{`{"a":1}`, `{"ö":2}`} {
			if err := s.KeepReading(t.Context(), "country/PT", []byte(want)); err != nil {
				t.Fatal(err)
			}
			body, age, err := s.Reading(t.Context(), "country/PT")
			if err != nil || string(body) != want || age < 0 || age > time.Minute {
				t.Errorf("got %q of age %s, %v; want %q", body, age, err, want)
			}
		}
		if body, _, err := s.Reading(t.Context(), "country/ES"); body != nil || err != nil {
			t.Errorf("another subject has %q, %v", body, err)
		}
	},
}
