package plan

import "strings"

// Units returns the plural of what is counted: "customers", "units sold".
func (p *Params) Units() string { return plural(p.Unit) }

// plural is enough for the units of archetypes.json; a test reads them all.
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
