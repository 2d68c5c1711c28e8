package words_test

import (
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/planspark/planspark/export/words"
)

// labels are all texts of a table by their path.
func labels(v reflect.Value, path string, into map[string]string) {
	switch v.Kind() {
	case reflect.String:
		into[path] = v.String()
	case reflect.Struct:
		for i := range v.NumField() {
			labels(v.Field(i), path+"."+v.Type().Field(i).Name, into)
		}
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			labels(v.Index(i), fmt.Sprint(path, i), into)
		}
	case reflect.Map:
		for _, key := range v.MapKeys() {
			labels(v.MapIndex(key), path+"."+key.String(), into)
		}
	default:
		panic(path + " is no text")
	}
}

var verb = regexp.MustCompile(`%.`)

func verbs(text string) []string {
	found := slices.DeleteFunc(verb.FindAllString(text, -1), func(v string) bool { return v == "%%" })
	slices.Sort(found)
	return found
}

func TestEveryLanguageHasEveryLabelWithItsValues(t *testing.T) {
	english := map[string]string{}
	labels(reflect.ValueOf(words.For("en")).Elem(), "", english)
	for _, locale := range []string{"es", "es-ES", "es-MX"} {
		other := map[string]string{}
		labels(reflect.ValueOf(words.For(locale)).Elem(), "", other)
		for path, text := range english {
			switch said, ok := other[path]; {
			case !ok || said == "" && text != "":
				t.Errorf("%s has no %s", locale, path)
			case !takesValues(text):
			case !slices.Equal(verbs(said), verbs(text)):
				t.Errorf("%s: %s is %q, English has %q", locale, path, said, text)
			}
		}
		if len(other) != len(english) {
			t.Errorf("%s has %d labels, English %d", locale, len(other), len(english))
		}
	}
}

// takesValues tells labels that go through package fmt from those that name per cent as they are.
func takesValues(text string) bool { return regexp.MustCompile(`%[sd%]`).MatchString(text) }

func TestNamesOfSheetsSuitEverySpreadsheet(t *testing.T) {
	for _, locale := range []string{"en", "es", "es-AR"} {
		s := words.For(locale).Sheet
		seen := map[string]bool{}
		for _, name := range []string{s.Summary, s.Assumptions, s.Curves, s.Model, s.Funding, s.Income, s.Cash, s.Balance} {
			if len([]rune(name)) > 31 || strings.ContainsAny(name, `[]:*?/\`) || seen[strings.ToLower(name)] {
				t.Errorf("%s: %q", locale, name)
			}
			seen[strings.ToLower(name)] = true
		}
	}
}

func TestAmericaReadsItsOwnWords(t *testing.T) {
	if here, there := words.For("es-ES").Table.Cogs, words.For("es-419").Table.Cogs; here != "Coste de las ventas" || there != "Costo de las ventas" {
		t.Errorf("%q, %q", here, there)
	}
	if fr, en := words.For("fr"), words.For(""); !reflect.DeepEqual(fr, en) || en.Tag != "en" {
		t.Error("a language without a table does not read English")
	}
}

func TestLabelsAreSetInOneWay(t *testing.T) {
	wrong := regexp.MustCompile(`[A-Za-z]'|"|\.\.\.| - `)
	for _, locale := range []string{"en", "es", "es-MX"} {
		all := map[string]string{}
		labels(reflect.ValueOf(words.For(locale)).Elem(), "", all)
		for path, text := range all {
			if wrong.MatchString(text) {
				t.Errorf("%s: %s is %q", locale, path, text)
			}
		}
	}
}
