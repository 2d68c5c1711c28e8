package plan

import "strings"

// Compact writes an amount for a chart, with three significant digits in the largest of the magnitudes that
// it reaches: "€1.25M". Magnitudes are the short names of a thousand, a million, and so on; each is set right
// behind the number.
func (f Format) Compact(minor Money, magnitudes [4]string) string {
	negative, digits := magnitude(int64(threeDigits(minor)))
	if len(digits) <= f.exponent {
		digits = strings.Repeat("0", f.exponent-len(digits)+1) + digits
	}
	whole := len(digits) - f.exponent
	order := min((whole-1)/3, len(magnitudes))
	point := whole - 3*order
	number := f.group(digits[:point])
	if fraction := strings.TrimRight(digits[point:], "0"); fraction != "" {
		number += f.lang.decimal + fraction
	}
	if order > 0 {
		number += magnitudes[order-1]
	}
	return f.sign(negative, f.withSymbol(number))
}

// threeDigits rounds to three significant digits.
func threeDigits(m Money) Money {
	step := int64(1)
	for rest := abs64(int64(m)) / 1000; rest > 0; rest /= 10 {
		step *= 10
	}
	return Money(roundDiv(int64(m), step) * step)
}
