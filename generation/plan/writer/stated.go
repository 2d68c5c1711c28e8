package writer

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// figuresIn returns the figures with their units that a founder wrote, "24 seats",
// "8 EUR a month", "two vans", at most so many, as they stand there. The model knows
// none of them: a plan that kept silent would contradict the idea that it quotes.
func figuresIn(text string, numerals []string, most int) []string {
	words := strings.Fields(text)
	var found []string
	for i := 0; i < len(words) && len(found) < most; i++ {
		if phrase, n := spelled(words[i:], numerals); n > 0 {
			if !slices.Contains(found, phrase) {
				found = append(found, phrase)
			}
			i += n - 1
			continue
		}
		number, ends := bare(words[i])
		if !figure.MatchString(number) || dated.MatchString(number) {
			continue
		}
		var counted []string
		if !ends {
			counted = unit(words[i+1:])
		}
		said := append([]string{number}, counted...)
		if i > 0 && isCode(words[i-1]) {
			said = append([]string{words[i-1]}, said...)
		}
		if phrase := strings.Join(said, " "); (len(said) > 1 || money.MatchString(number)) && utf8.RuneCountInString(phrase) <= 40 && !slices.Contains(found, phrase) {
			found = append(found, phrase)
			i += len(counted)
		}
	}
	return found
}

var (
	figure = regexp.MustCompile(`^(?:US|R)?[€$£¥₹]?[0-9][0-9.,'’]*(?:[€$£¥₹%²]|k|m|kW|MW|-\pL+)?$`)
	money  = regexp.MustCompile(`[€$£¥₹%]`)
	dated  = regexp.MustCompile(`^(?:19|20)[0-9]{2}$`)
)

// spelled returns the number that words begin with, written out, with what it counts, and how many words that takes:
// "two vans", "twenty-five seats", "treinta y cinco plazas". Names are none ("Tres Cantos"), nor is who stands behind
// the idea ("two sisters").
func spelled(words, numerals []string) (phrase string, taken int) {
	n := 0
	for n < len(words) && isNumeral(words[n], numerals) {
		n++
		if n+1 < len(words) && words[n] == "y" && isNumeral(words[n+1], numerals) {
			n++
		}
	}
	if n == 0 || n == len(words) {
		return "", 0
	}
	if _, ends := bare(words[n-1]); ends {
		return "", 0
	}
	counted := unit(words[n:])
	if len(counted) == 0 || unicode.IsUpper(rune0(counted[0])) || slices.Contains(counting, counted[0]) || slices.Contains(founders, counted[0]) {
		return "", 0
	}
	phrase = strings.Join(append(slices.Clone(words[:n]), counted...), " ")
	return strings.TrimLeft(phrase, `(["“«`), n + len(counted)
}

// isNumeral tells words for numbers, and those that hyphens join.
func isNumeral(raw string, numerals []string) bool {
	word, _ := bare(raw)
	return word != "" && !slices.ContainsFunc(strings.Split(strings.ToLower(word), "-"), func(part string) bool { return !slices.Contains(numerals, part) })
}

func (enGrammar) numerals() []string {
	return strings.Fields("two three four five six seven eight nine ten eleven twelve fifteen sixteen eighteen twenty thirty forty fifty sixty seventy eighty ninety hundred")
}

func (esGrammar) numerals() []string {
	return strings.Fields("dos tres cuatro cinco seis siete ocho nueve diez doce catorce quince dieciséis dieciocho veinte veinticuatro veinticinco treinta cuarenta cincuenta " +
		"sesenta setenta ochenta noventa cien doscientos doscientas quinientos mil")
}

// founders are those who write such an idea together.
var founders = strings.Fields("friends brothers sisters siblings founders partners colleagues generations kids children sons daughters more " +
	"amigos amigas hermanos hermanas socios socias fundadores compañeros generaciones hijos hijas más veces times")

// unit is what a number counts: one word, or two that belong together, and what they
// are counted by: "per player", "a month".
func unit(words []string) []string {
	var said []string
	for i, raw := range words {
		word, ends := bare(raw)
		if word == "" || !unicode.IsLetter(rune0(word)) || slices.Contains(parting, strings.ToLower(word)) {
			break
		}
		if slices.Contains(counting, strings.ToLower(word)) {
			if next := words[i+1:]; !ends && len(next) > 0 {
				if by, _ := bare(next[0]); by != "" {
					said = append(said, word, by)
				}
			}
			break
		}
		if i > 0 && (i > 1 || isCode(said[0]) || utf8.RuneCountInString(said[0]) <= 2 || verbal(word)) {
			break
		}
		said = append(said, word)
		if ends {
			break
		}
	}
	return said
}

// bare is a word without the punctuation around it, and whether that ends a clause.
func bare(raw string) (word string, ends bool) {
	word = strings.Trim(raw, "()[]\"“”«».,;:!?–—")
	return word, strings.ContainsAny(strings.TrimPrefix(raw, "("), "()[].,;:!?–—") && !strings.HasSuffix(raw, word)
}

func rune0(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// isCode tells the code of a currency.
func isCode(word string) bool {
	return len(word) == 3 && strings.ToUpper(word) == word && strings.ToLower(word) != word
}

// verbal tells words that say what is done rather than what is counted.
func verbal(word string) bool {
	return slices.ContainsFunc([]string{"ing", "ed", "ando", "iendo", "ado", "ada", "ados", "adas"}, func(end string) bool { return strings.HasSuffix(word, end) })
}

// parting are words that end what a number counts, and counting those behind which its
// measure stands, in the languages in which ideas come.
var (
	parting = strings.Fields("of on in at and or with without for from to the by that which who is are near run " +
		"de del en y e o con sin para que los las el desde " +
		"com sem em do da dos das no na und oder mit ohne für im am von der die das et ou avec sans pour du des")
	counting = strings.Fields("per a an each every por al a la cada pro par je")
)
