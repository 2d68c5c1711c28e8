package spectest

import (
	"errors"
	"slices"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/santhosh-tekuri/jsonschema/v6/kind"
	"golang.org/x/text/language"
	"golang.org/x/text/message"
)

// mostFaults bounds how much is said of one value.
const mostFaults = 6

// explain says in a line what is wrong. Of schemas of which one should fit, only those count whose constants do:
// nobody wants to know why an event is none of eleven other kinds.
func explain(err error) error {
	var v *jsonschema.ValidationError
	if !errors.As(err, &v) {
		return err
	}
	faults := faultsOf(v)
	slices.Sort(faults)
	faults = slices.Compact(faults)
	return errors.New(strings.Join(faults[:min(len(faults), mostFaults)], "; "))
}

func faultsOf(v *jsonschema.ValidationError) []string {
	causes := v.Causes
	if _, ok := v.ErrorKind.(*kind.OneOf); ok {
		if meant := slices.DeleteFunc(slices.Clone(causes), isOther); len(meant) > 0 {
			causes = meant
		}
	}
	if len(causes) == 0 {
		return []string{"/" + strings.Join(v.InstanceLocation, "/") + ": " + v.ErrorKind.LocalizedString(message.NewPrinter(language.English))}
	}
	var out []string
	for _, c := range causes {
		out = append(out, faultsOf(c)...)
	}
	return out
}

// isOther says whether a schema was not meant: a constant in it is another one.
func isOther(v *jsonschema.ValidationError) bool {
	if _, ok := v.ErrorKind.(*kind.Const); ok {
		return true
	}
	if _, ok := v.ErrorKind.(*kind.OneOf); ok {
		return false
	}
	return slices.ContainsFunc(v.Causes, isOther)
}
