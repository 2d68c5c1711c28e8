// Package check is the number checker: it finds the figures in a text and names
// those that have no source, so that no amount, percentage, count or month of a
// plan is made up by whoever writes it (plan-model.md, section 1).
//
// It knows the model, the market brief and the request, and no provider. All
// values are immutable and safe for concurrent use.
package check

import (
	"math/big"
	"regexp"
	"strings"

	"github.com/planspark/planspark/generation/plan"
)

// Kind is what a figure states.
type Kind string

// The kinds of figures.
const (
	Amount     Kind = "amount"     // of money
	Percentage Kind = "percentage" // with a per cent sign
	Count      Kind = "count"      // anything else: units, months, years, ratios
)

// Figure is a number in a text.
type Figure struct {
	Text  string // as it stands there, with its sign or currency
	Kind  Kind
	Start int // byte offset of the number in the text
	// values are what the digits may mean: in the locale's way of writing, and in
	// English, since sources are quoted as they are.
	values []*big.Rat
}

// reader finds figures written for one locale and currency.
type reader struct {
	decimals []string // signs of decimals to try, the locale's first
	symbols  []string
	number   *regexp.Regexp
}

func newReader(locale, currency string) *reader {
	f := plan.NewFormat(locale, currency, 0, plan.YearMonth{Year: 2000, Month: 1})
	point := strings.Trim(f.Decimal(15, 1), "15")
	r := &reader{decimals: []string{point}, symbols: []string{currency}, number: digits}
	if point != "." {
		r.decimals = append(r.decimals, ".")
	}
	if symbol := strings.Trim(f.Money(1), "1\u00a0 "); symbol != currency {
		r.symbols = append(r.symbols, symbol)
	}
	return r
}

// digits is a number with its separators, without a sign in front.
var digits = regexp.MustCompile(`[0-9](?:[0-9]|[.,'\x{00A0}\x{202F}\x{2019}][0-9])*`)

// ordinal is the number of a list's item.
var ordinal = regexp.MustCompile(`(?m)^[0-9]+\. `)

// find returns the figures of a text in their order. Numbers of list items are
// none, nor are digits within a word.
func (r *reader) find(text string) []Figure {
	var out []Figure
	skip := map[int]bool{}
	for _, at := range ordinal.FindAllStringIndex(text, -1) {
		skip[at[0]] = true
	}
	for _, at := range r.number.FindAllStringIndex(text, -1) {
		if skip[at[0]] || inWord(text, at[0]) {
			continue
		}
		f := Figure{Text: text[at[0]:at[1]], Kind: Count, Start: at[0]}
		f.values = r.parse(f.Text)
		r.classify(&f, text[:at[0]], text[at[1]:])
		out = append(out, f)
	}
	return out
}

// inWord tells whether a letter stands directly in front: "m2", "Q3".
func inWord(text string, at int) bool {
	if at == 0 {
		return false
	}
	c := text[at-1]
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' && !endsWithCode(text[:at])
}

// endsWithCode tells whether a text ends with a currency code.
func endsWithCode(s string) bool {
	if len(s) < 3 {
		return false
	}
	for _, c := range []byte(s[len(s)-3:]) {
		if c < 'A' || c > 'Z' {
			return false
		}
	}
	return true
}

func (r *reader) classify(f *Figure, before, after string) {
	unit := strings.TrimLeft(after, "\u00a0\u202f ")
	switch {
	case strings.HasPrefix(unit, "%"):
		f.Kind, f.Text = Percentage, f.Text+"%"
	case r.hasSymbol(before, unit):
		f.Kind = Amount
	}
}

func (r *reader) hasSymbol(before, after string) bool {
	before = strings.TrimRight(before, "\u00a0\u202f −-")
	for _, s := range r.symbols {
		if s != "" && (strings.HasSuffix(before, s) || strings.HasPrefix(after, s)) {
			return true
		}
	}
	return false
}

// parse reads digits in each way in which they can be meant.
func (r *reader) parse(s string) []*big.Rat {
	var out []*big.Rat
	for _, point := range r.decimals {
		plain := strings.Map(func(c rune) rune {
			switch {
			case string(c) == point:
				return '.'
			case c >= '0' && c <= '9':
				return c
			}
			return -1
		}, s)
		if v, ok := new(big.Rat).SetString(plain); ok {
			out = append(out, v)
		}
	}
	return out
}
