package hub

import (
	"sort"
	"unsafe"

	"github.com/planspark/planspark/protocol"
)

// item is an entry of the tail, ready to be sent. Neighbouring deltas are joined by their texts.
type item struct {
	cursor  protocol.Cursor
	data    []byte // the event's JSON; nil for a base that changed nothing
	section string // of a delta
	text    string // of a delta
	at      protocol.Time
}

// size is what an item takes in memory, in bytes. Of a short delta the item itself is most.
func (it *item) size() int { return int(unsafe.Sizeof(*it)) + len(it.data) + len(it.text) }

func (t *topic) push(it item) {
	t.tail = append(t.tail, it)
	t.tailBytes += it.size()
}

// trim lets the oldest entries go when the tail has outgrown its bound.
func (t *topic) trim() {
	if t.tailBytes <= t.opt.TailBytes {
		return
	}
	n := 0
	for t.tailBytes > t.opt.TailBytes*3/4 && n < len(t.tail)-1 {
		t.tailBytes -= t.tail[n].size()
		t.start = t.tail[n].cursor
		n++
	}
	t.tail = append([]item(nil), t.tail[n:]...)
}

// reach finds the first tail entry behind a watch's cursor. Guarded by mu.
func (t *topic) reach(c protocol.Cursor) (first int, ok bool) {
	if c == t.start || beginning(c) && beginning(t.start) {
		return 0, true
	}
	i := sort.Search(len(t.tail), func(i int) bool { return !t.tail[i].cursor.Before(c) })
	if i < len(t.tail) && t.tail[i].cursor == c {
		return i + 1, true
	}
	return 0, false
}

// beginning says whether nothing lies before c: neither before the first attempt nor in front of it.
func beginning(c protocol.Cursor) bool { return c.Seq == 0 && c.Attempt <= 1 }
