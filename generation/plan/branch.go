package plan

import (
	"bytes"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"path"
	"strings"
)

// branches are a file each, TYPE.SLUG.json.
//
//go:embed branches/*.json
var branchFiles embed.FS

// branch is a trade within a business type: benchmarks, driver and steps of hiring are the type's, its words are its
// own, and its months and the band of its prices where they differ. A bicycle workshop is an automotive business, and
// has no lifts for cars.
type branch struct {
	Words    []string    `json:"words"`    // keywords of an idea, as those of types; its names are some too
	Unless   []string    `json:"unless"`   // words that speak against it
	Ways     []string    `json:"ways"`     // in place of words: how it meets its buyers
	Of       string      `json:"of"`       // beside ways: the branch by words that goes them, in place of the type
	With     []string    `json:"with"`     // words of which one must stand beside the ways, as package mention reads them
	Season   []int64     `json:"season"`   // where its year is not that of its type: per cent of an average month, January first
	Calendar bool        `json:"calendar"` // its year hangs on dates and not on the sun: Christmas is in December south of the equator too
	Band     *[2]float64 `json:"band"`     // where its usual prices are not those of its type: lowest and highest, dollars
	English  translation `json:"en"`
	Spanish  translation `json:"es"`

	archetype *Archetype // in English
	shown     vocabulary
	against   vocabulary
}

// kind names a type, or a branch of it, among all.
func kind(slug, branch string) string {
	if branch == "" {
		return slug
	}
	return slug + "/" + branch
}

// Kind names the type and its branch among all: "automotive", "automotive/bicycle-workshop".
func (a *Archetype) Kind() string { return kind(a.Slug, a.Branch) }

// readBranches parses the branches in the order of their files.
func (l *Library) readBranches() error {
	files, err := branchFiles.ReadDir("branches")
	if err != nil {
		return err
	}
	for _, f := range files {
		text, err := branchFiles.ReadFile(path.Join("branches", f.Name()))
		if err != nil {
			return err
		}
		if err := l.readBranch(strings.TrimSuffix(f.Name(), ".json"), text); err != nil {
			return fmt.Errorf("%s: %w", f.Name(), err)
		}
	}
	for _, b := range l.branches {
		if b.Of != "" && (len(b.Ways) == 0 || l.find(b.archetype.Slug, b.Of).Branch != b.Of) {
			return fmt.Errorf("%s: is the way of no branch", b.archetype.Kind())
		}
	}
	return nil
}

func (l *Library) readBranch(name string, text []byte) error {
	slug, within, ok := strings.Cut(name, ".")
	base := l.bySlug[slug]
	if !ok || base == nil {
		return errors.New("is not called by a business type and a branch")
	}
	b := &branch{}
	dec := json.NewDecoder(bytes.NewReader(text))
	dec.DisallowUnknownFields()
	if err := dec.Decode(b); err != nil {
		return err
	}
	b.shown, b.against = vocabularyOf(append(b.Words, b.English.Name, b.Spanish.Name)), vocabularyOf(b.Unless)
	a := *base
	a.Branch = within
	if len(b.Ways) > 0 {
		a.Way = b.Ways[0]
	}
	if err := a.sellBy(b.Season); err != nil {
		return err
	}
	a.Calendar = b.Calendar
	if b.Band != nil {
		a.PriceBandUSD = *b.Band
	}
	if err := a.put(b.English, nil); err != nil {
		return err
	}
	for i := range a.Facts.Risks {
		a.Facts.Risks[i].Key = a.Facts.Risks[i].Risk
	}
	b.archetype = &a
	l.branches = append(l.branches, b)
	return nil
}

// sellBy gives a branch its own year: a brewery sells in summer what other workshops sell in December.
func (a *Archetype) sellBy(season []int64) error {
	switch len(season) {
	case 0:
		return nil
	case len(a.Season):
		for i, percent := range season {
			a.Season[i] = percent * million / 100
		}
		return nil
	}
	return errors.New("its season has not twelve months")
}

// editions gives the library its types and branches in other languages.
func (l *Library) editions() error {
	words, err := spanishWords()
	if err != nil {
		return err
	}
	list := append([]Archetype{}, l.types...)
	for _, b := range l.branches {
		list = append(list, *b.archetype)
		words[b.archetype.Kind()] = b.Spanish
	}
	l.others, err = spanishEditions(list, words)
	return err
}

// Branch returns the branch of a business type that an idea is about, or nothing where it is about the trade
// that the type has in mind. It is as deterministic as Infer.
func (l *Library) Branch(slug, idea string) string {
	tokens := tokenise(idea)
	best, most := "", 0
	for _, b := range l.branches {
		if b.archetype.Slug != slug || len(b.Ways) > 0 || b.against.named(tokens) {
			continue
		}
		if p := b.shown.heard(tokens); p > most {
			best, most = b.archetype.Branch, p
		}
	}
	if way := l.goes(slug, best, idea); way != "" {
		return way
	}
	return best
}

// vocabularyOf finds some words.
func vocabularyOf(words []string) vocabulary {
	v := vocabulary{phrases: map[string][]entry{}, endings: map[string][]entry{}}
	v.addAll(0, Keywords{Strong: words}, "")
	return v
}

// heard is the most that one of the words counts in an idea. What stands beside the matter, or among customers,
// counts nothing: a gym with dance classes is no dance school.
func (v *vocabulary) heard(tokens []token) (points int) {
	for at := range tokens {
		if tokens[at].role != roleTrade {
			continue
		}
		_, entries := v.longest(tokens[at:])
		for _, e := range entries {
			points = max(points, e.points)
		}
	}
	return points
}

// named tells whether one of the words stands anywhere in an idea.
func (v *vocabulary) named(tokens []token) bool {
	for at := range tokens {
		if n, _ := v.longest(tokens[at:]); n > 0 {
			return true
		}
	}
	return false
}

// Kinds lists what there are words for, in the language of a locale: all types in their fixed order, and behind
// them the branches.
func (l *Library) Kinds(locale string) []*Archetype {
	list := make([]*Archetype, 0, len(l.types)+len(l.branches))
	for i := range l.types {
		a, _ := l.in(locale, &l.types[i])
		list = append(list, a)
	}
	for _, b := range l.branches {
		a, _ := l.in(locale, b.archetype)
		list = append(list, a)
	}
	return list
}

// About returns what there are words for by a type and an idea, in the language of a locale. An unknown type
// is Other.
func (l *Library) About(locale, slug, idea string) *Archetype {
	a, _ := l.in(locale, l.find(slug, l.Branch(slug, idea)))
	return a
}

// find returns a branch of a type, or the type where it has no such branch.
func (l *Library) find(slug, within string) *Archetype {
	a, ok := l.bySlug[slug]
	if !ok {
		return l.bySlug[Other]
	}
	for _, b := range l.branches {
		if b.archetype.Slug == slug && b.archetype.Branch == within {
			return b.archetype
		}
	}
	return a
}
