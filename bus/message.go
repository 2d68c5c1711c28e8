package bus

import (
	"bytes"
	"strings"

	"github.com/planspark/planspark/hub"
	"github.com/planspark/planspark/protocol"
)

// maxCarried bounds the bytes of entries that a message carries; larger ones are read from the stream.
const maxCarried = 32 << 10

// message tells followers what was appended behind after: a line with that cursor, then a line for each
// entry with its cursor, that of which it is a base, and its JSON, which holds no line break. Too much is left out.
func message(after protocol.Cursor, entries []hub.Entry) []byte {
	size := 0
	for _, e := range entries {
		size += len(e.Data)
	}
	var b bytes.Buffer
	b.WriteString(after.String())
	if size > maxCarried {
		return b.Bytes()
	}
	for _, e := range entries {
		b.WriteByte('\n')
		b.WriteString(e.Cursor.String())
		b.WriteByte(' ')
		b.WriteString(baseOf(e))
		b.WriteByte(' ')
		b.Write(e.Data)
	}
	return b.Bytes()
}

// readMessage is message backwards. What cannot be read is a message without entries: have a look.
func readMessage(text string) (after protocol.Cursor, entries []hub.Entry) {
	head, rest, more := strings.Cut(text, "\n")
	after, err := protocol.ParseCursor(head)
	if err != nil {
		return protocol.Cursor{}, nil
	}
	for more {
		var line string
		line, rest, more = strings.Cut(rest, "\n")
		parts := strings.SplitN(line, " ", 3)
		if len(parts) != 3 {
			return after, nil
		}
		e, err := entry(parts[0], parts[1], parts[2])
		if err != nil {
			return after, nil
		}
		entries = append(entries, e)
	}
	return after, entries
}
