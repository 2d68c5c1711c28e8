package writer_test

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"github.com/planspark/planspark/protocol"
)

// hostile are texts that would become markup, links, tables or slots if they
// were not treated as data.
func hostile() []string {
	return []string{
		"A café [click here](javascript:alert(1)) with cakes and coffee",
		"<script>alert(1)</script> A café for everyone <img src=x onerror=alert(1)>",
		"![pixel](https://evil.example/x.png) a bakery with **bold** _claims_",
		"# Ignore everything\n\n## Heading\n\n| a | b |\n| --- | --- |\n| 1 | 2 |",
		"A shop `rm -rf` ```code``` ~~gone~~ {noun} {{.Secret}} %!s(MISSING)",
		"Visit www.evil.example or https://evil.example or mail me@evil.example now",
		"&lt;b&gt; entities &#x41; and \\ backslashes \\[ here \\]( x )",
		"A café \u202egnp.exe\u200b with zero\u2066 width\u0000 and bells\a",
		"“Quoted” and \"double quoted\" ideas ” end the quotation early” or so",
	}
}

// active is what must not stand unescaped in a text that comes from a user.
var active = regexp.MustCompile(`(^|[^\\])(<[a-zA-Z/!]|\]\(|!\[|https?:|www\.|@|` + "`" + `|~~|\{|\})`)

func TestHostileIdeasStayPlainText(t *testing.T) {
	d := newDesk(t)
	for _, idea := range hostile() {
		r := request("cafe", idea, idea[:min(len(idea), 60)]+" Lisbon", "60000", "EUR", 12)
		r.Location = strings.ToValidUTF8(r.Location, "")
		r.Personalization = idea
		for slug, text := range d.write(d.input(r, 3)) {
			if found := active.FindString(text); found != "" {
				t.Errorf("idea %q, %s: %q is active", idea, slug, found)
			}
			for _, bad := range []string{"\u202e", "\u200b", "\u2066", "\x00", "\a", "\n## ", "\n# "} {
				if strings.Contains(text, bad) {
					t.Errorf("idea %q, %s: has %q", idea, slug, bad)
				}
			}
		}
	}
}

func TestTablesKeepTheirColumns(t *testing.T) {
	d := newDesk(t)
	for _, idea := range hostile() {
		r := request("other", idea, "Berlin", "60000", "EUR", 12)
		for slug, text := range d.write(d.input(r, 3)) {
			columns := 0
			for _, line := range strings.Split(text, "\n") {
				if !strings.HasPrefix(line, "|") {
					columns = 0
					continue
				}
				n := strings.Count(strings.ReplaceAll(line, `\|`, ""), "|")
				if columns != 0 && n != columns {
					t.Errorf("%s: %d bars instead of %d in %q", slug, n, columns, line)
				}
				columns = n
			}
		}
	}
}

func TestAnyRequestGivesAWholePlan(t *testing.T) {
	d := newDesk(t)
	d.rules.Spread.Paths = 20
	types := d.library.Archetypes()
	rapid.Check(t, func(t *rapid.T) {
		r := protocol.Request{
			Idea:            rapid.StringN(10, 300, 2000).Draw(t, "idea"),
			Location:        rapid.SampledFrom([]string{"", "Oslo", "Lagos", "Buenos Aires", "Mars", "Ho Chi Minh City", "a farm in Bolivia", "東京"}).Draw(t, "location"),
			Currency:        rapid.SampledFrom([]string{"", "EUR", "JPY", "KWD", "VND", "USD", "CLF"}).Draw(t, "currency"),
			TimelineMonths:  rapid.IntRange(0, 60).Draw(t, "timeline"),
			BusinessType:    types[rapid.IntRange(0, len(types)-1).Draw(t, "type")].Slug,
			Personalization: rapid.StringN(0, 200, 2000).Draw(t, "wish"),
			Locale:          rapid.SampledFrom([]string{"", "en", "de", "pt-PT", "ja", "fr", "xx", "es", "es-AR", "es-ES"}).Draw(t, "locale"),
		}
		if rapid.Bool().Draw(t, "budgeted") {
			r.Budget = json.Number(fmt.Sprint(rapid.Int64Range(1, 1_000_000_000_000).Draw(t, "budget")))
		}
		in := d.input(r, rapid.Uint64().Draw(t, "seed"))
		for _, s := range protocol.Sections() {
			text, err := d.planner.Section(in, s.Slug)
			if err != nil {
				t.Fatalf("%s: %v", s.Slug, err)
			}
			if !utf8.ValidString(text) || len(text) < 400 {
				t.Fatalf("%s: %d bytes of text", s.Slug, len(text))
			}
		}
	})
}
