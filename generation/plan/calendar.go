package plan

import (
	"fmt"
	"time"
)

// YearMonth is a month of the calendar.
type YearMonth struct {
	Year  int
	Month time.Month
}

// ParseYearMonth reads "YYYY-MM".
func ParseYearMonth(s string) (YearMonth, error) {
	t, err := time.Parse("2006-01", s)
	if err != nil {
		return YearMonth{}, fmt.Errorf("month %q: want YYYY-MM", s)
	}
	return YearMonth{Year: t.Year(), Month: t.Month()}, nil
}

// Add returns the month n months later.
func (ym YearMonth) Add(n int) YearMonth {
	i := ym.Year*12 + int(ym.Month) - 1 + n
	return YearMonth{Year: i / 12, Month: time.Month(i%12 + 1)}
}

// String returns "YYYY-MM".
func (ym YearMonth) String() string { return fmt.Sprintf("%04d-%02d", ym.Year, int(ym.Month)) }
