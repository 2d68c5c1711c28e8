// Package numerals writes numbers as readers of a locale do: signs of thousands and decimals, per cent, and
// the symbols of currencies with their place; and dates as a language does. Digits are always 0 to 9, so that a text reads in one script.
//
// Signs and symbols are those of Unicode CLDR through golang.org/x/text; what that does not tell (on which side
// a symbol stands, and from how many digits on thousands are parted) is in the tables here. The package
// knows nothing of ours, and its values are immutable.
package numerals

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/currency"
	"golang.org/x/text/language"
	"golang.org/x/text/message"
	"golang.org/x/text/number"
)

// nbsp keeps a number and its unit on one line.
const nbsp = "\u00a0"

// Style is how one locale writes numbers. The zero value is not useful; see For.
type Style struct {
	printer        *message.Printer
	group, decimal string
	lakhs          bool   // groups of two digits behind the first of three, as in India
	percent        string // behind the number
	symbolLast     bool   // "500 €" instead of "€500"
	symbolApart    bool   // "€ 500"
	fourBare       bool   // four digits are not grouped
}

// Language is the primary language of a BCP 47 tag, in lower case: "es" of "es-MX".
func Language(locale string) string {
	primary, _, _ := strings.Cut(strings.ReplaceAll(locale, "_", "-"), "-")
	return strings.ToLower(primary)
}

// For returns the style of a BCP 47 locale; what is none, or is not known, is written as English is.
func For(locale string) Style {
	tag, err := language.Parse(strings.ReplaceAll(locale, "_", "-"))
	if err != nil || locale == "" {
		tag = language.English
	}
	tag, err = tag.SetTypeForKey("nu", "latn")
	if err != nil {
		tag = language.English
	}
	p := message.NewPrinter(tag)
	sample := p.Sprint(number.Decimal(1234567.5, number.Scale(1)))
	s := Style{printer: p, group: between(sample, "1", "2"), decimal: between(sample, "7", "5")}
	if lakh := between(p.Sprint(number.Decimal(1234567)), "2", "3"); lakh != "" {
		s.lakhs, s.group = true, lakh
	}
	s.percent = strings.NewReplacer("\u200e", "", "\u200f", "", "\u061c", "", "٪", "%").Replace(after(p.Sprint(number.Percent(0.5)), "50"))
	base, _ := tag.Base()
	region, _ := tag.Region()
	s.symbolLast = lastIn(base.String(), region.String())
	s.symbolApart = apartIn(base.String(), region.String())
	s.fourBare = bareIn(base.String(), region.String()) && s.group != ","
	if s.decimal == "" {
		s.decimal = "."
	}
	return s
}

// between is what stands between two digits that follow each other once.
func between(s, left, right string) string {
	_, rest, _ := strings.Cut(s, left)
	found, _, _ := strings.Cut(rest, right)
	return found
}

func after(s, digits string) string {
	_, rest, _ := strings.Cut(s, digits)
	return rest
}

// lastIn says where the symbol of a currency stands behind the amount (CLDR 46, standard patterns).
func lastIn(language, region string) bool {
	switch language {
	case "es":
		return region == "ES" || region == "EA" || region == "IC"
	case "pt":
		return region != "BR"
	case "de":
		return region != "AT" && region != "CH" && region != "LI"
	case "fr", "it", "ca", "gl", "eu", "ru", "uk", "be", "pl", "cs", "sk", "sl", "hr", "sr", "bs", "bg", "mk", "ro", "hu", "el", "fi", "sv",
		"da", "nb", "no", "nn", "is", "et", "lv", "lt", "sq", "hy", "ka", "kk", "ky", "uz", "az", "vi", "he", "ar":
		return region != "CH"
	}
	return false
}

// apartIn says where a symbol in front of the amount stands apart from it (CLDR 46, standard patterns).
func apartIn(language, region string) bool {
	switch language {
	case "nl", "id":
		return true
	case "pt":
		return region == "BR"
	case "de", "fr", "it":
		return region == "AT" || region == "CH" || region == "LI"
	}
	return false
}

// bareIn says where thousands are parted from five digits on (CLDR 46, minimum grouping digits).
func bareIn(language, region string) bool {
	switch language {
	case "es", "pl", "bg", "et", "lv":
		return true
	case "pt":
		return region != "BR"
	}
	return false
}

