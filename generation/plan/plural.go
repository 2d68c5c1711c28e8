package plan

import "strings"

// plural is enough for the English units of archetypes.json; a test reads them all.
func plural(unit string) string {
	switch {
	case unit == "child":
		return "children"
	case strings.HasSuffix(unit, " sold"):
		return strings.TrimSuffix(unit, " sold") + "s sold"
	default:
		return unit + "s"
	}
}
