package plan

import (
	"regexp"
	"slices"
	"strings"
)

// opposite are the months in the order of the year, in the languages of the texts.
var opposite = [...][12]string{
	{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"},
	{"enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"},
}

var monthNames = regexp.MustCompile(`\b(?:` + strings.Join(append(slices.Clone(opposite[0][:]), opposite[1][:]...), "|") + `)\b`)

// Southern moves the months that a text of a trade names by half a year, as the seasons of
// its figures are moved south of the equator. Names of seasons are true on both sides.
func Southern(text string) string {
	return monthNames.ReplaceAllStringFunc(text, func(name string) string {
		for _, year := range opposite {
			if at := slices.Index(year[:], name); at >= 0 {
				return year[(at+6)%12]
			}
		}
		return name
	})
}

// ByCalendar tells whether a trade's months hang on dates rather than on the sun: its best one is that of Christmas.
// The figures of types are turned all the same south of the equator (plan-model.md, section 2), those of branches
// that say so are not.
func (a *Archetype) ByCalendar() bool {
	best := slices.Index(a.Season[:], slices.Max(a.Season[:]))
	return a.Calendar || best == len(a.Season)-1
}

// southern is a type as its texts read south of the equator; what it shares is copied before.
func (a *Archetype) southern() *Archetype {
	b := *a
	f := &b.Facts
	for _, list := range []*[]string{&f.Segments, &f.Channels, &f.Competitors, &f.Differentiators, &f.KPIs, &f.Licences, &f.Operations, &f.Suppliers} {
		*list = southernAll(*list)
	}
	f.Risks = slices.Clone(f.Risks)
	for i := range f.Risks {
		f.Risks[i].Risk, f.Risks[i].Mitigation = Southern(f.Risks[i].Risk), Southern(f.Risks[i].Mitigation)
	}
	if a.Trade != nil {
		t := *a.Trade
		for _, text := range []*string{&t.Mission, &t.Works, &t.Founder, &t.Skill, &t.Often, &t.Site, &t.Flow, &t.Test, &t.Spare, &t.Beyond, &t.Trends[0], &t.Trends[1]} {
			*text = Southern(*text)
		}
		for i := range t.Segments {
			for j := range t.Segments[i] {
				t.Segments[i][j], t.Rivals[i][j] = Southern(t.Segments[i][j]), Southern(t.Rivals[i][j])
			}
		}
		for i := range t.Actions {
			t.Actions[i] = Southern(t.Actions[i])
		}
		b.Trade = &t
	}
	return &b
}

func southernAll(texts []string) []string {
	out := make([]string, len(texts))
	for i, text := range texts {
		out[i] = Southern(text)
	}
	return out
}
