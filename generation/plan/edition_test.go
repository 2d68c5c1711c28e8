package plan

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// english are words that no Spanish label has.
var english = regexp.MustCompile(`(?i)\b(the|and|of|with|month|year|price|from|first|team|usual|by|for|is|your|share|cost|days|posts?)\b`)

// sameInBoth are names that both languages use.
var sameInBoth = []string{"Software", "software", "Barista", "Extras", "Internet", "Director", "Margins by Sector", "CC BY"}

func TestASpanishPlanHasTheSameFiguresAndNoEnglishWord(t *testing.T) {
	l, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range l.Archetypes() {
		in := Input{BusinessType: a.Slug, Location: unitedStates(), Start: "2026-01", Budget: 3_000_000, TimelineMonths: 4}
		in.Location.InflationPPM = 900_000 // bounded, which a label tells
		in.Location.PriceLevelPPM = 200_000
		en, err := l.Compute(context.Background(), in)
		if err != nil {
			t.Fatal(err)
		}
		in.Locale = "es-CO"
		es, err := l.Compute(context.Background(), in)
		if err != nil {
			t.Fatal(err)
		}
		if es.Funding != en.Funding || es.Metrics.NPV != en.Metrics.NPV || !slices.Equal(es.Risk.P50, en.Risk.P50) {
			t.Errorf("%s: the language changes the figures", a.Slug)
		}
		said, keys := labels(es)
		if _, want := labels(en); !slices.Equal(keys, want) {
			t.Errorf("%s: keys are %v, want %v", a.Slug, keys, want)
		}
		for _, text := range said {
			plain := text
			for _, name := range sameInBoth {
				plain = strings.ReplaceAll(plain, name, "")
			}
			if word := english.FindString(plain); word != "" || strings.Contains(text, "%!") {
				t.Errorf("%s: %q in %q", a.Slug, word, text)
			}
		}
	}
}

// labels are all texts of a plan's data, and all keys.
func labels(m *Model) (said, keys []string) {
	a := m.Archetype
	for i := range m.Assumptions {
		keys = append(keys, m.Assumptions[i].Key)
		said = append(said, m.Assumptions[i].Label, m.Assumptions[i].Basis)
	}
	for _, s := range m.Milestones {
		keys, said = append(keys, s.Key), append(said, s.Title)
	}
	for _, s := range m.Sensitivity {
		keys, said = append(keys, s.Key), append(said, s.Label)
	}
	for _, s := range m.Params.Startup {
		keys, said = append(keys, s.Key), append(said, s.Item)
	}
	for i := range m.Params.Fixed {
		keys, said = append(keys, m.Params.Fixed[i].Key), append(said, m.Params.Fixed[i].Line)
	}
	for i := range m.Params.Staff {
		keys, said = append(keys, m.Params.Staff[i].Key), append(said, m.Params.Staff[i].Role)
	}
	said = append(said, m.Params.Unit, m.Params.Units, a.Driver.How, m.Size.Name)
	facts := a.Facts
	for _, list := range [][]string{facts.Segments, facts.Channels, facts.Competitors, facts.Differentiators, facts.KPIs, facts.Licences, facts.Operations, facts.Suppliers} {
		said = append(said, list...)
	}
	for _, h := range facts.Risks {
		keys, said = append(keys, h.Key), append(said, h.Risk, h.Mitigation)
	}
	for _, s := range a.Streams {
		said = append(said, s.Name)
	}
	return said, keys
}

func TestEverySpanishLabelBelongsToAnEnglishOne(t *testing.T) {
	l, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	used := map[string]bool{}
	texts := l.others[Spanish].texts
	for english := range texts {
		used[english] = false
	}
	for _, a := range l.Archetypes() {
		for _, in := range []Input{
			{Budget: 10_000, TimelineMonths: 2, NoDebt: true},
			{Budget: 90_000_000, TimelineMonths: 60, Assumptions: map[string]int64{"growth": 10_000}},
			{Budget: 9_000_000_000_000_000_00},
			{Budget: 4_000_000},
			{},
		} {
			in.BusinessType, in.Location, in.Start = a.Slug, unitedStates(), "2026-01"
			in.Location.IncomeRatioPPM, in.Location.InflationPPM = 30_000, 900_000
			m, err := l.Compute(context.Background(), in)
			if err != nil {
				t.Fatal(err)
			}
			said, _ := labels(m)
			said = append(said, a.Provenance, a.Benchmarks.Source)
			for _, f := range a.Fixed {
				said = append(said, f.Line)
			}
			all := strings.Join(said, "\n")
			for english := range texts {
				used[english] = used[english] || says(all, english)
			}
		}
	}
	for english, ok := range used {
		if !ok {
			t.Errorf("no plan says %q", english)
		}
	}
}

// says tells whether a text of a catalogue stands in a text, whatever its values are.
func says(all, text string) bool {
	var pattern strings.Builder
	for i, part := range regexp.MustCompile(`%[sd]`).Split(text, -1) {
		if i > 0 {
			pattern.WriteString(".*?")
		}
		pattern.WriteString(regexp.QuoteMeta(part))
	}
	return regexp.MustCompile(fmt.Sprintf("(?i)%s", pattern.String())).MatchString(all)
}
