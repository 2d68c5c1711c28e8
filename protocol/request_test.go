package protocol_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/planspark/planspark/protocol"
)

const goodIdea = `"idea":"A neighbourhood cafe in Lisbon"`

func TestEveryWrongFieldIsNamed(t *testing.T) {
	for name, c := range map[string]struct {
		json string
		want []string
	}{
		"no idea":                     {`{}`, []string{"idea"}},
		"null idea":                   {`{"idea":null}`, []string{"idea"}},
		"short idea":                  {`{"idea":"cafe"}`, []string{"idea"}},
		"idea of spaces":              {`{"idea":"                    "}`, []string{"idea"}},
		"idea of control":             {`{"idea":"\u0000\u0001\u0002\u0003\u0004\u0005\u0006\u0007\u0008\u000e\u000f"}`, []string{"idea"}},
		"long idea":                   {`{"idea":"` + strings.Repeat("é", 2001) + `"}`, []string{"idea"}},
		"idea is a number":            {`{"idea":1234567890123}`, []string{"idea"}},
		"idea is a list":              {`{"idea":["a"]}`, []string{"idea"}},
		"budget of nothing":           {`{` + goodIdea + `,"budget":0}`, []string{"budget"}},
		"budget below 0":              {`{` + goodIdea + `,"budget":-5}`, []string{"budget"}},
		"budget as text":              {`{` + goodIdea + `,"budget":"60000"}`, []string{"budget"}},
		"budget with a huge exponent": {`{` + goodIdea + `,"budget":1e400}`, []string{"budget"}},
		"budget beyond bounds":        {`{` + goodIdea + `,"budget":10000000000000000}`, []string{"budget"}},
		"no month":                    {`{` + goodIdea + `,"timeline_months":0}`, []string{"timeline_months"}},
		"61 months":                   {`{` + goodIdea + `,"timeline_months":61}`, []string{"timeline_months"}},
		"half a month":                {`{` + goodIdea + `,"timeline_months":1.5}`, []string{"timeline_months"}},
		"months beyond int":           {`{` + goodIdea + `,"timeline_months":99999999999999999999}`, []string{"timeline_months"}},
		"unknown priority":            {`{` + goodIdea + `,"priority":"high"}`, []string{"priority"}},
		"unknown fields":              {`{` + goodIdea + `,"zeta":1,"alpha":2}`, []string{"alpha", "zeta"}},
		"long personalization":        {`{` + goodIdea + `,"personalization":"` + strings.Repeat("x", 2001) + `"}`, []string{"personalization"}},
		"long location":               {`{` + goodIdea + `,"location":"` + strings.Repeat("x", 201) + `"}`, []string{"location"}},
		"a name twice":                {`{` + goodIdea + `,"idea":"Another neighbourhood cafe"}`, []string{"idea"}},
		"several at once":             {`{"idea":"x","budget":-1,"timeline_months":99}`, []string{"idea", "budget", "timeline_months"}},
	} {
		t.Run(name, func(t *testing.T) {
			_, p := protocol.DecodeRequest([]byte(c.json), nil)
			if p == nil {
				t.Fatal("was accepted")
			}
			var got []string
			for _, e := range p.Errors {
				got = append(got, e.Field)
			}
			if p.Code != protocol.CodeInvalidRequest || p.Status != 422 || !slices.Equal(got, c.want) {
				t.Errorf("got %d %s for %v, want 422 for %v", p.Status, p.Code, got, c.want)
			}
		})
	}
}

func TestWhatCannotBeReadIsMalformed(t *testing.T) {
	for name, raw := range map[string]string{
		"nothing": "", "text": "hello", "half an object": `{"idea":`, "a list": `[]`, "null": `null`, "two objects": `{}{}`,
		"invalid UTF-8": "{\"idea\":\"\xff\xfe neighbourhood cafe\"}", "NaN": `{"budget":NaN}`,
	} {
		t.Run(name, func(t *testing.T) {
			_, p := protocol.DecodeRequest([]byte(raw), nil)
			if p == nil || p.Status != 400 || p.Code != protocol.CodeInvalidRequest {
				t.Errorf("got %+v, want 400", p)
			}
		})
	}
}

func TestWhatNestsTooDeepIsRefusedToItsSender(t *testing.T) {
	deep := strings.Repeat("[", 40) + strings.Repeat("]", 40)
	if _, p := protocol.DecodeRequest([]byte(`{"idea":`+deep+`}`), nil); p == nil || p.Status != 422 {
		t.Errorf("a request: %+v, want 422", p)
	}
	for raw, id := range map[string]string{
		`{"id":"7","type":"watch","generation":` + deep + `}`: "7",
		`{"id":"7","type":"ping","type":"ping"}`:              "7",
		`{"id":"7","id":"8","type":"ping"}`:                   "",
	} {
		if m, p := protocol.DecodeClientMessage([]byte(raw)); p == nil || p.Status != 422 || m.ID != id {
			t.Errorf("%s: refused to %q with %+v, want 422 to %q", raw, m.ID, p, id)
		}
	}
}

func TestARequestIsTrimmedAndHasItsDefaults(t *testing.T) {
	r, p := protocol.DecodeRequest([]byte(`{"idea":"  A neighbourhood\tcafe\u0007 \n","currency":"eur","budget":60000.50}`), nil)
	if p != nil {
		t.Fatal(p)
	}
	want := protocol.Request{Idea: "A neighbourhood\tcafe", Currency: "EUR", Budget: "60000.5", TimelineMonths: 12, Priority: "normal"}
	if r != want {
		t.Errorf("got %+v, want %+v", r, want)
	}
}

