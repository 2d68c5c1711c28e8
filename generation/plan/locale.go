package plan

import "github.com/planspark/planspark/generation/numerals"

// The languages in which plans are written.
const (
	English = "en"
	Spanish = "es"
)

// Language is the language of a plan for people of a BCP 47 locale; those whose
// own is not written yet read English.
func Language(locale string) string {
	if numerals.Language(locale) == Spanish {
		return Spanish
	}
	return English
}

// americanSpanish is the tongue of the Spanish of America.
const americanSpanish = "es-419"

// tongue is what data is written in for a locale: a language, or one of its kinds.
func tongue(locale string) string {
	if numerals.American(locale) {
		return americanSpanish
	}
	return Language(locale)
}
