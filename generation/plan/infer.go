package plan

// Guess is the business type that an idea seems to be about.
type Guess struct {
	Slug     string // Other when nothing speaks clearly for a type
	RunnerUp string // the next best, empty when none comes near
	Score    int    // points of the best type; 0 when nothing was recognised
}

// Points of a match. A phrase says more with every further word.
const (
	pointsDecisive = 170 // words that say what it is whatever stands beside them
	pointsStrong   = 100
	pointsWord     = 20 // for each word of a phrase beyond its first
	pointsWeak     = 30
	pointsGeneric  = 15 // words of every trade: "make", "sell"
	pointsLeast    = 25 // fewer in all are no answer

	runnerUpShare = 3 // who has less than a third of the best is none

	// What no type is made for says so at its beginning, and its other words mislead:
	// a slaughterhouse speaks of farms, cattle and sheep.
	openingOther = 3
)

// Infer returns the business type that an idea fits best. It is deterministic:
// the same idea always gets the same answer, ties go to the type that comes
// first in the library.
func (l *Library) Infer(idea string) Guess {
	points := make([]int, len(l.types))
	l.score(tokenise(idea), points)
	best, second := -1, -1
	for i, p := range points {
		switch {
		case p == 0:
		case best < 0 || p > points[best]:
			best, second = i, best
		case second < 0 || p > points[second]:
			second = i
		}
	}
	g := Guess{Slug: Other}
	if best < 0 {
		return g
	}
	g.Score = points[best]
	if g.Score < pointsLeast {
		if l.types[best].Slug != Other {
			g.RunnerUp = l.types[best].Slug
		}
		return g
	}
	g.Slug = l.types[best].Slug
	if second >= 0 && points[second]*runnerUpShare >= g.Score {
		g.RunnerUp = l.types[second].Slug
	}
	return g
}

// score adds up what the words of an idea say for each type. A match inside a
// longer one says nothing ("shop" in "coffee shop"); each keyword counts once
// for a type; the first match counts half as much again, since an idea begins
// with what it is; what follows "for" names customers rather than the trade, and
// what follows "with" or "near" stands beside it.
func (v *vocabulary) score(tokens []token, points []int) {
	type said struct {
		typ    int
		phrase string
	}
	heard := map[said]bool{}
	covered := 0 // tokens before this one lie inside a match
	first := true
	for at := range tokens {
		length, entries := v.longest(tokens[at:])
		if length == 0 || at+length <= covered {
			continue
		}
		covered = at + length
		recognised := false
		for _, e := range entries {
			if heard[said{e.typ, e.phrase}] {
				continue
			}
			heard[said{e.typ, e.phrase}] = true
			if e.filler {
				continue
			}
			recognised = true
			worth := e.worth(first, tokens[at].role)
			if first && e.typ == v.other {
				worth *= openingOther
			}
			points[e.typ] += worth
		}
		if recognised {
			first = false
		}
	}
}

// worth is what a match counts: less beside the matter or among customers, half
// as much again when it comes first.
func (e entry) worth(first bool, in role) int {
	p := e.points
	switch {
	case in == roleSide:
		p = p * 6 / 10
	case in == roleCustomer && e.points >= pointsStrong:
		p = p * 3 / 10
	case in == roleCustomer:
		p = p * 6 / 10
	}
	if first {
		p += p / 2
	}
	return p
}
