package market

import (
	"math"
	"slices"
	"strings"
)

// maxSpan is the longest name, in words, that is looked for.
const maxSpan = 8

// span is a run of words that names something.
type span struct {
	from, to int      // tokens [from, to)
	regions  []region // by name
	codes    []region // by a code that stands where codes stand
	faint    []region // by a code in small letters: counts only beside a city that it fits
	cities   []int32
	alone    bool // nothing else is said in its segment
}

// commonWords are cities too, but mean one only when they stand alone or a
// region beside them fits.
var commonWords = map[string]bool{
	"of": true, "nice": true, "reading": true, "bath": true, "mobile": true, "split": true, "man": true, "male": true,
	"van": true, "most": true, "university": true, "bay": true, "sale": true, "mission": true, "orange": true,
	"independence": true, "enterprise": true, "union": true, "liberty": true, "paradise": true, "sunrise": true,
	"temple": true, "normal": true, "surprise": true, "pueblo": true, "gap": true, "deal": true, "barking": true,
	"sandy": true, "bury": true, "sur": true, "corona": true, "aurora": true, "la": true, "sf": true, "rio": true,
	"el centro": true, "el banco": true, "el monte": true, "la mesa": true, "la barca": true, // what a Spanish sentence says of any town
}

// spans finds what words name: the longest names first, the left one of two
// equally long, no word used twice.
func (a *Atlas) spans(words []token) []span {
	used := make([]bool, len(words))
	var out []span
	for n := min(maxSpan, len(words)); n >= 1; n-- {
		for from := 0; from+n <= len(words); from++ {
			if slices.Contains(used[from:from+n], true) {
				continue
			}
			s := a.spanAt(words, from, from+n)
			if len(s.regions)+len(s.codes)+len(s.faint)+len(s.cities) == 0 {
				continue
			}
			for i := from; i < from+n; i++ {
				used[i] = true
			}
			out = append(out, s)
		}
	}
	slices.SortFunc(out, func(x, y span) int { return x.from - y.from })
	return out
}

func (a *Atlas) spanAt(words []token, from, to int) span {
	key := join(words[from:to])
	s := span{from: from, to: to, regions: a.regionNames[key], cities: a.cityNames[key]}
	segment := words[from].segment
	s.alone = (from == 0 || words[from-1].segment != segment) && (to == len(words) || words[to].segment != segment)
	if to-from != 1 {
		return s
	}
	last := to == len(words)
	endsSegment := last || words[to].segment != segment
	switch codes := a.regionCodes[words[from].raw]; {
	case len(codes) == 0:
	case words[from].upper && (last || endsSegment && !allUpper(words)):
		s.codes = codes
	case last:
		s.faint = codes
	}
	return s
}

func allUpper(words []token) bool {
	for _, w := range words {
		if !w.upper {
			return false
		}
	}
	return true
}

// hint tells which countries the rest of the request speaks for; it decides
// only between places that the location itself leaves open.
type hint struct{ currency, country string }

func (a *Atlas) hinted(h hint, code string) bool {
	return h.country == code || h.currency != "" && a.countries[code].currency == h.currency
}

// candidate is a city that a span may mean.
type candidate struct {
	city    int32
	span    int
	agrees  int // other spans that fit it
	words   int
	hinted  bool
	town    bool
	covered bool // its own span is also a region that it lies in
}

// bestCity chooses among all cities named: the one that most other names fit,
// a city before a town, then the longest name, then the weightier (within a factor of four in people the one that
// the request's currency or locale speaks for).
func (a *Atlas) bestCity(words []token, spans []span, h hint) (candidate, bool) {
	var all []candidate
	largest := int64(0)
	for i, s := range spans {
		for _, c := range s.cities {
			cand, ok := a.consider(words, spans, i, c)
			if !ok {
				continue
			}
			cand.hinted = a.hinted(h, a.cities[c].country)
			all = append(all, cand)
			largest = max(largest, a.cities[c].population)
		}
	}
	if len(all) == 0 {
		return candidate{}, false
	}
	for i := range all {
		all[i].hinted = all[i].hinted && a.cities[all[i].city].population*4 >= largest
	}
	return slices.MaxFunc(all, func(x, y candidate) int {
		switch {
		case x.agrees != y.agrees:
			return x.agrees - y.agrees
		case x.town != y.town:
			return order(y.town)
		case x.words != y.words:
			return x.words - y.words
		case x.hinted != y.hinted:
			return order(x.hinted)
		}
		if p, q := a.weight(x.city), a.weight(y.city); p != q {
			return order(p > q)
		}
		return int(y.city) - int(x.city)
	}), true
}

