package plan

import (
	"math"
	"math/bits"
)

// roundDiv divides and rounds half away from zero. The divisor is positive.
func roundDiv(n, d int64) int64 {
	q, r := n/d, n%d
	if r < 0 {
		r = -r
	}
	if r >= d-r {
		if n < 0 {
			return q - 1
		}
		return q + 1
	}
	return q
}

// mulDiv returns a·b/d, rounded half away from zero, with a product of up to
// 128 bits. A result beyond int64 is bounded to the largest one. The divisor is
// positive.
func mulDiv(a, b, d int64) int64 {
	hi, lo := bits.Mul64(abs64(a), abs64(b))
	negative := (a < 0) != (b < 0)
	if hi == 0 && lo <= math.MaxInt64 {
		q := roundDiv(int64(lo), d)
		if negative {
			return -q
		}
		return q
	}
	if hi >= uint64(d) {
		return bounded(math.MaxInt64, negative)
	}
	q, r := bits.Div64(hi, lo, uint64(d))
	if r >= uint64(d)-r {
		q++
	}
	return bounded(q, negative)
}

// ceilDiv returns a·b/d rounded up, for numbers that are not negative.
func ceilDiv(a, b, d int64) int64 {
	hi, lo := bits.Mul64(uint64(a), uint64(b))
	if hi >= uint64(d) {
		return math.MaxInt64
	}
	q, r := bits.Div64(hi, lo, uint64(d))
	if r > 0 {
		q++
	}
	return bounded(q, false)
}

func bounded(magnitude uint64, negative bool) int64 {
	n := int64(min(magnitude, math.MaxInt64))
	if negative {
		return -n
	}
	return n
}

func abs64(n int64) uint64 {
	if n < 0 {
		return -uint64(n)
	}
	return uint64(n)
}

// ppm applies factors in parts per million one after the other and rounds each
// time.
func ppm(a int64, factors ...int64) int64 {
	for _, f := range factors {
		a = perMillion(a, f)
	}
	return a
}

// Products of numbers within these bounds are far from the ends of int64.
const (
	plainAmount = 1 << 41
	plainFactor = 1 << 22
)

// perMillion is mulDiv(a, f, million). Nearly all of the model's arithmetic passes here with numbers for
// which a division by a constant, which is none for the machine, is exact and much faster.
func perMillion(a, f int64) int64 {
	if f == million {
		return a
	}
	if a >= plainAmount || a <= -plainAmount || f >= plainFactor || f <= -plainFactor {
		return mulDiv(a, f, million)
	}
	n := a * f
	if n < 0 {
		return (n - million/2) / million
	}
	return (n + million/2) / million
}

// perThousand is mulDiv(a, b, 1000), fast for numbers of the usual size.
func perThousand(a, b int64) int64 {
	if a >= plainAmount || a <= -plainAmount || b >= plainFactor || b <= -plainFactor {
		return mulDiv(a, b, 1000)
	}
	n := a * b
	if n < 0 {
		return (n - 500) / 1000
	}
	return (n + 500) / 1000
}

// thirtieth is n/30, rounded half away from zero: a day of a month.
func thirtieth(n int64) int64 {
	if n < 0 {
		return (n - 15) / 30
	}
	return (n + 15) / 30
}

// times applies factors in parts per million to an amount.
func (m Money) times(factors ...int64) Money { return Money(ppm(int64(m), factors...)) }

// upTo returns the smallest multiple of step that is not below the amount.
func (m Money) upTo(step Money) Money {
	q := m / step
	if m%step > 0 {
		q++
	}
	return q * step
}

// nice rounds to two or three significant digits, in steps of five of the
// third, so that an estimate does not look like a measurement.
func nice(m Money) Money {
	step := Money(5)
	for rest := abs64(int64(m)) / 1000; rest > 0; rest /= 10 {
		step *= 10
	}
	if abs64(int64(m)) < 100 {
		return m
	}
	return Money(roundDiv(int64(m), int64(step))) * step
}
