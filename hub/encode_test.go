package hub

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/planspark/planspark/protocol"
)

// FuzzEncode holds what is put together by hand against encoding/json, byte for byte.
func FuzzEncode(f *testing.F) {
	for _, text := range []string{
		"", "Hello", "a \"quote\", a \\ and <b>&amp;</b>", "\x00\x01\b\f\n\r\t\x1f\x7f", "é😀\u2028\u2029\ufffd",
		"cut \xe2\x82", "\xff\xfe", "\xed\xa0\x80",
	} {
		f.Add("company", text, int64(1_764_450_000_123), int64(1), int64(57))
	}
	f.Fuzz(func(t *testing.T, section, text string, at, attempt, seq int64) {
		e := protocol.Event{Kind: protocol.KindDelta, At: protocol.At(time.UnixMilli(at % 1e14)), Section: section, Text: text}
		raw := encodeEvent(&e)
		if want := encode(e); string(raw) != string(want) {
			t.Errorf("event:\n got %q\nwant %q", raw, want)
		}
		m := protocol.EventsMessage{
			Type: protocol.TypeEvents, Generation: text, After: protocol.Cursor{Attempt: attempt, Seq: seq},
			Cursor: protocol.Cursor{Attempt: attempt, Seq: seq + 1}, Events: []json.RawMessage{raw, []byte(`{"kind":"stage"}`)},
		}
		if got, want := encodeEvents(m.Generation, m.After, m.Cursor, m.Events), encode(m); string(got) != string(want) {
			t.Errorf("message:\n got %q\nwant %q", got, want)
		}
	})
}
