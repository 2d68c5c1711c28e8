package cli

import "testing"

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
		x := assumption{Key: "x", Unit: tt.unit}
		got, err := a.parse(x, tt.text)
		if err != nil || got != tt.want {
			t.Errorf("%s %q: %d, %v; want %d", tt.unit, tt.text, got, err, tt.want)
		}
		if back := a.write(tt.unit, got); back != tt.back {
			t.Errorf("%s %d is written %q, want %q", tt.unit, got, back, tt.back)
		}
	}
	for _, bad := range []string{"", "x", "4.255", "1e3", "1/3", "0x10", "1,5", "28%", "99999999999999999999", "1_0"} {
		if n, err := a.parse(assumption{Key: "x", Unit: "money"}, bad); err == nil {
			t.Errorf("%q is read as %d", bad, n)
		}
	}
}
