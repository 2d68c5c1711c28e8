package protocol

import (
	"encoding/json"
	"maps"
	"math/big"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Priorities that a request may ask for; a higher class comes from the user's tier only.
const (
	PriorityNormal = "normal"
	PriorityLow    = "low"
)

// The bounds of a request.
const (
	MinIdea            = 10   // characters
	MaxIdea            = 2000 // characters
	MaxPersonalization = 2000 // characters
	MaxLocation        = 200  // characters
	MaxTimelineMonths  = 60
	DefaultTimeline    = 12   // months
	MaxBudget          = 1e15 // major units; beyond it no sum of five years fits exact money
)

// Request asks for a business plan. Budget is in major units of Currency, as the decimal that the
// user wrote; empty when none was given.
type Request struct {
	Idea            string      `json:"idea"`
	Location        string      `json:"location,omitempty"`
	Budget          json.Number `json:"budget,omitempty"`
	Currency        string      `json:"currency,omitempty"` // ISO 4217
	TimelineMonths  int         `json:"timeline_months,omitempty"`
	BusinessType    string      `json:"business_type,omitempty"`
	Personalization string      `json:"personalization,omitempty"`
	Locale          string      `json:"locale,omitempty"` // BCP 47
	Priority        string      `json:"priority,omitempty"`
}

// DecodeRequest reads a request from outside, strictly: unknown fields, wrong types and values out of
// bounds are all reported at once, by field, with what offered says: it checks what needs a table (currency,
// business type, locale); nil checks none. Text comes back trimmed; timeline and priority have their defaults.
func DecodeRequest(raw []byte, offered func(Request) []FieldError) (Request, *Problem) {
	members, p := object(raw)
	if p != nil {
		return Request{}, p
	}
	f := &fields{members: members}
	r := Request{
		Idea:            f.text("idea"),
		Location:        f.text("location"),
		Budget:          f.number("budget"),
		Currency:        f.text("currency"),
		TimelineMonths:  f.integer("timeline_months"),
		BusinessType:    f.text("business_type"),
		Personalization: f.text("personalization"),
		Locale:          f.text("locale"),
		Priority:        f.text("priority"),
	}
	f.rest()
	r.check(f)
	if offered != nil {
		f.errs = append(f.errs, offered(r)...) // a field of a wrong type is empty here, and not reported twice
	}
	if len(f.errs) > 0 {
		return Request{}, Invalid(f.errs...)
	}
	return r, nil
}

// check trims the request, fills its defaults and reports values that are out of bounds. A field
// whose type was wrong is not reported twice.
func (r *Request) check(f *fields) {
	for _, s := range []*string{&r.Idea, &r.Location, &r.Currency, &r.BusinessType, &r.Personalization, &r.Locale, &r.Priority} {
		*s = clean(*s)
	}
	r.Currency = strings.ToUpper(r.Currency)
	bad := map[string]bool{}
	for _, e := range f.errs {
		bad[e.Field] = true
	}
	report := func(name string, wrong bool, format string, args ...any) {
		if wrong && !bad[name] {
			f.fail(name, format, args...)
		}
	}
	n := utf8.RuneCountInString(r.Idea)
	report("idea", n < MinIdea, "Say a little more: at least %d characters. You have %d.", MinIdea, n)
	report("idea", n > MaxIdea, "Say it shorter: at most %d characters. You have %d.", MaxIdea, n)
	n = utf8.RuneCountInString(r.Personalization)
	report("personalization", n > MaxPersonalization, "At most %d characters. You have %d.", MaxPersonalization, n)
	n = utf8.RuneCountInString(r.Location)
	report("location", n > MaxLocation, "At most %d characters. You have %d.", MaxLocation, n)
	if r.Budget != "" {
		r.checkBudget(report)
	}
	if r.TimelineMonths == 0 {
		r.TimelineMonths = DefaultTimeline
	}
	report("timeline_months", r.TimelineMonths < 1 || r.TimelineMonths > MaxTimelineMonths, "Choose between 1 and %d months.", MaxTimelineMonths)
	if r.Priority == "" {
		r.Priority = PriorityNormal
	}
	report("priority", r.Priority != PriorityNormal && r.Priority != PriorityLow, "Choose normal or low.")
}

// clean trims a text and drops what no person types and no plan should carry: control characters
// other than line breaks and tabs.
func clean(s string) string {
	return strings.TrimSpace(strings.Map(func(c rune) rune {
		if unicode.IsControl(c) && c != '\n' && c != '\t' {
			return -1
		}
		return c
	}, s))
}

// checkBudget bounds the budget, and leaves it as people write it, so that 6e4 and 60000.0 are the same request
// as 60000.
func (r *Request) checkBudget(report func(name string, wrong bool, format string, args ...any)) {
	v, ok := decimal(string(r.Budget))
	if ok && v.Sign() <= 0 {
		report("budget", true, "Enter an amount above 0, or leave it empty.")
		return
	}
	plain := ""
	if ok && v.Cmp(new(big.Rat).SetInt64(MaxBudget)) <= 0 {
		plain = strings.TrimSuffix(strings.TrimRight(v.FloatString(2*maxDigits), "0"), ".")
	}
	unwieldy := plain == "" || len(plain) > maxDigits
	report("budget", unwieldy, "Enter an amount of at most 1,000,000,000,000,000 with at most %d digits, or leave it empty.", maxDigits)
	r.Budget = json.Number(plain)
}

// maxDigits bounds how long a number from outside is, also written out: exponents are cheap bombs.
const maxDigits = 40

func decimal(s string) (v *big.Rat, ok bool) {
	_, exponent, written := strings.Cut(strings.ToLower(s), "e")
	if n, err := strconv.Atoi(exponent); written && (err != nil || n < -maxDigits || n > maxDigits) || len(s) > maxDigits {
		return nil, false
	}
	return new(big.Rat).SetString(s)
}

// Words are what somebody wrote of the business: the idea, and behind it what is particular to them.
func (r Request) Words() string { return r.Idea + ". " + r.Personalization }

// BudgetMinor is the budget in minor units of a currency with this exponent, rounded half away from
// zero; 0 when none was given.
func (r Request) BudgetMinor(exponent int) int64 {
	v, ok := new(big.Rat).SetString(string(r.Budget))
	if !ok || v.Sign() <= 0 {
		return 0
	}
	scale := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(exponent)), nil)
	v.Mul(v, new(big.Rat).SetInt(scale))
	twice := new(big.Int).Mul(v.Num(), big.NewInt(2))
	twice.Add(twice, v.Denom())
	return max(1, new(big.Int).Quo(twice, new(big.Int).Mul(v.Denom(), big.NewInt(2))).Int64())
}

