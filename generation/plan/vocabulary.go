package plan

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// vocabulary finds the keywords of all types in a text.
type vocabulary struct {
	phrases  map[string][]entry // by folded, stemmed words joined by spaces
	endings  map[string][]entry // German words that close a compound: "laden"
	longestN int                // words of the longest phrase
	other    int                // index of the type without a trade
}

// entry is a keyword of one type.
type entry struct {
	typ    int // index of the type
	phrase string
	points int
	filler bool // a word of every business, listed with Other: it covers a match, and counts for nothing
}

// shortestEnding is the least length of a word that may close a compound.
const shortestEnding = 5

func newVocabulary(types []Archetype) (vocabulary, error) {
	v := vocabulary{phrases: map[string][]entry{}, endings: map[string][]entry{}}
	lexicon, err := readLexicon()
	if err != nil {
		return v, err
	}
	for i := range types {
		for _, language := range slices.Sorted(maps.Keys(types[i].Keywords)) {
			v.addAll(i, types[i].Keywords[language], language)
		}
		if types[i].Slug == Other {
			v.other = i
			v.markFillers(i) // what the lexicon says of it names trades, and counts
		}
		v.addAll(i, lexicon[types[i].Slug], "")
		delete(lexicon, types[i].Slug)
	}
	for slug := range lexicon {
		return v, fmt.Errorf("lexicon: no business type %q", slug)
	}
	return v, nil
}

func (v *vocabulary) addAll(typ int, words Keywords, language string) {
	for _, word := range words.Strong {
		v.add(typ, word, pointsStrong, language)
	}
	for _, word := range words.Weak {
		v.add(typ, word, pointsWeak, language)
	}
}

func (v *vocabulary) add(typ int, keyword string, points int, language string) {
	tokens := tokenise(keyword)
	if len(tokens) == 0 {
		return
	}
	words := make([]string, len(tokens))
	for i, t := range tokens {
		words[i] = t.word
	}
	e := entry{typ: typ, phrase: strings.Join(words, " "), points: points + pointsWord*(len(words)-1)}
	if points == pointsWeak && len(words) == 1 && isGeneric(e.phrase) {
		e.points = pointsGeneric
	}
	if points == pointsStrong && isDecisive(e.phrase) {
		e.points = pointsDecisive
	}
	v.longestN = max(v.longestN, len(words))
	put(v.phrases, e)
	if language == "de" && len(words) == 1 && points == pointsStrong && len(e.phrase) >= shortestEnding {
		put(v.endings, e)
	}
}

// put adds an entry, or raises the points of the one that the type has for the
// same phrase from another language.
func put(into map[string][]entry, e entry) {
	list := into[e.phrase]
	for i := range list {
		if list[i].typ == e.typ {
			list[i].points = max(list[i].points, e.points)
			return
		}
	}
	into[e.phrase] = append(list, e)
}

func (v *vocabulary) markFillers(typ int) {
	for _, list := range v.phrases {
		for i := range list {
			if list[i].typ == typ {
				list[i].filler = true
			}
		}
	}
}

// longest returns the entries of the longest phrase that the tokens begin with,
// and how many tokens it takes.
func (v *vocabulary) longest(tokens []token) (int, []entry) {
	for n := min(v.longestN, len(tokens)); n > 0; n-- {
		words := make([]string, n)
		for i := range words {
			words[i] = tokens[i].word
		}
		if list := v.phrases[strings.Join(words, " ")]; list != nil {
			return n, list
		}
	}
	if list := v.compound(tokens[0].word); list != nil {
		return 1, list
	}
	return 0, nil
}

// compound looks for a German word that closes a longer one: "Fahrradladen".
func (v *vocabulary) compound(word string) []entry {
	for i := 3; i <= len(word)-shortestEnding; i++ {
		if list := v.endings[word[i:]]; list != nil {
			return list
		}
	}
	return nil
}
