package xlsx

import (
	"math"
	"strconv"
	"strings"
)

// expr is a formula: how it is written in a cell of a sheet, and what it comes to.
type expr struct {
	text  func(home *sheet) string
	value func() float64
	binds int // how strongly its outermost operator binds; an operand of a stronger one is put in brackets
}

// How strongly operators bind.
const (
	compares = iota + 1
	adds
	multiplies
	atom
)

func (e expr) within(home *sheet, binds int) string {
	if e.binds < binds {
		return "(" + e.text(home) + ")"
	}
	return e.text(home)
}

func num(n int64) expr {
	binds := atom
	if n < 0 {
		binds = adds
	}
	return expr{text: func(*sheet) string { return strconv.FormatInt(n, 10) }, value: func() float64 { return float64(n) }, binds: binds}
}

// infix joins two operands. The right one is bracketed when it binds no stronger, for what does not
// associate.
func infix(sign string, binds int, a, b expr, of func(x, y float64) float64) expr {
	return expr{
		text:  func(home *sheet) string { return a.within(home, binds) + sign + b.within(home, binds+1) },
		value: func() float64 { return of(a.value(), b.value()) },
		binds: binds,
	}
}

func add(first expr, more ...expr) expr {
	for _, e := range more {
		first = infix("+", adds, first, e, func(x, y float64) float64 { return x + y })
	}
	return first
}

func sub(first expr, more ...expr) expr {
	for _, e := range more {
		first = infix("-", adds, first, e, func(x, y float64) float64 { return x - y })
	}
	return first
}

func mul(a, b expr) expr {
	return infix("*", multiplies, a, b, func(x, y float64) float64 { return x * y })
}

func div(a, b expr) expr {
	return infix("/", multiplies, a, b, func(x, y float64) float64 { return x / y })
}

// holds makes a comparison; it comes to 1 or 0.
func holds(sign string, a, b expr, of func(x, y float64) bool) expr {
	return infix(sign, compares, a, b, func(x, y float64) float64 {
		if of(x, y) {
			return 1
		}
		return 0
	})
}

func equal(a, b expr) expr { return holds("=", a, b, func(x, y float64) bool { return x == y }) }
func below(a, b expr) expr { return holds("<", a, b, func(x, y float64) bool { return x < y }) }
func above(a, b expr) expr { return holds(">", a, b, func(x, y float64) bool { return x > y }) }
func from(a, b expr) expr  { return holds(">=", a, b, func(x, y float64) bool { return x >= y }) }
func upTo(a, b expr) expr  { return holds("<=", a, b, func(x, y float64) bool { return x <= y }) }

// call is a function of the spreadsheet.
func call(name string, of func(v []float64) float64, args ...expr) expr {
	return expr{
		text: func(home *sheet) string {
			parts := make([]string, len(args))
			for i, a := range args {
				parts[i] = a.text(home)
			}
			return name + "(" + strings.Join(parts, ",") + ")"
		},
		value: func() float64 {
			values := make([]float64, len(args))
			for i, a := range args {
				values[i] = a.value()
			}
			return of(values)
		},
		binds: atom,
	}
}

// round rounds half away from zero, as the model does.
func round(e expr) expr {
	return call("ROUND", func(v []float64) float64 { return math.Round(v[0]) }, e, num(0))
}

// whole drops the fraction of what is not negative.
func whole(e expr) expr {
	return call("INT", func(v []float64) float64 { return math.Floor(v[0]) }, e)
}

func least(a ...expr) expr {
	return call("MIN", func(v []float64) float64 {
		low := v[0]
		for _, x := range v {
			low = math.Min(low, x)
		}
		return low
	}, a...)
}

func most(a ...expr) expr {
	return call("MAX", func(v []float64) float64 {
		high := v[0]
		for _, x := range v {
			high = math.Max(high, x)
		}
		return high
	}, a...)
}

func both(a, b expr) expr {
	return call("AND", func(v []float64) float64 { return v[0] * v[1] }, a, b)
}

func power(a, b expr) expr {
	return call("POWER", func(v []float64) float64 { return math.Pow(v[0], v[1]) }, a, b)
}

// when reckons only the branch that is taken, as spreadsheets do.
func when(condition, then, otherwise expr) expr {
	e := call("IF", nil, condition, then, otherwise)
	e.value = func() float64 {
		if condition.value() != 0 {
			return then.value()
		}
		return otherwise.value()
	}
	return e
}

// span is a range of cells of one row or column.
type span struct{ cells []*cell }

func (s span) text(home *sheet) string {
	first, last := s.cells[0], s.cells[len(s.cells)-1]
	return first.at(home) + ":" + last.name()
}

func (s span) values() []float64 {
	list := make([]float64, len(s.cells))
	for i, c := range s.cells {
		list[i] = c.value()
	}
	return list
}

// over is a function of a range.
func over(name string, s span, of func(v []float64) float64) expr {
	return expr{
		text:  func(home *sheet) string { return name + "(" + s.text(home) + ")" },
		value: func() float64 { return of(s.values()) },
		binds: atom,
	}
}

func total(s span) expr {
	return over("SUM", s, func(v []float64) float64 {
		sum := 0.0
		for _, x := range v {
			sum += x
		}
		return sum
	})
}

func lowest(s span) expr {
	return over("MIN", s, func(v []float64) float64 {
		low := v[0]
		for _, x := range v {
			low = math.Min(low, x)
		}
		return low
	})
}

// presentValue discounts a range, the first by one period.
func presentValue(rate expr, s span) expr {
	return expr{
		text: func(home *sheet) string { return "NPV(" + rate.text(home) + "," + s.text(home) + ")" },
		value: func() float64 {
			sum, flows := 0.0, s.values()
			for i := len(flows) - 1; i >= 0; i-- {
				sum = (sum + flows[i]) / (1 + rate.value())
			}
			return sum
		},
		binds: atom,
	}
}

// item is the i-th cell of a range, from 1. Only that cell is reckoned.
func item(s span, i expr) expr {
	return expr{
		text:  func(home *sheet) string { return "INDEX(" + s.text(home) + "," + i.text(home) + ")" },
		value: func() float64 { return s.cells[int(i.value())-1].value() },
		binds: atom,
	}
}