// DecodeClientMessage reads one message of a client, strictly. Malformed JSON is a Malformed problem
// (status 400), which ends the session; anything else keeps it, and the returned message has the ID
// to answer to, when there was one.
func DecodeClientMessage(raw []byte) (ClientMessage, *Problem) {
	members, p := object(raw)
	if p != nil {
		return ClientMessage{ID: idOf(raw, p)}, p
	}
	f := &fields{members: members}
	m := ClientMessage{ID: f.text("id"), Type: MessageType(f.text("type")), Generation: f.text("generation"), Request: f.take("request"), Token: f.text("token")}
	if after := f.take("after"); after != nil {
		m.After = new(string)
		if json.Unmarshal(after, m.After) != nil {
			f.fail("after", "A cursor is text, such as \"1-57\".")
		}
	}
	f.rest()
	if len(m.ID) > maxMessageID {
		m.ID = ""
		f.fail("id", "At most %d bytes.", maxMessageID)
	}
	if len(f.errs) > 0 {
		return m, Invalid(f.errs...)
	}
	return m, nil
}

// idOf is the id of a message that is refused as a whole, so that its sender learns which one was; empty when it is not
// certain.
func idOf(raw []byte, p *Problem) string {
	var m struct {
		ID string `json:"id"`
	}
	if p.Errors[0].Field == "id" || json.Unmarshal(raw, &m) != nil || len(m.ID) > maxMessageID {
		return ""
	}
	return m.ID
}

// maxMessageID bounds what is echoed of a message, in bytes.
const maxMessageID = 64

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
