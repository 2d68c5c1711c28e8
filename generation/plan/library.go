package plan

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"io"

	"github.com/planspark/planspark/generation/numerals"
)

//go:embed archetypes.json
var archetypesJSON []byte

// Library is the parsed set of business types. It is immutable.
type Library struct {
	types    []Archetype // in English
	bySlug   map[string]*Archetype
	branches []*branch
	going    []way               // in the order in which they are looked for
	others   map[string]*edition // by tongue
	vocabulary
}

// Load parses and checks the embedded business types. An error is a fault of
// the build, not of the user.
func Load() (*Library, error) { return parseLibrary(bytes.NewReader(archetypesJSON)) }

func parseLibrary(r io.Reader) (*Library, error) {
	var file struct {
		Version   int `json:"version"`
		Reference struct {
			Country  string `json:"country"`
			Currency string `json:"currency"`
			Year     int    `json:"year"`
		} `json:"reference"`
		Archetypes []Archetype `json:"archetypes"`
	}
	dec := json.NewDecoder(r)
	dec.DisallowUnknownFields()
	if err := dec.Decode(&file); err != nil {
		return nil, fmt.Errorf("business types: %w", err)
	}
	if file.Version != 1 {
		return nil, fmt.Errorf("business types: version %d, want 1", file.Version)
	}
	l := &Library{types: file.Archetypes, going: wayTable(), bySlug: make(map[string]*Archetype, len(file.Archetypes))}
	for i := range l.types {
		a := &l.types[i]
		if err := a.check(); err != nil {
			return nil, fmt.Errorf("business type %q: %w", a.Slug, err)
		}
		if _, twice := l.bySlug[a.Slug]; twice {
			return nil, fmt.Errorf("business type %q: twice", a.Slug)
		}
		a.name()
		l.bySlug[a.Slug] = a
	}
	if l.bySlug[Other] == nil {
		return nil, fmt.Errorf("business types: %q is missing", Other)
	}
	var err error
	if l.vocabulary, err = newVocabulary(l.types); err != nil {
		return nil, fmt.Errorf("business types: %w", err)
	}
	if err := l.readBranches(); err != nil {
		return nil, fmt.Errorf("branches of business types: %w", err)
	}
	if err := l.editions(); err != nil {
		return nil, fmt.Errorf("business types in Spanish: %w", err)
	}
	return l, nil
}

// name gives what is listed its keys, which are those of the English names in every language.
func (a *Archetype) name() {
	a.Driver.Units = plural(a.Driver.Unit)
	for i := range a.Startup {
		a.Startup[i].Key = keyOf(a.Startup[i].Item)
	}
	for i := range a.Fixed {
		a.Fixed[i].Key = keyOf(a.Fixed[i].Line)
	}
	for i := range a.Staff {
		a.Staff[i].Key = keyOf(a.Staff[i].Role)
	}
	for i := range a.Facts.Risks {
		a.Facts.Risks[i].Key = a.Facts.Risks[i].Risk
	}
}

// in returns a type, and what writes labels, in the language of a locale.
func (l *Library) in(locale string, a *Archetype) (*Archetype, *words) {
	w := &words{style: numerals.For(locale)}
	e, ok := l.others[tongue(locale)]
	if !ok {
		return a, w
	}
	w.texts = e.texts
	return e.types[a.Kind()], w
}

// Archetypes returns all business types in their fixed order. The slice and
// what it points to must not be changed.
func (l *Library) Archetypes() []Archetype { return l.types }

// Lookup returns the business type of a slug, in English.
func (l *Library) Lookup(slug string) (*Archetype, bool) {
	a, ok := l.bySlug[slug]
	return a, ok
}

// BusinessType is an entry of the list that forms show.
type BusinessType struct {
	Slug string
	Name string
}

// BusinessTypes lists all types with their names in a locale, English where
// there is none, in their fixed order.
func (l *Library) BusinessTypes(locale string) []BusinessType {
	list := make([]BusinessType, len(l.types))
	for i := range l.types {
		list[i] = BusinessType{Slug: l.types[i].Slug, Name: l.types[i].NameIn(locale)}
	}
	return list
}
