package typeface_test

import (
	"testing"
	"unicode/utf8"

	"github.com/planspark/planspark/export/typeface"
)

func load(t testing.TB) *typeface.Faces {
	t.Helper()
	f, err := typeface.Load()
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestEveryTextIsLegible(t *testing.T) {
	f := load(t)
	for _, c := range []struct {
		name, text, want string
		whole            bool
	}{
		{"Latin", "Cafés in Łódź, Kraków – 25 % ≥ €5", "Cafés in Łódź, Kraków – 25 % ≥ €5", true},
		{"Greek and Cyrillic", "Καφέ и кофе", "Καφέ и кофе", true},
		{"accents are composed", "Cafe\u0301", "Café", true},
		{"Chinese", "在里斯本开一家咖啡馆", "在里斯本开一家咖啡馆", true},
		{"Japanese and Korean", "東京のラーメン 서울 카페", "東京のラーメン 서울 카페", true},
		{"Hebrew", "בית קפה", "בית קפה", true},
		{"emoji are named", "Coffee 🚀☕️ now", "Coffee [rocket]☕ now", false},
		{"a script without a font is named once", "गर्म चाय", "[Devanagari script] [Devanagari script]", false},
		{"flags", "🇵🇹🇰🇼 🇵", "[flag PT][flag KW] [regional indicator symbol letter p]", false},
		{"Arabic letters join", "نادي لا", "\uFEE7\uFE8E\uFEA9\uFEF1 \uFEFB", true},
		{"joiners go", "👩‍🍳", "[woman][cooking]", false},
		{"direction marks go", "safe\u202Etxt", "safetxt", true},
	} {
		got, whole := f.Legible(c.text)
		if got != c.want || whole != c.whole {
			t.Errorf("%s: %q (%v), want %q (%v)", c.name, got, whole, c.want, c.whole)
		}
		set := 0
		for _, run := range f.Runs(typeface.Sans, got) {
			set += utf8.RuneCountInString(run.Text)
		}
		if set != utf8.RuneCountInString(got) {
			t.Errorf("%s: %d of %d characters have a face", c.name, set, utf8.RuneCountInString(got))
		}
	}
}

func TestFiguresAreOfOneWidthSoThatColumnsAlign(t *testing.T) {
	f := load(t)
	for style := typeface.Serif; style <= typeface.SansBold; style++ {
		for _, digit := range "123456789" {
			if f.Width(style, 10, string(digit)) != f.Width(style, 10, "0") {
				t.Errorf("style %d: %c is not as wide as 0", style, digit)
			}
		}
	}
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		load(b)
	}
}
