package cli

import (
	"strings"

	"github.com/planspark/planspark/protocol"
)

// spoken is what the server says in words of its HTTP API, and how a terminal says it.
var spoken = strings.NewReplacer(
	"This needs a valid session: its cookie, or its token as Authorization: Bearer. POST /v1/session starts one where guests are welcome.",
	"The server does not know this token, or it is out of date.",
	", as in next_before.", ", as planspark list prints it.",
	"GET /v1/generations/{id}/revisions lists them.", "planspark revise ID lists them.",
)

// inWords is a text of the server for who sits at a terminal.
func inWords(text string) string { return printableLine(spoken.Replace(text)) }

// asTyped is the field of a request as the command line names it.
func asTyped(field string) string {
	flag := strings.ReplaceAll(field, "_", "-")
	if flags, err := Flags(); err == nil && flags[flag] != "" {
		return "--" + flag
	}
	return printableLine(strings.TrimPrefix(field, "assumptions."))
}

// withKinds names the kinds of business that there are, when the one that was given is none.
func withKinds(p *protocol.Problem, kinds []protocol.BusinessType) *protocol.Problem {
	slugs := make([]string, len(kinds))
	for i, k := range kinds {
		slugs[i] = k.Slug
	}
	named := *p
	named.Errors = append([]protocol.FieldError{}, p.Errors...)
	for i, e := range named.Errors {
		if e.Field == "business_type" {
			named.Errors[i].Message = "There is no such business type. Choose one of " + strings.Join(slugs, ", ") + "."
		}
	}
	return &named
}
