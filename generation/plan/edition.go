package plan

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
)

//go:embed archetypes_es.json
var spanishJSON []byte

// edition is the data of all types in another language.
type edition struct {
	types map[string]*Archetype // by kind
	texts map[string]string     // labels by the English text
}

// translation is what a type says in another language, or a branch of it in any, in the order of archetypes.json.
type translation struct {
	Name    string            `json:"name,omitempty"`  // of a branch
	Trade   *Trade            `json:"trade,omitempty"` // of a branch
	Unit    string            `json:"unit"`
	Units   string            `json:"units"`
	How     string            `json:"how"`
	Formats []string          `json:"formats"`
	Startup []string          `json:"startup"`
	Staff   []string          `json:"staff"`
	Fixed   map[string]string `json:"fixed,omitempty"` // of a branch: monthly costs that its type calls otherwise, by the type's word in English
	Streams []string          `json:"streams"`
	Facts   Facts             `json:"facts"`
}

// spanishWords reads what types say in Spanish, by kind.
func spanishWords() (map[string]translation, error) {
	words := map[string]translation{}
	dec := json.NewDecoder(bytes.NewReader(spanishJSON))
	dec.DisallowUnknownFields()
	return words, dec.Decode(&words)
}

// spanishEditions returns the types in Spanish, as it is written on both sides of the ocean.
func spanishEditions(types []Archetype, words map[string]translation) (map[string]*edition, error) {
	texts := spanishTexts()
	here, err := translate(types, words, texts)
	if err != nil {
		return nil, err
	}
	there, err := translate(types, inAmerica(words), inAmerica(texts))
	if err != nil {
		return nil, err
	}
	return map[string]*edition{Spanish: here, americanSpanish: there}, nil
}

// translate returns types in another language: their words by kind, lines of monthly cost from the
// labels, and all figures as they are.
func translate(types []Archetype, words map[string]translation, labels map[string]string) (*edition, error) {
	e := &edition{types: make(map[string]*Archetype, len(types)), texts: labels}
	for i := range types {
		a := types[i]
		if err := a.put(words[a.Kind()], labels); err != nil {
			return nil, fmt.Errorf("business type %q: %w", a.Kind(), err)
		}
		e.types[a.Kind()] = &a
	}
	return e, nil
}

// put replaces the words of a type; what it shares with another type is copied before. Lines of monthly cost
// stay where there are no labels.
func (a *Archetype) put(e translation, labels map[string]string) error {
	if len(e.Formats) != len(a.Formats) || len(e.Startup) != len(a.Startup) || len(e.Staff) != len(a.Staff) || len(e.Streams) != len(a.Streams) {
		return fmt.Errorf("has %d formats, %d start-up items, %d roles, %d streams", len(e.Formats), len(e.Startup), len(e.Staff), len(e.Streams))
	}
	if err := e.Facts.like(&a.Facts); err != nil {
		return err
	}
	if err := a.putTrade(e); err != nil {
		return err
	}
	a.Driver.Unit, a.Driver.Units, a.Driver.How = e.Unit, e.Units, e.How
	a.Formats, a.Startup, a.Fixed = slices.Clone(a.Formats), slices.Clone(a.Startup), slices.Clone(a.Fixed)
	a.Staff, a.Streams = slices.Clone(a.Staff), slices.Clone(a.Streams)
	for i, name := range e.Formats {
		a.Formats[i].Name = name
	}
	for i, item := range e.Startup {
		a.Startup[i].Item = item
	}
	a.putFixed(e.Fixed, labels)
	for i, role := range e.Staff {
		a.Staff[i].Role = role
	}
	for i, name := range e.Streams {
		a.Streams[i].Name = name
	}
	for i := range e.Facts.Risks {
		e.Facts.Risks[i].Key = a.Facts.Risks[i].Key
	}
	a.Facts = e.Facts
	return a.check()
}

// putFixed names the lines of monthly cost, those of a branch in its own words where it has some.
func (a *Archetype) putFixed(own, labels map[string]string) {
	for i := range a.Fixed {
		line := &a.Fixed[i]
		switch name := own[line.Key]; {
		case name != "":
			line.Line = name
		case labels != nil:
			line.Line = labels[line.Line]
		}
	}
}

// putTrade gives a branch its name and what texts say of it; a type has both elsewhere.
func (a *Archetype) putTrade(e translation) error {
	if a.Branch == "" {
		return nil
	}
	if e.Name == "" || e.Units == "" || e.Trade == nil {
		return errors.New("its name, the plural of its unit or its trade is missing")
	}
	a.Called, a.Trade = e.Name, e.Trade
	return e.Trade.check()
}

// like says whether facts are as many as those of another language.
func (f *Facts) like(other *Facts) error {
	for _, n := range [...][2]int{
		{len(f.Segments), len(other.Segments)},
		{len(f.Channels), len(other.Channels)},
		{len(f.Competitors), len(other.Competitors)},
		{len(f.Differentiators), len(other.Differentiators)},
		{len(f.Risks), len(other.Risks)},
		{len(f.KPIs), len(other.KPIs)},
		{len(f.Licences), len(other.Licences)},
		{len(f.Operations), len(other.Operations)},
		{len(f.Suppliers), len(other.Suppliers)},
	} {
		if n[0] != n[1] {
			return fmt.Errorf("%d facts where English has %d", n[0], n[1])
		}
	}
	return nil
}
