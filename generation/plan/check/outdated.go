package check

import (
	"math/big"
	"slices"

	"github.com/planspark/planspark/generation/market"
	"github.com/planspark/planspark/generation/plan"
	"github.com/planspark/planspark/protocol"
)

// Version is the figures of one version of a plan, with the place of each: some ten times as large as a Source.
type Version struct {
	*Source
	stated []state
}

// NewVersion gathers what NewSource does, and where it stands.
func NewVersion(m *plan.Model, b market.Brief, r protocol.Request) *Version {
	v := &Version{}
	v.Source = gathered(m, b, r, func(st state) { v.stated = append(v.stated, st) })
	return v
}

// place says where in a plan a figure is stated. The same place in two plans of one shape is the same
// statement.
type place uint64

// at is the i-th place within this one.
func (p place) at(i int) place { return (p ^ place(i+1)) * 0x9E3779B97F4A7C15 }

// under is the place of a name within this one.
func (p place) under(name string) place {
	for _, b := range []byte(name) {
		p = p.at(int(b))
	}
	return p
}

// state is one statement: an amount in minor units, or a percentage or count as decimal text.
type state struct {
	place place
	kind  Kind
	minor int64
	text  string
}

// state notes a statement; those that follow each other at one place are numbered by their order.
func (s *Source) state(kind Kind, minor int64, text string) {
	if s.note == nil {
		return
	}
	s.place = s.place.at(len(kind))
	s.note(state{place: s.place, kind: kind, minor: minor, text: text})
}

// Outdated returns the figures of a text, written for the plan of v, that the plan of now may no longer
// state, in their order. A figure may stand for anything in the plan that reads like it; it is kept only
// when all of that still reads so. Numbers that have no source in v are left to Stray.
func (v *Version) Outdated(now *Version, text string) []Figure {
	holds := make(map[place]state, len(now.stated))
	for _, st := range now.stated {
		holds[st.place] = st
	}
	var out []Figure
	for _, f := range v.reader.find(text) {
		if f.Kind == Count && slices.ContainsFunc(f.values, v.calendar) {
			continue
		}
		if slices.ContainsFunc(v.meant(f), func(st state) bool { return holds[st.place] != st }) {
			out = append(out, f)
		}
	}
	return out
}

// meant are the statements that a figure may stand for: those that it writes out in full, else those
// that it rounds.
func (v *Version) meant(f Figure) []state {
	var exact, coarse []state
	for _, st := range v.stated {
		if st.kind != f.Kind {
			continue
		}
		for _, n := range f.values {
			switch {
			case v.writesOut(n, st):
				exact = append(exact, st)
			case f.Kind == Amount && v.rounds(n, st.minor):
				coarse = append(coarse, st)
			}
		}
	}
	if len(exact) > 0 {
		return exact
	}
	return coarse
}

// writesOut says whether a number is a statement: an amount as exactly as it is written.
func (s *Source) writesOut(v *big.Rat, st state) bool {
	switch st.kind {
	case Percentage:
		return decimals(v, 1) == st.text
	case Count:
		return decimals(v, 2) == st.text
	}
	minor, ok := s.minor(v)
	if ok && minor%s.unit() == 0 {
		return abs(minor-st.minor) < s.unit()
	}
	return ok && minor == st.minor
}

// rounds says whether a number is an amount to two or three digits.
func (s *Source) rounds(v *big.Rat, amount int64) bool {
	minor, ok := s.minor(v)
	step := coarseStep(minor)
	return ok && minor >= 100 && minor%step == 0 && abs(minor-amount) <= step/2
}

// minor is a number of major units in minor ones, when it is whole.
func (s *Source) minor(v *big.Rat) (int64, bool) {
	minor := new(big.Rat).Mul(v, new(big.Rat).SetInt64(s.unit()))
	if !minor.IsInt() || !minor.Num().IsInt64() {
		return 0, false
	}
	return minor.Num().Int64(), true
}

func abs(n int64) int64 { return max(n, -n) }