// weight ranks cities of one name by how likely somebody means them: by people, and where incomes differ much by
// those too, since that is where plans are asked for. Valencia is in Spain, Córdoba in Argentina.
func (a *Atlas) weight(number int32) float64 {
	c := &a.cities[number]
	return float64(c.population) * math.Sqrt(float64(a.countries[c.country].economy.gdpHead.value))
}

func order(first bool) int {
	if first {
		return 1
	}
	return -1
}

// statelyCity is the size from which a city wins over the state of its name,
// and over a code that is written alike.
const statelyCity = 500_000

// consider weighs one city that span i may mean, against all other spans.
func (a *Atlas) consider(words []token, spans []span, i int, number int32) (candidate, bool) {
	c, s := &a.cities[number], &spans[i]
	cand := candidate{city: number, span: i, words: s.to - s.from, town: c.town}
	elsewhere := false // some other span is a region, whether it fits or not
	for j := range spans {
		if j == i {
			continue
		}
		fits := anyHolds(spans[j].regions, c) || anyHolds(spans[j].codes, c) || anyHolds(spans[j].faint, c)
		if fits {
			cand.agrees++
		}
		elsewhere = elsewhere || len(spans[j].codes) > 0 || len(spans[j].regions) > 0 && len(spans[j].cities) == 0
	}
	if cand.agrees > 0 {
		return cand, true
	}
	cand.covered = anyHolds(s.regions, c)
	switch {
	case elsewhere: // another place is named that this city does not lie in
		return cand, false
	case (c.everyday || commonWords[join(words[s.from:s.to])]) && !s.alone:
		return cand, false
	case len(s.codes) > 0 && c.population < statelyCity:
		return cand, false
	case len(s.regions) == 0 || cand.covered:
		return cand, true
	}
	state := !slices.ContainsFunc(s.regions, func(r region) bool { return r.admin == "" })
	return cand, state && c.population >= statelyCity
}

func anyHolds(regions []region, c *city) bool {
	return slices.ContainsFunc(regions, func(r region) bool { return r.holds(c) })
}

// bestRegion chooses the region when no city is known: a name before a code,
// the last one said before earlier ones.
func (a *Atlas) bestRegion(words []token, spans []span, h hint) (region, bool) {
	for _, s := range slices.Backward(spans) {
		if len(s.regions) > 0 {
			return a.preferred(s.regions, h, true), true
		}
	}
	for _, s := range slices.Backward(spans) {
		if len(s.codes) > 0 {
			return a.preferred(s.codes, h, len(words) == 1), true
		}
	}
	return region{}, false
}

// preferred decides what an ambiguous region means: what the request's
// currency or locale speaks for, then a country if countries come first here,
// else a state ("Springdale, CA").
func (a *Atlas) preferred(regions []region, h hint, countriesFirst bool) region {
	best := regions[0]
	score := func(r region) int {
		n := 0
		if a.hinted(h, r.country) {
			n = 2
		}
		if (r.admin == "") == countriesFirst {
			n++
		}
		return n
	}
	for _, r := range regions[1:] {
		if score(r) > score(best) {
			best = r
		}
	}
	return best
}

// ruralWords say that the business is not in the city that is named, or in none.
var ruralWords = map[string]bool{
	"village": true, "rural": true, "countryside": true, "hamlet": true, "aldeia": true, "pueblo": true,
	"dorf": true, "pueblito": true, "borgo": true, "campagne": true, "farmland": true,
}

// rural reports whether the words outside all names speak of the countryside.
func rural(words []token, spans []span) bool {
	for i, w := range words {
		named := slices.ContainsFunc(spans, func(s span) bool {
			return s.from <= i && i < s.to && !commonWords[strings.ToLower(w.text)]
		})
		if ruralWords[w.text] && !named {
			return true
		}
	}
	return false
}
