package protocol_test

import (
	"encoding/json"
	"math"
	"reflect"
	"testing"

	"github.com/planspark/planspark/protocol"
)

// What a client says is taken as it was meant, or refused: an accepted message says the same again.
func FuzzDecodeClientMessage(f *testing.F) {
	for _, s := range []string{
		`{"id":"1","type":"generate","request":{"idea":"A small café by the river"}}`, `{"type":"watch","generation":"g","after":"1-57"}`,
		`{"id":"7","type":"renew","token":"a.b.c"}`, `{"type":"ping"}`, `{"type":"ping","type":"ping"}`, `{"id":null}`, `[]`, `{"after":5}`, "\xff",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		m, p := protocol.DecodeClientMessage(raw)
		if p != nil {
			if p.Status != 400 && p.Status != 422 {
				t.Errorf("%q is refused with %d", raw, p.Status)
			}
			return
		}
		again, err := json.Marshal(m)
		if err != nil {
			t.Fatal(err)
		}
		back, p := protocol.DecodeClientMessage(again)
		if p != nil || back.ID != m.ID || back.Type != m.Type || back.Generation != m.Generation || back.Token != m.Token || !reflect.DeepEqual(back.After, m.After) {
			t.Errorf("%q was taken, and comes back as %+v, %v", raw, back, p)
		}
	})
}

// Whatever a log holds, a client folds it to a state that makes sense, and a snapshot taken anywhere goes
// on to the same end.
func FuzzFold(f *testing.F) {
	for _, s := range []string{
		`[{"kind":"started","attempt":1},{"kind":"delta","section":"company","text":"a"},{"kind":"section","section":"company","index":2},{"kind":"completed","degraded":false,"chars":1}]`,
		`[{"kind":"started","stages":[{"stage":"company","weight":1e308},{"stage":"offer","weight":-1e308}]},{"kind":"section","section":"company"}]`,
		`[{"kind":"section_reset","section":""},{"kind":"cancelled","by":"admin"},{"kind":"delta","section":"company","text":"late"}]`,
		`[{"kind":"fallback","to":"offline"},{"kind":"failed","problem":{"code":"internal"}},{"kind":"started","attempt":-1,"resumed_sections":["x"]}]`,
	} {
		f.Add([]byte(s), 1)
	}
	f.Fuzz(func(t *testing.T, raw []byte, cut int) {
		var events []protocol.Event
		if json.Unmarshal(raw, &events) != nil || len(events) > 200 {
			return
		}
		whole, resumed := protocol.NewFold(protocol.Snapshot{ID: "g"}), protocol.NewFold(protocol.Snapshot{ID: "g"})
		percent := 0.0
		for i, e := range events {
			c := protocol.Cursor{Attempt: 1, Seq: int64(i + 1)}
			whole.Apply(c, e)
			resumed.Apply(c, e)
			if i == cut {
				resumed = again(t, resumed)
			}
			switch p := whole.Percent(); {
			case math.IsNaN(p), p < percent, p > 100, p == 100 && whole.State() != protocol.StateCompleted && percent < 100:
				t.Fatalf("event %d brings %v per cent behind %v, in state %s", i, p, percent, whole.State())
			default:
				percent = p
			}
		}
		a, b := again(t, whole).Snapshot(), again(t, resumed).Snapshot()
		if !reflect.DeepEqual(a.Sections, b.Sections) || a.State != b.State || a.Percent != b.Percent {
			t.Fatalf("the whole log ends with\n%+v\nand resumed behind event %d with\n%+v", a, cut, b)
		}
	})
}

// again is a fold that went on from what was sent of another one.
func again(t *testing.T, f *protocol.Fold) *protocol.Fold {
	t.Helper()
	raw, err := json.Marshal(f.Snapshot())
	if err != nil {
		t.Fatal(err)
	}
	var s protocol.Snapshot
	if err := json.Unmarshal(raw, &s); err != nil {
		t.Fatal(err)
	}
	return protocol.NewFold(s)
}
