package main

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
)

var (
	verb   = regexp.MustCompile(`^\s*(SELECT|INSERT|UPDATE|DELETE|WITH)\s`)
	lexeme = regexp.MustCompile(`\s+|'[^']*'|[:{]?\w+\}?|<=|>=|<>|.`)
)

// variant is a statement with one difference.
type variant struct{ what, text string }

func isSQL(text string) bool { return verb.MatchString(text) }

// variants makes a statement's: a comparison that takes in its bound, a number, an order that is turned round, a limit that is not kept,
// a clause of a condition, a value that is not set.
func variants(text string) (out []variant) {
	words := lexeme.FindAllString(text, -1)
	swap := map[string]string{"<": "<=", "<=": "<", ">": ">=", ">=": ">", "+": "-", "-": "+", "DESC": "ASC"}
	for i, w := range words {
		if other, ok := swap[w]; ok {
			out = append(out, replace(words, i, i+1, other))
		}
		if n, err := strconv.Atoi(w); err == nil {
			out = append(out, replace(words, i, i+1, strconv.Itoa(n+1)))
		}
		switch w {
		case "LIMIT":
			out = append(out, replace(words, i, end(words, i+1, nil), ""))
		case "BY":
			if last := end(words, i+1, nil); words[back(words, i)] == "ORDER" && !slices.Contains(words[i:last], "DESC") {
				out = append(out, replace(words, last, last, " DESC "))
			}
		case "AND":
			out = append(out, replace(words, i, end(words, i+1, stops), " "))
		case "WHERE":
			out = append(out, replace(words, i, end(words, i+1, stops), "WHERE true "))
		case "SET":
			out = append(out, unset(words, i)...)
		}
	}
	return out
}

// stops end one clause of a condition; whatever closes a bracket, and these, end what else there is.
var (
	stops  = []string{"AND", "OR", "THEN"}
	always = []string{"ORDER", "GROUP", "LIMIT", "RETURNING", "UNION", "WHERE", "ON", "DO", "AS", "FOR", "{skip}", "FROM"}
)

// end is where what begins at i ends: in front of one of the words, on the same level of brackets.
func end(words []string, i int, also []string) int {
	depth, cases := 0, 0
	for ; i < len(words); i++ {
		w := words[i]
		switch {
		case w == "(":
			depth++
		case w == ")" && depth == 0:
			return i
		case w == ")":
			depth--
		case w == "CASE":
			cases++
		case w == "END":
			cases--
		case depth == 0 && cases == 0 && (slices.Contains(always, w) || slices.Contains(also, w)):
			return i
		}
	}
	return i
}

// back is the word before i.
func back(words []string, i int) int {
	for i--; i > 0 && strings.TrimSpace(words[i]) == ""; i-- {
	}
	return max(i, 0)
}

// unset leaves out one value after the other of a SET that has several.
func unset(words []string, set int) (out []variant) {
	last := end(words, set+1, nil)
	from := set + 1
	for from < last {
		comma := from
		for comma < last && words[comma] != "," {
			if words[comma] == "(" {
				comma = end(words, comma+1, nil)
			}
			comma++
		}
		comma = min(comma, last)
		switch {
		case comma < last:
			out = append(out, replace(words, from, comma+1, " "))
		case from > set+1: // the last goes with the comma before it
			out = append(out, replace(words, from-1, comma, " "))
		}
		from = comma + 1
	}
	return out
}

func replace(words []string, from, to int, by string) variant {
	was := strings.Join(words[from:to], "")
	near := strings.Join(words[max(0, from-6):min(len(words), to+6)], "")
	text := strings.Join(words[:from], "") + by + strings.Join(words[to:], "")
	return variant{what: oneLine(was) + " → " + oneLine(by) + " in …" + oneLine(near) + "…", text: text}
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
