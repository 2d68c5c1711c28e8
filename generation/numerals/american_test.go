package numerals_test

import (
	"testing"

	"github.com/planspark/planspark/generation/numerals"
)

func TestAmericaHasItsOwnWords(t *testing.T) {
	for locale, want := range map[string]bool{"es": false, "es-ES": false, "es_MX": true, "es-419": true, "es-US": true, "pt-BR": false, "": false, "es-GQ": false} {
		if got := numerals.American(locale); got != want {
			t.Errorf("%q: %t", locale, got)
		}
	}
	if got := numerals.InAmerica("Los costes, el ticket medio y el coche usado"); got != "Los costos, el ticket promedio y el auto usado" {
		t.Error(got)
	}
}