// Integer writes a whole number: "4,680".
func (s Style) Integer(n int64) string {
	negative, digits := magnitude(n)
	return sign(negative, s.parted(digits))
}

// Decimal writes value / 10^decimals and leaves out zeros at the end: "1.8".
func (s Style) Decimal(value int64, decimals int) string {
	negative, whole, fraction := split(value, decimals)
	number := s.parted(whole)
	if fraction = strings.TrimRight(fraction, "0"); fraction != "" {
		number += s.decimal + fraction
	}
	return sign(negative, number)
}

// Percent is Decimal with the sign of per cent: "12.5%".
func (s Style) Percent(value int64, decimals int) string {
	return s.Decimal(value, decimals) + s.percent
}

// Money writes an exact amount in minor units of a currency with this exponent: "€18,512.50". Decimals are
// left out when they are all zero.
func (s Style) Money(minor int64, symbol string, exponent int) string {
	negative, whole, fraction := split(minor, exponent)
	number := s.parted(whole)
	if strings.Trim(fraction, "0") != "" {
		number += s.decimal + fraction
	}
	return sign(negative, s.withSymbol(number, symbol))
}

// Compact writes an amount in its largest thousands, "€1.25M". Magnitudes are the short names of a thousand,
// a million, and so on; each is set right behind the number.
func (s Style) Compact(minor int64, symbol string, exponent int, magnitudes [4]string) string {
	negative, whole, fraction := split(minor, exponent)
	order := min((len(whole)-1)/3, len(magnitudes))
	digits, point := whole+fraction, len(whole)-3*order
	number := s.parted(digits[:point])
	if fraction = strings.TrimRight(digits[point:], "0"); fraction != "" {
		number += s.decimal + fraction
	}
	if order > 0 {
		number += magnitudes[order-1]
	}
	return sign(negative, s.withSymbol(number, symbol))
}

func (s Style) withSymbol(number, symbol string) string {
	switch {
	case s.symbolLast:
		return number + nbsp + symbol
	case s.symbolApart || endsOpen(symbol):
		return symbol + nbsp + number
	}
	return symbol + number
}

// Symbol is how readers of the locale name a currency (ISO 4217): "€", "MX$", or its code.
func (s Style) Symbol(code string) string {
	unit, err := currency.ParseISO(code)
	if err != nil {
		return code
	}
	// The formatter writes the symbol in front of the amount, in every locale.
	symbol := strings.TrimRight(s.printer.Sprint(currency.Symbol(unit.Amount(1))), "0123456789.,’ "+nbsp)
	switch {
	case symbol == "" || strings.ContainsAny(symbol, "\u200e\u200f"):
		return code
	case symbol == "￥": // wide, which many fonts lack
		return "¥"
	}
	return symbol
}

// parted puts the sign of thousands between digits.
func (s Style) parted(digits string) string {
	if len(digits) < 4 || len(digits) == 4 && s.fourBare {
		return digits
	}
	size := 3
	if s.lakhs {
		size = 2
	}
	head, tail := digits[:len(digits)-3], digits[len(digits)-3:]
	for ; len(head) > size; head = head[:len(head)-size] {
		tail = head[len(head)-size:] + s.group + tail
	}
	return head + s.group + tail
}

// split writes value / 10^decimals as the digits on both sides of the sign of decimals.
func split(value int64, decimals int) (negative bool, whole, fraction string) {
	negative, digits := magnitude(value)
	if len(digits) <= decimals {
		digits = strings.Repeat("0", decimals-len(digits)+1) + digits
	}
	return negative, digits[:len(digits)-decimals], digits[len(digits)-decimals:]
}

func magnitude(n int64) (negative bool, digits string) {
	digits, negative = strings.CutPrefix(strconv.FormatInt(n, 10), "-")
	return negative, digits
}

func sign(negative bool, s string) string {
	if negative {
		return "−" + s
	}
	return s
}

// endsOpen tells whether a symbol ends in a letter or a stop, "kr" or "S/", which keeps it apart from digits.
func endsOpen(symbol string) bool {
	last, _ := utf8.DecodeLastRuneInString(symbol)
	return symbol != "" && !unicode.IsSymbol(last)
}
