package hub

import (
	"bytes"
	"encoding/json"
	"unicode/utf8"

	"github.com/planspark/planspark/protocol"
)

// encode is JSON without the escapes that only HTML needs; a value of ours always encodes.
func encode(v any) []byte {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		panic("hub: a message of ours did not encode: " + err.Error())
	}
	return bytes.TrimSuffix(b.Bytes(), []byte{'\n'})
}

// What is encoded for every piece of text is put together here, byte for byte as encode would: one
// allocation each instead of six.

// What stands around the text of a delta, and around the events of a message.
const (
	aroundText   = 72
	aroundEvents = 144
)

// encodeEvent is encode of an event.
func encodeEvent(e *protocol.Event) []byte {
	if e.Kind != protocol.KindDelta {
		return encode(e)
	}
	b := make([]byte, 0, aroundText+len(e.Section)+len(e.Text)+len(e.Text)/16) // some of it is escaped
	b = append(b, `{"kind":"delta","at":"`...)
	b = e.At.UTC().AppendFormat(b, protocol.TimeFormat)
	b = append(b, '"')
	if e.Section != "" {
		b = appendString(append(b, `,"section":`...), e.Section)
	}
	if e.Text != "" {
		b = appendString(append(b, `,"text":`...), e.Text)
	}
	return append(b, '}')
}

// encodeEvents is encode of an events message.
func encodeEvents(generation string, after, end protocol.Cursor, events []json.RawMessage) []byte {
	size := aroundEvents
	for _, e := range events {
		size += len(e) + 1
	}
	b := append(make([]byte, 0, size), `{"type":"events","generation":`...)
	b = appendString(b, generation)
	b = after.Append(append(b, `,"after":"`...))
	b = end.Append(append(b, `","cursor":"`...))
	b = append(b, `","events":[`...)
	for i, e := range events {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(b, e...)
	}
	return append(b, `]}`...)
}

const hex = "0123456789abcdef"

// appendString appends s as encode would write it.
func appendString(b []byte, s string) []byte {
	b = append(b, '"')
	plain := 0 // from here on nothing was appended yet
	for i := 0; i < len(s); {
		c := s[i]
		if c >= utf8.RuneSelf {
			r, n := utf8.DecodeRuneInString(s[i:])
			switch {
			case r == utf8.RuneError && n == 1:
				b = append(append(b, s[plain:i]...), `\ufffd`...)
				plain = i + n
			case r == '\u2028' || r == '\u2029':
				b = append(append(b, s[plain:i]...), `\u202`...)
				b = append(b, hex[r&0xf])
				plain = i + n
			}
			i += n
			continue
		}
		if c < ' ' || c == '"' || c == '\\' {
			b = appendEscape(append(b, s[plain:i]...), c)
			plain = i + 1
		}
		i++
	}
	return append(append(b, s[plain:]...), '"')
}

func appendEscape(b []byte, c byte) []byte {
	switch c {
	case '"', '\\':
		return append(b, '\\', c)
	case '\b':
		return append(b, `\b`...)
	case '\f':
		return append(b, `\f`...)
	case '\n':
		return append(b, `\n`...)
	case '\r':
		return append(b, `\r`...)
	case '\t':
		return append(b, `\t`...)
	}
	return append(b, '\\', 'u', '0', '0', hex[c>>4], hex[c&0xf])
}
