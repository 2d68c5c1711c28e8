package writer_test

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"github.com/planspark/planspark/generation/plan"
	"github.com/planspark/planspark/generation/plan/check"
	"github.com/planspark/planspark/generation/plan/writer"
	"github.com/planspark/planspark/protocol"
)

// place is somewhere with its budget, small, usual and large, in its currency.
type place struct {
	location, currency, locale string
	budgets                    []string
}

func places() []place {
	return []place{
		{"Lisbon, Portugal", "EUR", "en", []string{"", "8000", "60000", "900000"}},
		{"Austin, Texas", "USD", "en-US", []string{"20000", "", "150000"}},
		{"Tokyo", "JPY", "ja", []string{"3000000", "40000000"}},
		{"Nairobi", "KES", "en", []string{"400000", "20000000"}},
		{"Kuwait City", "KWD", "en", []string{"5000", "90000"}},
		{"São Paulo", "BRL", "pt-BR", []string{"100000", ""}},
		{"a village in the Auvergne, France", "EUR", "fr-FR", []string{"30000"}},
	}
}

func timelines() []int { return []int{1, 3, 12, 24, 60} }

// variety calls f for all business types at several places, budgets and
// timelines, without multiplying all with all, and for each branch at one.
func variety(d *desk, f func(name string, in writer.Input)) {
	n := 0
	for _, a := range d.library.Kinds("en") {
		for _, p := range whereAbouts(a, places(), n) {
			n++
			budget := p.budgets[n%len(p.budgets)]
			timeline := timelines()[n%len(timelines())]
			r := request(a.Slug, "A "+strings.ToLower(a.NameIn("en"))+" for people who want it done well", p.location, budget, p.currency, timeline)
			r.Locale = p.locale
			f(fmt.Sprintf("%s in %s, budget %q, %d months", a.Kind(), p.location, budget, timeline), d.inputOf(a, r, uint64(n)))
		}
	}
}

// whereAbouts are four places in turn for a type, and one for a branch.
func whereAbouts(a *plan.Archetype, places []place, n int) []place {
	most := 4
	if a.Branch != "" {
		most = 1
	}
	out := make([]place, most)
	for i := range out {
		out[i] = places[(n+i)%len(places)]
	}
	return out
}

// inputOf is input for a request whose idea must be about a type or a branch of it.
func (d *desk) inputOf(a *plan.Archetype, r protocol.Request, seed uint64) writer.Input {
	d.t.Helper()
	in := d.input(r, seed)
	if got := in.Model.Archetype.Kind(); got != a.Kind() {
		d.t.Errorf("%q is about %s, want %s", r.Idea, got, a.Kind())
	}
	return in
}

var residue = regexp.MustCompile(`[{}]|%!|<no value>|  | \.|,,|\.\.| ,| ;|;;|\( | \)|\ba [aeio][a-z]+\b|\ban [bcdfgjklmnpqrstvwxyz]|<nil>|NaN|\bInf\b`)

// articleExceptions begin with a vowel letter and a consonant's sound, or the
// other way round.
var articleExceptions = regexp.MustCompile(`^(a one|a eu|a uni|an hour|an honest|an x|an SEO)`)

func TestEverySectionOfEveryTypeIsCleanTextAndEachFigureHasASource(t *testing.T) {
	d := newDesk(t)
	variety(d, func(name string, in writer.Input) {
		source := check.NewSource(in.Model, in.Brief, in.Request)
		for slug, text := range d.write(in) {
			for _, f := range source.Stray(text) {
				from, to := max(0, f.Start-60), min(len(text), f.Start+40)
				t.Errorf("%s, %s: %s %q has no source: …%s…", name, slug, f.Kind, f.Text, text[from:to])
			}
			if !utf8.ValidString(text) {
				t.Errorf("%s, %s: invalid UTF-8", name, slug)
			}
			for _, line := range strings.Split(text, "\n") {
				if strings.HasPrefix(line, "#") && !strings.HasPrefix(line, "### ") {
					t.Errorf("%s, %s: heading %q", name, slug, line)
				}
				for _, bad := range residue.FindAllString(line, -1) {
					if !articleExceptions.MatchString(bad) && !strings.HasPrefix(line, "| ---") && !(bad == "  " && strings.HasPrefix(line, "|")) {
						t.Errorf("%s, %s: %q in %q", name, slug, bad, line)
					}
				}
				if word := doubled(line); word != "" {
					t.Errorf("%s, %s: %q twice in %q", name, slug, word, line)
				}
			}
			if n := words(text); n < 150 || n > 450 {
				t.Errorf("%s, %s: %d words", name, slug, n)
			}
		}
	})
}