// TestEqualNumbersAreTheSameRequest, however a program writes them: JSON has one type of number.
func TestEqualNumbersAreTheSameRequest(t *testing.T) {
	for _, c := range []struct{ budget, months string }{
		{"60000", "12"}, {"60000.00", "12.0"}, {"6e4", "1.2e1"}, {"6.0E+4", "12"}, {"600000e-1", "120e-1"},
	} {
		r, p := protocol.DecodeRequest([]byte(`{`+goodIdea+`,"budget":`+c.budget+`,"timeline_months":`+c.months+`}`), nil)
		if p != nil || r.Budget != "60000" || r.TimelineMonths != 12 {
			t.Errorf("%s in %s months is read as %s in %d: %v", c.budget, c.months, r.Budget, r.TimelineMonths, p)
		}
	}
	if r, p := protocol.DecodeRequest([]byte(`{`+goodIdea+`,"budget":1e-9}`), nil); p != nil || r.Budget != "0.000000001" {
		t.Errorf("any number above 0 is a budget: %s, %v", r.Budget, p)
	}
}

// TestABudgetThatIsTooMuchIsNotSaidToBeTooLittle.
func TestABudgetThatIsTooMuchIsNotSaidToBeTooLittle(t *testing.T) {
	for budget, want := range map[string]string{"0": "above 0", "-1e30": "above 0", "1e16": "at most 1,000", "1e400": "at most 1,000", "1e-40": "at most 40 digits"} {
		_, p := protocol.DecodeRequest([]byte(`{`+goodIdea+`,"budget":`+budget+`}`), nil)
		if p == nil || len(p.Errors) != 1 || !strings.Contains(p.Errors[0].Message, want) {
			t.Errorf("%s: got %v, want %q", budget, p, want)
		}
	}
}

func TestBudgetsAreExact(t *testing.T) {
	for _, c := range []struct {
		budget   string
		exponent int
		want     int64
	}{
		{"60000", 2, 6_000_000},
		{"0.01", 2, 1},
		{"0.005", 2, 1},
		{"0.004", 2, 1},
		{"1234.565", 2, 123457},
		{"1500.5", 0, 1501},
		{"12.3456", 3, 12346},
		{"1000000000000000", 3, 1_000_000_000_000_000_000},
		{"", 2, 0},
		{"90071992547409.93", 2, 9007199254740993},
	} {
		if got := (protocol.Request{Budget: json.Number(c.budget)}).BudgetMinor(c.exponent); got != c.want {
			t.Errorf("%q with %d decimals is %d, want %d", c.budget, c.exponent, got, c.want)
		}
	}
}

func TestClientMessagesAreReadStrictly(t *testing.T) {
	m, p := protocol.DecodeClientMessage([]byte(`{"id":"7","type":"watch","generation":"g","after":"1-57"}`))
	if p != nil || m.ID != "7" || m.Type != protocol.TypeWatch || m.Generation != "g" || *m.After != "1-57" {
		t.Errorf("got %+v, %v", m, p)
	}
	m, p = protocol.DecodeClientMessage([]byte(`{"id":"8","type":"watch","wrong":1}`))
	if p == nil || p.Status != 422 || m.ID != "8" {
		t.Errorf("got %+v, %v: want a refusal that can be answered to 8", m, p)
	}
	if _, p = protocol.DecodeClientMessage([]byte(`{"id":`)); p == nil || p.Status != 400 {
		t.Errorf("got %v, want malformed", p)
	}
}

func FuzzDecodeRequest(f *testing.F) {
	for _, s := range []string{`{` + goodIdea + `}`, `{"idea":"x"}`, `{"a":{"b":[1,{"c":null}]}}`, `[[[]]]`, `{"budget":1e9}`, "\xff"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		r, p := protocol.DecodeRequest(raw, nil)
		if p != nil {
			return
		}
		again, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		back, p := protocol.DecodeRequest(again, nil)
		if p != nil || back != r {
			t.Errorf("%s was accepted, and comes back as %+v, %v", raw, back, p)
		}
	})
}

// The table of refusals in the contract, as it stands there.
func TestRefusalsAreThoseOfTheContract(t *testing.T) {
	want := `invalid_request 422 2 false
unauthenticated 401 4 false
forbidden_origin 403 4 false
not_found 404 1 false
too_many_active 429 3 true
rate_limited 429 3 true
daily_limit 429 3 true
queue_full 503 3 true
draining 503 3 true
unavailable 503 4 true
internal 500 1 true
`
	var got strings.Builder
	for _, r := range protocol.Refusals() {
		fmt.Fprintln(&got, r.Code, r.Status, r.Exit, r.Retryable)
	}
	if got.String() != want {
		t.Errorf("got\n%swant\n%s", got.String(), want)
	}
}

func TestCloseCodesSayWhetherToComeBack(t *testing.T) {
	for code, want := range map[protocol.CloseCode]bool{
		1000: false, 1002: false, 1009: false, 1006: true, 1012: true, 1013: true, 4000: true, 4001: true, 4002: true, 4003: true, 4499: true,
		4500: false, 4501: false, 4503: false, 4504: false, 4509: false, 4999: false,
	} {
		if got := code.Reconnect(); got != want {
			t.Errorf("%d: reconnect is %v, want %v", code, got, want)
		}
	}
}
