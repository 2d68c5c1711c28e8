package numerals

import (
	"strconv"
	"time"
)

// Calendar is how a language writes months (Unicode CLDR 46). The zero value is not useful; see CalendarIn.
type Calendar struct {
	of     string // between a day, its month and the year
	months [12]string
}

// CalendarIn returns the calendar of the language of a BCP 47 locale: Spanish, else English.
func CalendarIn(locale string) Calendar {
	if Language(locale) == "es" {
		return Calendar{of: " de ", months: [12]string{
			"enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre",
		}}
	}
	return Calendar{of: " ", months: [12]string{
		"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
	}}
}

// Name writes a month of every year: "March".
func (c Calendar) Name(m time.Month) string { return c.months[m-1] }

// Month writes a month of a year: "March 2027".
func (c Calendar) Month(year int, m time.Month) string {
	return c.months[m-1] + c.of + strconv.Itoa(year)
}

// Day writes a day: "24 March 2027".
func (c Calendar) Day(t time.Time) string {
	return strconv.Itoa(t.Day()) + c.of + c.Month(t.Year(), t.Month())
}
