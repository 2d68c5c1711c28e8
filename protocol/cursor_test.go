package protocol_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/planspark/planspark/protocol"
)

func TestCursorsComeBackAsTheyWereWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := protocol.Cursor{Attempt: rapid.Int64Min(0).Draw(t, "attempt"), Seq: rapid.Int64Min(0).Draw(t, "seq")}
		got, err := protocol.ParseCursor(c.String())
		if err != nil || got != c {
			t.Fatalf("%v came back as %v, %v", c, got, err)
		}
		if c.Before(c) {
			t.Fatal("a cursor lies before itself")
		}
	})
}

func TestOnlyCursorsAreReadAsCursors(t *testing.T) {
	for name, s := range map[string]string{
		"empty": "", "no dash": "12", "words": "a-b", "negative": "-1-2", "negative seq": "1--2", "plus": "+1-2",
		"space": "1 -2", "leading zero": "01-2", "hex": "0x1-2", "three parts": "1-2-3", "fraction": "1.0-2",
		"overflow": "1-9223372036854775808", "NUL": "1-\x002", "long": strings.Repeat("9", 10<<10) + "-1",
		"path": "../1-2", "half": "1-", "other half": "-1", "other digits": "١-٢",
	} {
		t.Run(name, func(t *testing.T) {
			if c, err := protocol.ParseCursor(s); err == nil {
				t.Errorf("was read as %v", c)
			}
		})
	}
}

func FuzzParseCursor(f *testing.F) {
	for _, s := range []string{"0-0", "1-57", "9223372036854775807-1", "-", "1-", "01-1"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if c, err := protocol.ParseCursor(s); err == nil && c.String() != s {
			t.Errorf("%q was read as %v", s, c)
		}
	})
}
