package plan

// Compact writes an amount for a chart, with three significant digits in the largest of the magnitudes that
// it reaches: "€1.25M". Magnitudes are the short names of a thousand, a million, and so on; each is set right
// behind the number.
func (f Format) Compact(minor Money, magnitudes [4]string) string {
	return f.style.Compact(int64(threeDigits(minor)), f.symbol, f.exponent, magnitudes)
}

// threeDigits rounds to three significant digits.
func threeDigits(m Money) Money {
	step := int64(1)
	for rest := abs64(int64(m)) / 1000; rest > 0; rest /= 10 {
		step *= 10
	}
	return Money(roundDiv(int64(m), step) * step)
}
