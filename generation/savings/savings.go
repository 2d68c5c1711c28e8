// Package savings finds the money of their own that somebody names in an idea: "I have 40,000 euros saved", "con un
// presupuesto de 20.000 €". What may as well be a loan, a price or somebody else's budget is not taken for it. It knows
// no business and no plan.
package savings

import (
	"slices"
	"strings"

	"github.com/planspark/planspark/generation/plan/mention"
)

// In returns the money that a text says is there to begin with, as a number in major units of the currency, and the
// words that say how much, as they stand in the text. Both are empty where there is none in that currency, or where
// there are several amounts.
func In(text, currency string) (value, phrase string) {
	looks := most
	for _, clause := range clauses(text) {
		for i := 0; i < len(clause); i++ {
			a, n := amountAt(clause[i:])
			if n == 0 {
				continue
			}
			if looks--; looks < 0 {
				return "", ""
			}
			if a.in(currency) && a.own(folded(clause[max(0, i-seen):i]), folded(clause[i+n:min(len(clause), i+n+seen)])) {
				if value != "" && value != a.value {
					return "", ""
				}
				value, phrase = a.value, strings.Trim(strings.Join(clause[i:i+n], " "), around)
			}
			i += n - 1
		}
	}
	return value, phrase
}

// An idea has room for a thousand amounts: seen is how many words on both sides of one are looked at, and most how many
// amounts there may be. Where there are more it is not plain which is whose.
const (
	seen = 12
	most = 40
)

// clauses parts a text into the words of its clauses: what says whose an amount is stands in the same one.
func clauses(text string) (out [][]string) {
	var clause []string
	end := func() {
		if len(clause) > 0 {
			out, clause = append(out, clause), nil
		}
	}
	for _, word := range strings.Fields(text) {
		if strings.HasPrefix(word, "(") || slices.Contains(joining, strings.ToLower(word)) && !anyOf(clause[max(0, len(clause)-near):], between) {
			end()
		}
		clause = append(clause, word)
		if strings.ContainsAny(word[len(word)-1:], ".,;!?)") {
			end()
		}
	}
	end()
	return out
}

// folded are words as the tables have them.
func folded(words []string) []string {
	return strings.Fields(mention.Fold(strings.Join(words, " ")))
}

// own tells by what stands before and behind an amount whether it is the writer's own.
func (a amount) own(before, behind []string) bool {
	if anyOf(before[max(0, len(before)-near):], against) || anyOf(behind[:min(len(behind), near)], against) {
		return false
	}
	if anyOf(before[max(0, len(before)-near):], others) || begins(behind, things) || isRange(before) {
		return false
	}
	for len(before) > 0 && slices.Contains(filling, before[len(before)-1]) {
		before = before[:len(before)-1]
	}
	rest := behind
	for len(rest) > 0 && slices.Contains(possessive, rest[0]) {
		rest = rest[1:]
	}
	switch {
	case ends(before, funds), begins(rest, funds), begins(rest, put):
		return true
	case begins(rest, budget), ends(before, budget) && (a.named || goes(behind)): // "a budget 5,000 sq ft gym"
		return !servesThose(before)
	case !a.named: // "I have 40 seats"
		return false
	case ends(before, have), a.large && ends(before, with) && anyOf(before, opening):
		return goes(behind)
	}
	return begins(behind, purposes)
}

// goes tells that nothing stands behind an amount, or what may stand behind one that somebody has.
func goes(behind []string) bool { return len(behind) == 0 || slices.Contains(going, behind[0]) }

// isRange tells words that an amount ends a range with: "30,000 to 40,000", "between 30,000 and 40,000". Which of the
// two the budget is, nobody has said.
func isRange(before []string) bool {
	n := len(before)
	return anyOf(before[max(0, n-near):], between) ||
		n > 1 && slices.Contains(until, before[n-1]) && strings.ContainsAny(before[n-2], "0123456789")
}

// servesThose tells that a budget is that of many whom a business serves: "weddings with a budget of".
func servesThose(before []string) bool {
	last := before[max(0, len(before)-5):] // "weddings with a total budget"
	at := slices.IndexFunc(last, func(w string) bool { return slices.Contains(with, w) })
	return at > 0 && strings.HasSuffix(last[at-1], "s")
}

func anyOf(words, table []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return slices.Contains(table, w) })
}

// ends and begins tell whether words do so with one of some phrases.
func ends(words, phrases []string) bool {
	text := " " + strings.Join(words, " ")
	return slices.ContainsFunc(phrases, func(p string) bool { return strings.HasSuffix(text, " "+p) })
}

func begins(words, phrases []string) bool {
	text := strings.Join(words, " ") + " "
	return slices.ContainsFunc(phrases, func(p string) bool { return strings.HasPrefix(text, p+" ") })
}