// doubled finds a word that stands twice in a row.
func doubled(line string) string {
	if strings.HasPrefix(line, "|") {
		return ""
	}
	fields := strings.Fields(strings.ToLower(line))
	for i := 1; i < len(fields); i++ {
		if fields[i] == fields[i-1] && strings.ContainsAny(fields[i], "abcdefghijklmnopqrstuvwxyz") {
			return fields[i]
		}
	}
	return ""
}

// words counts the words outside of tables.
func words(text string) int {
	n := 0
	for _, line := range strings.Split(text, "\n") {
		if !strings.HasPrefix(line, "|") {
			n += len(strings.Fields(line))
		}
	}
	return n
}

func TestTheSameInputGivesTheSameBytes(t *testing.T) {
	d := newDesk(t)
	in := d.input(readings()["cafe"], 42)
	want := document(d.write(in))
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			other := newDesk(t)
			if got := document(other.write(other.input(readings()["cafe"], 42))); got != want {
				t.Error("two runs differ")
			}
			if got := document(d.write(in)); got != want {
				t.Error("two concurrent runs of one planner differ")
			}
		})
	}
	group.Wait()
}

var listMark = regexp.MustCompile(`^(- |\d+\. )`)

// sentences are the sentences and rows of a plan, without headings and headers.
func sentences(text string) []string {
	var out []string
	header := true
	for _, line := range strings.Split(text, "\n") {
		line = strings.Join(strings.Fields(line), " ")
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
			header = true
		case strings.HasPrefix(line, "|"):
			if !header && !strings.HasPrefix(line, "| ---") {
				out = append(out, line)
			}
			header = false
		default:
			header = true
			rest := listMark.ReplaceAllString(line, "")
			for {
				i := strings.Index(rest, ". ")
				if i < 0 {
					break
				}
				out = append(out, rest[:i+1])
				rest = rest[i+2:]
			}
			out = append(out, rest)
		}
	}
	return out
}

func prose(list []string) []string {
	return slices.DeleteFunc(slices.Clone(list), func(s string) bool { return strings.HasPrefix(s, "|") })
}

func TestTwoSeedsTellTheSamePlanDifferently(t *testing.T) {
	d := newDesk(t)
	all := readings()
	maps.Copy(all, spanishReadings())
	for name, r := range all {
		in := d.input(r, 1)
		plans := make([]map[string]bool, 6)
		for seed := range plans {
			in.Seed = uint64(seed)*7919 + 1
			plans[seed] = map[string]bool{}
			for _, s := range prose(sentences(document(d.write(in)))) {
				plans[seed][s] = true
			}
		}
		for i := range plans {
			for j := range i {
				different := 0
				for s := range plans[i] {
					if !plans[j][s] {
						different++
					}
				}
				if share := float64(different) / float64(len(plans[i])); share <= 0.3 {
					t.Errorf("%s: seeds %d and %d differ in %.0f%% of the sentences only", name, i, j, 100*share)
				}
			}
		}
	}
}

func TestNoSentenceServesMoreThanHalfOfTheTypes(t *testing.T) {
	d := newDesk(t)
	for _, setting := range []protocol.Request{
		request("", "Something useful for the people of this place", "Lisbon, Portugal", "60000", "EUR", 12),
		request("", "Something useful for the people of this place", "Berlin", "", "", 3),
	} {
		seen := map[string]map[string]bool{}
		for _, a := range d.library.Archetypes() {
			r := setting
			r.BusinessType = a.Slug
			for _, s := range sentences(document(d.write(d.input(r, 11)))) {
				if seen[s] == nil {
					seen[s] = map[string]bool{}
				}
				seen[s][a.Slug] = true
			}
		}
		for s, types := range seen {
			if len(types) > len(d.library.Archetypes())/2 {
				t.Errorf("in plans of %d types: %q", len(types), s)
			}
		}
	}
}

func TestUnknownSectionsAndMissingModelsAreErrors(t *testing.T) {
	d := newDesk(t)
	if _, err := d.planner.Section(d.input(readings()["cafe"], 1), "horoscope"); err == nil {
		t.Error("an unknown slug was written")
	}
	if _, err := d.planner.Section(writer.Input{}, "offer"); err == nil {
		t.Error("a section was written without a model")
	}
}
