package protocol_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/planspark/planspark/protocol"
)

var update = flag.Bool("update", false, "write the golden files anew")

// folded is a log, and what is to come of it: the fold here and its JavaScript twin, whose tests read the same file,
// have to agree.
type folded struct {
	Base  protocol.Snapshot `json:"base"`
	Steps []foldedStep      `json:"steps"`
	End   protocol.Snapshot `json:"end"`
}

// foldedStep is an event, and how far the generation is behind it, stored and with what is written.
type foldedStep struct {
	Cursor   protocol.Cursor `json:"cursor"`
	Event    protocol.Event  `json:"event"`
	Percent  float64         `json:"percent"`
	Estimate float64         `json:"estimate"`
}

func foldOf(events []protocol.Event) folded {
	f := protocol.NewFold(queuedThird())
	out := folded{Base: queuedThird()}
	for i, e := range events {
		e.At = second(i + 1)
		f.Apply(f.Cursor().Next(), e)
		out.Steps = append(out.Steps, foldedStep{Cursor: f.Cursor(), Event: e, Percent: f.Percent(), Estimate: f.Estimate()})
	}
	out.End = f.Snapshot()
	return out
}

// lines is a JSON array with a log in each line.
func lines(t *testing.T, logs []folded) []byte {
	t.Helper()
	each := make([][]byte, len(logs))
	for i, l := range logs {
		raw, err := json.Marshal(l)
		if err != nil {
			t.Fatal(err)
		}
		each[i] = raw
	}
	return slices.Concat([]byte("[\n"), bytes.Join(each, []byte(",\n")), []byte("\n]\n"))
}

func TestTheFoldAndItsTwinAgree(t *testing.T) {
	const logs = 24
	path := "testdata/folds.json"
	any := rapid.SliceOfN(rapid.Custom(draw), 8, 40)
	var all []folded
	for seed := range logs {
		all = append(all, foldOf(any.Example(seed)))
	}
	lives := make([]protocol.Event, len(life))
	for i, step := range life {
		lives[i] = step.event
	}
	for _, end := range []protocol.Event{
		{Kind: protocol.KindCompleted, Source: "groq", DurationMS: protocol.Ptr[int64](8), QueueMS: protocol.Ptr[int64](1), PlanURL: "/plan", Degraded: protocol.Ptr(false), Chars: protocol.Ptr(3), SHA256: "proof"},
		{Kind: protocol.KindCompleted, Degraded: protocol.Ptr(true)},
		{Kind: protocol.KindFailed, Problem: protocol.NewProblem(protocol.CodeInternal, "")},
		{Kind: protocol.KindCancelled, By: protocol.ByOwner},
	} {
		all = append(all, foldOf(append(lives[:len(lives):len(lives)], end)))
	}
	got := lines(t, all)
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s says something else; go test ./protocol -update writes it anew, and then web's tests have to agree", path)
	}
}
