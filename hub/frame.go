package hub

import (
	"encoding/json"
	"strings"

	"github.com/planspark/planspark/protocol"
)

// maxFrames bounds the frames that are kept for watches at different places; nearly all are at one.
const maxFrames = 8

// eventsFrame is the message that brings a watch from after to the end, or as far as one message goes.
// tail[first] is the first entry behind after. Called with mu held; built once for all that are there.
func (t *topic) eventsFrame(after protocol.Cursor, first int) Frame {
	if f, ok := t.frames[after]; ok {
		return f
	}
	events, joined, end := joinDeltas(t.tail[first:], t.opt.FrameBytes)
	f := Frame{Cursor: end, Durable: true, joined: joined, Terminal: t.fold.State().Terminal() && end == t.fold.Cursor()}
	f.Data = encodeEvents(t.id, after, end, events)
	if len(t.frames) < maxFrames {
		t.frames[after] = f
	}
	return f
}

// snapshotAt is the key of the snapshot message among the frames: no watch is ever there.
var snapshotAt = protocol.Cursor{Attempt: -1}

// snapshotFrame is the message with the whole state. Called with mu held.
func (t *topic) snapshotFrame() Frame {
	if f, ok := t.frames[snapshotAt]; ok {
		return f
	}
	s := t.fold.Snapshot()
	f := Frame{Cursor: s.Cursor, Durable: true, snapshot: true, Terminal: s.State.Terminal()}
	f.Data = encode(protocol.SnapshotMessage{Type: protocol.TypeSnapshot, Generation: t.id, Cursor: s.Cursor, Snapshot: s})
	t.frames[snapshotAt] = f
	return f
}

func erasedFrame(id string) []byte {
	return encode(protocol.ErrorMessage{Type: protocol.TypeError, Generation: id, Problem: protocol.NotFound()})
}

// joinDeltas returns the events of items, neighbouring deltas of one section as one, how many that spared,
// and the cursor behind the last of them. It stops when they have grown past limit bytes.
func joinDeltas(items []item, limit int) (events []json.RawMessage, joined int, end protocol.Cursor) {
	size := 0
	events = []json.RawMessage{}
	for i := 0; i < len(items) && size < limit; {
		n := run(items[i:], limit-size)
		raw := json.RawMessage(items[i].data)
		if n > 1 {
			raw = asOne(items[i : i+n])
			joined += n - 1
		}
		if raw != nil {
			events = append(events, raw)
			size += len(raw)
		}
		i += n
		end = items[i-1].cursor
	}
	return events, joined, end
}

// run counts the deltas of one section at the head of items, up to limit bytes of text; at least 1.
func run(items []item, limit int) int {
	n, size := 1, len(items[0].text)
	for n < len(items) && items[0].section != "" && items[n].section == items[0].section && size < limit {
		size += len(items[n].text)
		n++
	}
	return n
}

func asOne(items []item) json.RawMessage {
	var text strings.Builder
	for _, it := range items {
		text.WriteString(it.text)
	}
	return encodeEvent(&protocol.Event{
		Kind: protocol.KindDelta, At: items[0].at, Section: items[0].section, Text: text.String(),
	})
}
