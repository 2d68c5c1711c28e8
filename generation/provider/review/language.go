package review

import (
	"strings"
	"unicode"

	"golang.org/x/text/language"
)

// Below so many letters nothing is said about the language of a text.
const enoughLetters = 120

// speaks says whether a text is, as far as can be told, in the language of a tag: in its script, and not
// rather in another of the languages whose commonest words are known here.
func speaks(text, tag string) bool {
	want, err := language.Parse(tag)
	if err != nil {
		return true
	}
	letters, fitting := 0, 0
	script := scripts[scriptOf(want)]
	for _, c := range text {
		if !unicode.IsLetter(c) {
			continue
		}
		letters++
		if script == nil || unicode.In(c, script...) {
			fitting++
		}
	}
	if letters < enoughLetters {
		return true
	}
	if fitting*2 < letters {
		return false
	}
	base, _ := want.Base()
	return !another(text, base.String())
}

func scriptOf(tag language.Tag) string {
	s, _ := tag.Script()
	return s.String()
}

// scripts are the letters of the scripts that languages are told apart by; a script that is not here
// takes any.
var scripts = map[string][]*unicode.RangeTable{
	"Latn": {unicode.Latin},
	"Cyrl": {unicode.Cyrillic},
	"Grek": {unicode.Greek},
	"Arab": {unicode.Arabic},
	"Hebr": {unicode.Hebrew},
	"Deva": {unicode.Devanagari},
	"Beng": {unicode.Bengali},
	"Thai": {unicode.Thai},
	"Hans": {unicode.Han},
	"Hant": {unicode.Han},
	"Jpan": {unicode.Han, unicode.Hiragana, unicode.Katakana},
	"Kore": {unicode.Hangul, unicode.Han},
}

// common are words that stand in every text of a language and hardly in those of the others.
var common = map[string]string{
	"en": "the and of to is are with that this from which who what it for not on by be as at or its their has have will",
	"de": "der die das und ist sind nicht ein eine mit für auf dem den des wird werden sich auch von zu als bei nach oder",
	"fr": "le la les et est sont des une un du dans pour avec sur qui que ce au aux par plus ne pas cette leur",
	"es": "el la los las y es son del una un en para con por que se su al más como lo no esta este sus",
	"pt": "o os as e é são do da dos das uma um em para com por que se não no na ao mais como este esta",
	"it": "il la le gli e è sono del della dei delle una un in per con che si non nel nella al alla più come questo",
	"nl": "de het een en is zijn van voor met op dat die niet aan bij ook uit naar worden wordt maar door hun",
	"pl": "i w na z do jest się nie że to od jak za po dla oraz który która które przez są być przy",
	"sv": "och att det som en ett är på av för med den till inte de har om kan vid eller från ska",
	"tr": "ve bir bu için ile da de en olan olarak gibi daha çok ne kadar her sonra ya veya ise",
	"id": "dan yang di untuk dengan ini itu dari pada adalah dalam tidak akan oleh ke atau juga dapat lebih",
}

// another says whether a text is clearly rather in another language than the one that is wanted. It says
// so only of languages that it knows.
func another(text, want string) bool {
	if common[want] == "" {
		return false
	}
	counts := map[string]int{}
	all := words(strings.ToLower(text))
	for name, list := range common {
		known := map[string]bool{}
		for _, w := range strings.Fields(list) {
			known[w] = true
		}
		for _, w := range all {
			if known[w] {
				counts[name]++
			}
		}
	}
	for name, n := range counts {
		if name != want && n*20 > len(all) && n > 2*counts[want] {
			return true
		}
	}
	return false
}

// length is how many words a text has. Where words are not set apart, two letters count as one.
func length(text string) int {
	n := len(words(text))
	unspaced := 0
	for _, c := range text {
		if unicode.In(c, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai) {
			unspaced++
		}
	}
	return n + unspaced/2
}

// words are the words of a text, without marks and figures.
func words(text string) []string {
	return strings.FieldsFunc(text, func(c rune) bool { return !unicode.IsLetter(c) && c != '\'' && c != '’' && !unicode.IsMark(c) })
}
