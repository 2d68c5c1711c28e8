package simulator

import (
	"encoding/json"
	"hash/fnv"
	"math/rand/v2"
	"regexp"
	"strings"
	"unicode"
)

// write makes the tokens of an answer to a prompt: Markdown of about n tokens, the same for the same
// prompt and seed. A token is a word with what follows it. invent has it state a figure that nobody gave.
func write(prompt string, seed uint64, n int, invent bool) []string {
	h := fnv.New64a()
	_, _ = h.Write([]byte(prompt)) // never fails
	w := &writer{words: languageOf(prompt), figures: figuresIn(prompt), dice: rand.New(rand.NewPCG(seed, h.Sum64()))}
	w.body(n-len(tokens(w.words.notice)), invent)
	w.out = append(w.out, w.words.notice)
	return tokens(strings.Join(w.out, "\n\n") + "\n")
}

// tokens cuts a text behind its spaces and line ends.
func tokens(text string) []string {
	var out []string
	start := 0
	for i, c := range text {
		if i > 0 && !unicode.IsSpace(c) && unicode.IsSpace(rune(text[i-1])) {
			out = append(out, text[start:i])
			start = i
		}
	}
	return append(out, text[start:])
}

func join(tokens []string) string { return strings.Join(tokens, "") }

// figure is a value with its name, as it stands in the prompt.
type figure struct{ name, value string }

var pair = regexp.MustCompile(`"((?:[^"\\]|\\.){1,80})":\s*"((?:[^"\\]|\\.){1,40})"`)

// figuresIn finds what stands in a prompt as "name": "value", where the value has a digit.
func figuresIn(prompt string) []figure {
	var out []figure
	for _, m := range pair.FindAllStringSubmatch(prompt, -1) {
		if strings.ContainsFunc(m[2], unicode.IsDigit) {
			out = append(out, figure{unquote(m[1]), unquote(m[2])})
		}
	}
	return out
}

// unquote reads the inside of a JSON string.
func unquote(s string) string {
	var out string
	if json.Unmarshal([]byte(`"`+s+`"`), &out) != nil {
		return s
	}
	return out
}

// writer puts an answer together.
type writer struct {
	words   *words
	figures []figure
	dice    *rand.Rand
	out     []string // paragraphs
	deck    []int    // of plain sentences, that come before any comes again
}

// body fills about n tokens: a paragraph, a heading with a table of figures, and paragraphs to the end.
func (w *writer) body(n int, invent bool) {
	used := 0
	add := func(paragraph string) {
		w.out = append(w.out, paragraph)
		used += len(tokens(paragraph))
	}
	add(w.paragraph(min(n, 60)))
	if invent {
		add(strings.ReplaceAll(w.words.invented, "{value}", "987,654,321"))
	}
	if rows := w.table(); rows != "" && n-used > 80 {
		add("### " + w.words.heading)
		add(rows)
	}
	for used < n {
		add(w.paragraph(min(n-used, 50)))
	}
}

// paragraph is sentences of about n tokens, every second about a figure.
func (w *writer) paragraph(n int) string {
	var b strings.Builder
	for used := 0; used < n; {
		sentence := w.words.plain[w.draw()]
		if len(w.figures) > 0 && w.dice.IntN(2) == 0 {
			f := w.figures[w.dice.IntN(len(w.figures))]
			sentence = w.words.about[w.dice.IntN(len(w.words.about))]
			sentence = strings.NewReplacer("{name}", "*"+f.name+"*", "{value}", f.value).Replace(sentence)
		}
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(sentence)
		used += len(tokens(sentence))
	}
	return b.String()
}

// draw picks a plain sentence; none comes again before the others did.
func (w *writer) draw() int {
	if len(w.deck) == 0 {
		w.deck = w.dice.Perm(len(w.words.plain))
	}
	i := w.deck[0]
	w.deck = w.deck[1:]
	return i
}

// maxRows bounds the table.
const maxRows = 6

func (w *writer) table() string {
	if len(w.figures) == 0 {
		return ""
	}
	rows := []string{"| " + w.words.measure + " | " + w.words.value + " |", "| --- | ---: |"}
	for _, i := range w.dice.Perm(len(w.figures))[:min(maxRows, len(w.figures))] {
		f := w.figures[i]
		rows = append(rows, "| "+strings.ReplaceAll(f.name, "|", "/")+" | "+f.value+" |")
	}
	return strings.Join(rows, "\n")
}
