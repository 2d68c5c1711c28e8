package web

import (
	"bytes"
	"encoding/json"
	"fmt"
	"html"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/text/language"
)

// English is the language of pages for readers of none of the others.
const English = "en"

// wordReference is where a page has a text of the interface, such as {{new.title}}.
var wordReference = regexp.MustCompile(`\{\{([\w.]+)\}\}`)

// catalogue has the texts of the interface in one language, by name.
type catalogue struct {
	language string // BCP 47
	texts    map[string]string
	raw      []byte
}

// catalogues reads words/*.json, English first.
func catalogues(files fs.FS) ([]catalogue, error) {
	names, err := fs.Glob(files, "words/*.json")
	if err != nil {
		return nil, err
	}
	all := []catalogue{{language: English}} // a tree without texts is English
	for _, name := range names {
		c := catalogue{language: strings.TrimSuffix(path.Base(name), ".json")}
		if c.raw, err = fs.ReadFile(files, name); err != nil {
			return nil, err
		}
		if err := json.Unmarshal(c.raw, &c.texts); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		if c.language == English {
			all[0] = c
		} else {
			all = append(all, c)
		}
	}
	return all, nil
}

// translate writes a page in a language: its texts, and for its scripts all texts as JSON.
func (c catalogue) translate(page []byte, example json.RawMessage) ([]byte, error) {
	words, err := inert(c.raw)
	if err != nil {
		return nil, err
	}
	sample, err := inert(example)
	if err != nil {
		return nil, err
	}
	var missing []string
	out := wordReference.ReplaceAllFunc(page, func(match []byte) []byte {
		name := string(wordReference.FindSubmatch(match)[1])
		switch name {
		case "lang":
			return []byte(c.language)
		case "words":
			return words
		case "example":
			return sample
		}
		text, ok := c.texts[name]
		if !ok {
			missing = append(missing, name)
		}
		return []byte(html.EscapeString(text))
	})
	if len(missing) > 0 {
		return nil, fmt.Errorf("words/%s.json lacks %s", c.language, strings.Join(missing, ", "))
	}
	return out, nil
}

// inert writes JSON so that it can stand in a page: nothing in it ends the element that it is in.
func inert(raw json.RawMessage) ([]byte, error) {
	if raw == nil {
		return nil, nil
	}
	var compact bytes.Buffer
	if err := json.Compact(&compact, raw); err != nil {
		return nil, err
	}
	var out bytes.Buffer
	json.HTMLEscape(&out, compact.Bytes())
	return out.Bytes(), nil
}

// languages chooses among those that there are.
type languages struct {
	names   []string
	matcher language.Matcher
}

func newLanguages(all []catalogue) languages {
	var l languages
	var tags []language.Tag
	for _, c := range all {
		l.names = append(l.names, c.language)
		tags = append(tags, language.Make(c.language))
	}
	l.matcher = language.NewMatcher(tags)
	return l
}

// of returns the language for a reader: the one that was chosen, else the one that the browser likes best.
func (l languages) of(chosen, accepts string) string {
	if slices.Contains(l.names, chosen) {
		return chosen
	}
	_, i := language.MatchStrings(l.matcher, accepts)
	return l.names[i]
}
