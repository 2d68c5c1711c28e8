package plan

import "strings"

// language is how one language writes numbers and months (Unicode CLDR 46,
// with U+00A0 for the narrow space that many fonts lack).
type language struct {
	group, decimal string
	percent        string
	symbolLast     bool // "500 €" instead of "€500"
	fourBare       bool // four digits are not grouped
	of             string
	months         [12]string // none: year and month are written with 年 and 月
}

// languageOf returns the primary language of a BCP 47 tag, in lower case.
func languageOf(locale string) string {
	primary, _, _ := strings.Cut(strings.ReplaceAll(locale, "_", "-"), "-")
	return strings.ToLower(primary)
}

func languageFor(locale string) language {
	switch languageOf(locale) {
	case "pt":
		l := language{
			group: ".", decimal: ",", percent: "%", of: " de ",
			months: [12]string{"janeiro", "fevereiro", "março", "abril", "maio", "junho", "julho", "agosto", "setembro", "outubro", "novembro", "dezembro"},
		}
		if !strings.HasSuffix(strings.ToUpper(locale), "BR") {
			l.group, l.symbolLast, l.fourBare = nbsp, true, true
		}
		return l
	case "es":
		return language{
			group: ".", decimal: ",", percent: nbsp + "%", symbolLast: true, fourBare: true, of: " de ",
			months: [12]string{"enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"},
		}
	case "fr":
		return language{
			group: nbsp, decimal: ",", percent: nbsp + "%", symbolLast: true, of: " ",
			months: [12]string{"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"},
		}
	case "de":
		return language{
			group: ".", decimal: ",", percent: nbsp + "%", symbolLast: true, of: " ",
			months: [12]string{"Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"},
		}
	case "ja":
		return language{group: ",", decimal: ".", percent: "%"}
	default:
		return language{
			group: ",", decimal: ".", percent: "%", of: " ",
			months: [12]string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"},
		}
	}
}

// currencySymbol returns a symbol that says which currency it is without its
// country, else the code.
func currencySymbol(code string) string {
	switch code {
	case "USD":
		return "$"
	case "EUR":
		return "€"
	case "GBP":
		return "£"
	case "JPY":
		return "¥"
	case "INR":
		return "₹"
	case "BRL":
		return "R$"
	case "KRW":
		return "₩"
	case "VND":
		return "₫"
	case "NGN":
		return "₦"
	case "ILS":
		return "₪"
	case "PHP":
		return "₱"
	case "TRY":
		return "₺"
	case "UAH":
		return "₴"
	case "CAD":
		return "CA$"
	case "AUD":
		return "A$"
	case "NZD":
		return "NZ$"
	case "MXN":
		return "MX$"
	case "HKD":
		return "HK$"
	case "TWD":
		return "NT$"
	default:
		return code
	}
}
