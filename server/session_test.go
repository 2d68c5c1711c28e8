package server_test

import (
	"fmt"
	"testing"

	"github.com/planspark/planspark/protocol"
)

func TestGenerateRepliesThenTellsEverythingInOrder(t *testing.T) {
	w := start(t, nil)
	p := w.dial()
	if p.hello.Token == "" || p.hello.User == "" || p.hello.Instance != "test-1" {
		t.Fatalf("hello %+v", p.hello)
	}
	p.say(`{"id":"1","type":"generate","request":` + idea + `}`)
	r := p.want(protocol.TypeReply)
	if r.To != "1" || r.Joined == nil || *r.Joined || r.Cached == nil || *r.Cached {
		t.Fatalf("reply %s", r.raw)
	}
	var cursor protocol.Cursor
	for i := range 100 {
		w.fake.delta(r.Generation, fmt.Sprintf("word %d ", i))
	}
	w.fake.finish(r.Generation)
	for n := range 101 {
		m := p.want(protocol.TypeEvents)
		if m.After != cursor {
			t.Fatalf("message %d: after %s, held %s", n, m.After, cursor)
		}
		cursor = m.Cursor
	}
	p.say(`{"id":"2","type":"ping"}`)
	if m := p.want(protocol.TypePong); m.To != "2" {
		t.Fatalf("%s", m.raw)
	}
	if n := w.fake.watching(r.Generation); n != 0 {
		t.Fatalf("%d watches of a finished generation", n)
	}
}
