package cli

import (
	"strings"
	"testing"
)

func TestAssumptionsAreReadAndWrittenAsPeopleWriteThem(t *testing.T) {
	a := assumed{Currency: "EUR"}
	a.Financials.Exponent = 2
	for _, tt := range []struct {
		unit, text string
		want       int64
		back       string
	}{
		{"money", "4.25", 425, "4.25 EUR"},
		{"money", "-3", -300, "-3.00 EUR"},
		{"ppm", "28%", 280_000, "28%"},
		{"ppm", "28.5 %", 285_000, "28.5%"},
		{"ppm", "0.285", 285_000, "28.5%"},
		{"milli", "4680", 4_680_000, "4680"},
		{"tenths", "1.5", 15, "1.5"},
		{"months", "7", 7, "7 months"},
		{"choice", "2", 2, "2"},
	} {
		x := assumption{Key: "x", Unit: tt.unit, Min: -1000, Max: 5_000_000}
		got, err := a.parse(x, tt.text)
		if err != nil || got != tt.want {
			t.Errorf("%s %q: %d, %v; want %d", tt.unit, tt.text, got, err, tt.want)
		}
		if back := a.write(tt.unit, got); back != tt.back {
			t.Errorf("%s %d is written %q, want %q", tt.unit, got, back, tt.back)
		}
	}
	for bad, why := range map[string]string{
		"": "want a number", "x": "want a number", "1e3": "want a number", "1/3": "want a number", "0x10": "want a number", "1,5": "want a number",
		"28%": "want a number", "1_0": "want a number", "4.255": "at most 2 decimals",
		"-0.01": "want 0.00 EUR to 500.00 EUR", "500.01": "want 0.00 EUR to 500.00 EUR", "99999999999999999999": "want 0.00 EUR to 500.00 EUR",
	} {
		if n, err := a.parse(assumption{Key: "x", Unit: "money", Max: 50_000}, bad); err == nil || !strings.Contains(err.Error(), why) {
			t.Errorf("%q is read as %d, %v", bad, n, err)
		}
	}
}
