package savings

import (
	"math/big"
	"regexp"
	"slices"
	"strings"
)

// amount is a number that may have a currency.
type amount struct {
	value  string   // a decimal number, in major units
	named  bool     // it has a currency
	large  bool     // it is not what a single thing costs
	either []string // the currencies that it may be in
}

// in tells whether an amount may be in a currency: also where it says none.
func (a amount) in(currency string) bool { return !a.named || slices.Contains(a.either, currency) }

// number is a word that is one, with what is written to it: "€40,000", "40k", "30.000€".
var number = regexp.MustCompile(`^(US\$|CA?\$|AU?\$|NZ\$|R\$|S/|[€£$¥₹])?([0-9][0-9.,'’]*)(k|K|m|M)?([€£$¥₹])?$`)

// least is what a large amount is at the least. What is less is more often a price, or counted where it has no currency.
const least = 1000

// amountAt reads the amount that words begin with, and says how many words it takes; 0 for none.
func amountAt(words []string) (a amount, taken int) {
	first, ended := bare(words[0])
	if code, rest := currencyOf(first), words[1:]; code != nil && !ended && len(rest) > 0 { // "EUR 40,000"
		if second, _ := bare(rest[0]); currencyOf(second) != nil { // a list of codes is not read to its end from each
			return amount{}, 0
		}
		if a, taken = amountAt(rest); taken > 0 && !a.named {
			a.named, a.either = true, code
			return a, taken + 1
		}
		return amount{}, 0
	}
	parts := number.FindStringSubmatch(first)
	if parts == nil {
		return amount{}, 0
	}
	value := digits(parts[2])
	if value == nil {
		return amount{}, 0
	}
	value.Mul(value, big.NewRat(times(strings.ToLower(parts[3])), 1))
	taken = 1
	next := func() (word string) {
		if !ended && taken < len(words) {
			word, _ = bare(words[taken])
		}
		return word
	}
	take := func() { _, ended = bare(words[taken]); taken++ }
	if n := times(strings.ToLower(next())); n > 1 && parts[3] == "" {
		value.Mul(value, big.NewRat(n, 1))
		take()
		if strings.EqualFold(next(), "de") { // "un millón de pesos"
			take()
		}
	}
	a.either = currencyOf(parts[1] + parts[4])
	if a.either == nil {
		if a.either = currencyOf(next()); a.either != nil {
			take()
		}
	}
	a.named, a.large = a.either != nil, value.Cmp(big.NewRat(least, 1)) >= 0
	if !a.named && (!a.large || year.MatchString(parts[0])) {
		return amount{}, 0
	}
	a.value = strings.TrimSuffix(strings.TrimRight(value.FloatString(2), "0"), ".")
	return a, taken
}

var year = regexp.MustCompile(`^(?:19|20)[0-9]{2}$`)

// times is what a word behind a number multiplies it by; 1 for any other.
func times(word string) int64 {
	switch word {
	case "k", "thousand", "mil":
		return 1_000
	case "m", "million", "millón", "millon", "millones":
		return 1_000_000
	}
	return 1
}

// bare is a word without the signs around it, and whether those end what it is part of.
func bare(raw string) (word string, ends bool) {
	word = strings.Trim(raw, around)
	return word, word == "" || !strings.HasSuffix(raw, word)
}

// around are signs beside a word that are not of it.
const around = `()[]"“”«».,;:!?¡¿–—`

// The ways in which digits are written: the last of the signs parts decimals where not three digits stand behind it.
var (
	whole    = regexp.MustCompile(`^[0-9]+$`)
	grouped  = regexp.MustCompile(`^[0-9]{1,3}(?:[.,'’][0-9]{3})+$`)
	decimals = regexp.MustCompile(`^([0-9]+(?:[.,'’][0-9]{3})*)[.,]([0-9]{1,2})$`)
)

// longest bounds the digits of an amount.
const longest = 18

// digits reads a number as people write it; nil where it is none, or 0.
func digits(text string) *big.Rat {
	text = strings.TrimRight(text, ".,'’")
	plain, fraction := text, ""
	switch m := decimals.FindStringSubmatch(text); {
	case len(text) > longest:
		return nil
	case m != nil:
		plain, fraction = m[1], "."+m[2]
	case !whole.MatchString(text) && !grouped.MatchString(text):
		return nil
	}
	plain = strings.NewReplacer(".", "", ",", "", "'", "", "’", "").Replace(plain)
	v, ok := new(big.Rat).SetString(plain + fraction)
	if !ok || v.Sign() == 0 {
		return nil
	}
	return v
}
