package protocol

import (
	"bytes"
	"encoding/json"
	"strconv"
)

// FirstRevision is the plan as it was made. Later ones are recomputed with changed assumptions.
const FirstRevision = 1

// MaxRevisions bounds the revisions of one plan, the first one included.
const MaxRevisions = 50

// Revision is a version of a finished plan. It never changes.
type Revision struct {
	Revision  int        `json:"revision"` // counted from FirstRevision
	CreatedAt Time       `json:"created_at"`
	Changes   []Change   `json:"changes"` // against the first one, in the order of the assumptions
	Figures   KeyFigures `json:"figures"`
	Rewritten []string   `json:"rewritten"` // sections whose text is another than in the first one
	Source    string     `json:"source"`
	Degraded  bool       `json:"degraded"`
	PlanURL   string     `json:"plan_url"`
}

// Change is an assumption that has another value than in the first revision, in its unit.
type Change struct {
	Key    string `json:"key"`
	Label  string `json:"label"`
	Unit   string `json:"unit"` // of an assumption in plan.json
	Before int64  `json:"before"`
	After  int64  `json:"after"`
}

// KeyFigures are those by which versions of a plan are compared. Amounts are minor units, months count
// from 1, and what does not exist is null.
type KeyFigures struct {
	Currency        string  `json:"currency"`
	Exponent        int     `json:"exponent"`
	Start           string  `json:"start"` // "YYYY-MM" of month 1
	StartupTotal    int64   `json:"startup_total"`
	Need            int64   `json:"need"`
	Gap             int64   `json:"gap"`
	Loan            int64   `json:"loan"`
	Revenue         []int64 `json:"revenue"`    // by year
	NetProfit       []int64 `json:"net_profit"` // by year
	BreakEvenMonth  *int    `json:"break_even_month"`
	PaybackMonth    *int    `json:"payback_month"`
	LowestCash      int64   `json:"lowest_cash"`
	LowestCashMonth int     `json:"lowest_cash_month"`
	CashOut36       float64 `json:"cash_out_36"` // share of the simulated futures
}

// Edit asks for a revision: the assumptions of revision Base with some changed.
type Edit struct {
	Base        int // FirstRevision when it was not given
	Assumptions map[string]int64
}

// DecodeEdit reads an edit from outside, strictly. Assumptions are an object of values by key, or a list
// of key and value as plan.json has them, whose other members are ignored.
func DecodeEdit(raw []byte) (Edit, *Problem) {
	members, p := object(raw)
	if p != nil {
		return Edit{}, p
	}
	f := &fields{members: members}
	e := Edit{Base: f.integer("base")}
	if e.Base == 0 {
		e.Base = FirstRevision
	}
	if given := f.take("assumptions"); given != nil {
		e.Assumptions = f.assumptions(given)
	} else {
		f.fail("assumptions", "Name the assumptions to change, such as {\"price\": 450}.")
	}
	f.rest()
	if e.Base < FirstRevision {
		f.fail("base", "The number of a revision, from %d.", FirstRevision)
	}
	if len(f.errs) > 0 {
		return Edit{}, Invalid(f.errs...)
	}
	return e, nil
}

// assumptions reads values by key.
func (f *fields) assumptions(raw json.RawMessage) map[string]int64 {
	given := map[string]json.RawMessage{}
	if bytes.HasPrefix(raw, []byte("[")) {
		var list []struct {
			Key   string          `json:"key"`
			Value json.RawMessage `json:"value"`
		}
		if json.Unmarshal(raw, &list) != nil {
			f.fail("assumptions", "This must be an object of values by key, or a list of objects with key and value.")
			return nil
		}
		for _, a := range list {
			if _, twice := given[a.Key]; twice || a.Key == "" {
				f.fail("assumptions", "Each entry needs a key, once.")
				return nil
			}
			given[a.Key] = a.Value
		}
	} else if json.Unmarshal(raw, &given) != nil {
		f.fail("assumptions", "This must be an object of values by key, or a list of objects with key and value.")
		return nil
	}
	if len(given) == 0 {
		f.fail("assumptions", "Name at least one assumption to change.")
	}
	values := make(map[string]int64, len(given))
	for _, key := range sortedKeys(given) {
		value, ok := wholeNumber(given[key])
		if !ok {
			f.fail(AssumptionField(key), "This must be a whole number, in the unit of the assumption.")
			continue
		}
		values[key] = value
	}
	return values
}

// AssumptionField names an assumption in field errors.
func AssumptionField(key string) string { return "assumptions." + key }

// wholeNumber reads a JSON number without a fraction: 450, or 450.0 as some languages write it.
func wholeNumber(raw json.RawMessage) (int64, bool) {
	text := string(raw)
	if whole, zeros, ok := bytes.Cut(raw, []byte(".")); ok && len(bytes.Trim(zeros, "0")) == 0 {
		text = string(whole)
	}
	n, err := strconv.ParseInt(text, 10, 64)
	return n, err == nil
}
