package cli

import (
	"bytes"
	"strings"
	"testing"

	"github.com/planspark/planspark/protocol"
)

// TestATerminalHearsNothingOfAddresses: fields are called as their flags, and what to do next is a command.
func TestATerminalHearsNothingOfAddresses(t *testing.T) {
	wrong := func(field, message string) *protocol.Problem {
		return protocol.Invalid(protocol.FieldError{Field: field, Message: message})
	}
	for want, p := range map[string]*protocol.Problem{
		"--before: The id of a generation, as planspark list prints it.": wrong("before", "The id of a generation, as in next_before."),
		"--timeline-months: Choose":                                      wrong("timeline_months", "Choose between 1 and 60 months."),
		"price: A whole number":                                          wrong("assumptions.price", "A whole number."),
		"Choose one of cafe, saas.":                                      withKinds(wrong("business_type", "There is no such business type. GET /v1/business-types lists them."), []protocol.BusinessType{{Slug: "cafe"}, {Slug: "saas"}}),
		"planspark revise ID lists":                                      protocol.NewProblem(protocol.CodeNotFound, "This plan has no such revision. GET /v1/generations/{id}/revisions lists them."),
		"does not know this token":                                       protocol.NewProblem(protocol.CodeUnauthenticated, "This needs a valid session: its cookie, or its token as Authorization: Bearer. POST /v1/session starts one where guests are welcome."),
	} {
		var out bytes.Buffer
		explain(&out, p)
		if !strings.Contains(out.String(), want) || strings.Contains(out.String(), "/v1/") || strings.Contains(out.String(), "next_before") {
			t.Errorf("%s\nwant %q, and no address", &out, want)
		}
	}
	var out bytes.Buffer
	explain(&out, protocol.Malformed("body", "This is not valid JSON."))
	if n := strings.Count(out.String(), "not valid JSON"); n != 1 {
		t.Errorf("said %d times: %s", n, &out)
	}
}
