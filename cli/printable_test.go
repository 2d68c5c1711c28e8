package cli

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"
)

// Whatever a server sends, a terminal gets nothing that it would obey.
func TestNothingFromOutsideDrivesTheTerminal(t *testing.T) {
	for in, want := range map[string]string{
		"plain – ümlaut 咖啡\n\tx":           "plain – ümlaut 咖啡\n\tx",
		"\x1b]0;owned\a\x1b[31mred\x1b[0m": "]0;owned[31mred[0m",
		"a\u009b2Jb":                       "a2Jb",
		"over\rwritten\b\b":                "overwritten",
		"bad\xff\xfebytes":                 "badbytes",
		"left\u202Eright\u2066":            "leftright",
	} {
		if got := printable(in); got != want {
			t.Errorf("%q became %q, not %q", in, got, want)
		}
	}
	rapid.Check(t, func(rt *rapid.T) {
		for _, r := range printable(rapid.String().Draw(rt, "text")) {
			if r != '\n' && r != '\t' && unicode.IsControl(r) {
				rt.Fatalf("%U got through", r)
			}
		}
	})
}

// Escaping changes how JSON is written, not what it says.
func TestSafeJSONSaysTheSameOnOneLine(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		said := rapid.String().Draw(rt, "text")
		raw, err := json.MarshalIndent(map[string]string{"text": said}, "", " ")
		if err != nil {
			rt.Fatal(err)
		}
		line := safeJSON(raw)
		if strings.ContainsFunc(line, unicode.IsControl) {
			rt.Fatalf("a control character in %q", line)
		}
		var back, want map[string]string
		if json.Unmarshal([]byte(line), &back) != nil || json.Unmarshal(raw, &want) != nil || back["text"] != want["text"] {
			rt.Fatalf("%q became %q", want, back)
		}
	})
}
