package protocol_test

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/planspark/planspark/protocol"
)

func second(n int) protocol.Time { return protocol.At(time.Unix(int64(1_800_000_000+n), 0)) }

// queuedThird is a generation that waits, as the server knows it.
func queuedThird() protocol.Snapshot {
	return protocol.Snapshot{
		ID: "g", State: protocol.StateQueued, Position: 3, Request: protocol.Request{Locale: "es"}, CreatedAt: second(0),
		Stages: protocol.Stages(), Sections: []protocol.Section{},
	}
}

// life is a generation that loses a worker and is completed: what is told, and what that changes.
var life = []struct {
	event protocol.Event
	then  func(s *protocol.Snapshot)
}{
	{protocol.Event{Kind: protocol.KindStarted, At: second(1), Attempt: 1, Stages: protocol.StagesIn("es")}, func(s *protocol.Snapshot) {
		s.State, s.Attempt, s.Position, s.StartedAt, s.Stages = protocol.StateRunning, 1, 0, second(1), protocol.StagesIn("es")
	}},
	{protocol.Event{Kind: protocol.KindStage, At: second(2), Stage: protocol.StageMarket}, func(s *protocol.Snapshot) { s.Stage = protocol.StageMarket }},
	{protocol.Event{Kind: protocol.KindMarket, Market: json.RawMessage(`{"country":"ES"}`)}, func(s *protocol.Snapshot) {
		s.Market = json.RawMessage(`{"country":"ES"}`)
	}},
	{protocol.Event{Kind: protocol.KindFinancials, Financials: json.RawMessage(`{"currency":"EUR"}`)}, func(s *protocol.Snapshot) {
		s.Financials, s.Percent = json.RawMessage(`{"currency":"EUR"}`), 7
	}},
	{protocol.Event{Kind: protocol.KindDelta, Section: "offer", Text: "one "}, func(s *protocol.Snapshot) {
		s.Sections = []protocol.Section{{Section: "offer", Title: "Oferta y precios", Index: 3, Text: "one "}}
	}},
	{protocol.Event{Kind: protocol.KindSectionReset, Section: "offer"}, func(s *protocol.Snapshot) { s.Sections[0].Text = "" }},
	{protocol.Event{Kind: protocol.KindFallback, Section: "offer", From: "gemini", To: "groq"}, func(*protocol.Snapshot) {}},
	{protocol.Event{Kind: protocol.KindDelta, Section: "offer", Text: "two"}, func(s *protocol.Snapshot) { s.Sections[0].Text = "two" }},
	{protocol.Event{Kind: protocol.KindSection, Section: "offer", Title: "La oferta", Index: 3, Source: "groq"}, func(s *protocol.Snapshot) {
		s.Sections[0].Title, s.Sections[0].Source, s.Sections[0].Complete, s.Percent = "La oferta", "groq", true, 13
	}},
	{protocol.Event{Kind: protocol.KindFallback, Section: "company", From: "groq", To: protocol.SourceOffline}, func(s *protocol.Snapshot) { s.Degraded = true }},
	{protocol.Event{Kind: protocol.KindFallback, Section: "company", From: "groq", To: "gemini"}, func(*protocol.Snapshot) {}},
	{protocol.Event{Kind: protocol.KindDelta, Section: "of the future", Text: "?"}, func(s *protocol.Snapshot) {
		s.Sections = append(s.Sections, protocol.Section{Section: "of the future", Title: "of the future", Index: 16, Text: "?"})
	}},
	{protocol.Event{Kind: protocol.KindSection, Section: "of the future", Title: "First", Source: "groq"}, func(s *protocol.Snapshot) {
		s.Sections = []protocol.Section{{Section: "of the future", Title: "First", Text: "?", Complete: true, Source: "groq"}, s.Sections[0]}
	}},
	{protocol.Event{Kind: protocol.KindSectionReset, Section: "of the future"}, func(s *protocol.Snapshot) {
		s.Sections[0].Text, s.Sections[0].Complete = "", false
	}},
	{protocol.Event{Kind: protocol.KindStarted, At: second(9), Attempt: 2, ResumedSections: []string{"offer"}}, func(s *protocol.Snapshot) {
		s.Attempt, s.Sections = 2, s.Sections[1:]
	}},
	{protocol.Event{Kind: protocol.KindDelta, Section: "company", Text: "half"}, func(s *protocol.Snapshot) {
		s.Sections = append([]protocol.Section{{Section: "company", Title: "El negocio", Index: 2, Text: "half"}}, s.Sections...)
	}},
}

// lived is a fold behind its life, and what is to be its state.
func lived(t *testing.T) (*protocol.Fold, protocol.Snapshot) {
	t.Helper()
	f, want := protocol.NewFold(queuedThird()), queuedThird()
	for i, step := range life {
		want.Cursor = protocol.Cursor{Attempt: 1, Seq: int64(i + 1)}
		f.Apply(want.Cursor, step.event)
		step.then(&want)
		if got := f.Snapshot(); !reflect.DeepEqual(got, want) {
			t.Fatalf("%s is folded to\n%+v\nwant\n%+v", step.event.Kind, got, want)
		}
	}
	return f, want
}

func TestASnapshotSaysWhatEachEventTold(t *testing.T) {
	degraded, whole := true, false
	for _, end := range []struct {
		event protocol.Event
		then  func(s *protocol.Snapshot)
	}{
		{protocol.Event{Kind: protocol.KindCompleted, Source: "groq", DurationMS: protocol.Ptr[int64](8), QueueMS: protocol.Ptr[int64](1), PlanURL: "/plan", Degraded: &whole}, func(s *protocol.Snapshot) {
			s.State, s.Source, s.DurationMS, s.QueueMS, s.PlanURL = protocol.StateCompleted, "groq", protocol.Ptr[int64](8), protocol.Ptr[int64](1), "/plan"
			s.Percent, s.Degraded = 100, false
		}},
		{protocol.Event{Kind: protocol.KindCompleted, Degraded: &degraded}, func(s *protocol.Snapshot) {
			s.State, s.Percent = protocol.StateCompleted, 100
		}},
		{protocol.Event{Kind: protocol.KindCompleted}, func(s *protocol.Snapshot) {
			s.State, s.Percent, s.Degraded = protocol.StateCompleted, 100, false
		}},
		{protocol.Event{Kind: protocol.KindFailed, Problem: &protocol.Problem{Code: protocol.CodeInternal}}, func(s *protocol.Snapshot) {
			s.State, s.Problem = protocol.StateFailed, &protocol.Problem{Code: protocol.CodeInternal}
		}},
		{protocol.Event{Kind: protocol.KindCancelled, By: protocol.ByOwner}, func(s *protocol.Snapshot) {
			s.State, s.By = protocol.StateCancelled, protocol.ByOwner
		}},
	} {
		f, want := lived(t)
		f.Requeue(2)
		end.event.At, end.event.Chars, end.event.SHA256 = second(10), protocol.Ptr(3), "proof"
		f.Apply(f.Cursor().Next(), end.event)
		end.then(&want)
		want.Cursor, want.FinishedAt, want.Chars, want.SHA256 = want.Cursor.Next(), second(10), protocol.Ptr(3), "proof"
		want.Sections = want.Sections[1:] // the half is void
		f.Requeue(1)                      // changes nothing that has ended
		if got := f.Snapshot(); !reflect.DeepEqual(got, want) {
			t.Errorf("%s is folded to\n%+v\nwant\n%+v", end.event.Kind, got, want)
		}
	}
}

func TestALostGenerationStandsInTheQueueWithWhatIsFinished(t *testing.T) {
	f, want := lived(t)
	f.Requeue(4)
	want.State, want.Position = protocol.StateQueued, 4
	if got := f.Snapshot(); !reflect.DeepEqual(got, want) {
		t.Errorf("got\n%+v\nwant\n%+v", got, want)
	}
}

// A section that is being written counts by its length, up to nine tenths; one that is stored counts whole, however short.
func TestAnEstimateCountsWhatIsWritten(t *testing.T) {
	f := protocol.NewFold(protocol.Snapshot{Stages: []protocol.Stage{
		{Stage: protocol.StageMarket, Weight: 3},
		{Stage: protocol.StageFinancials, Weight: 4},
		{Stage: "company", Weight: 6},
		{Stage: "offer", Weight: 6},
		{Stage: "risks", Weight: 0.37},
	}})
	for _, step := range []struct {
		event             protocol.Event
		percent, estimate float64
	}{
		{protocol.Event{Kind: protocol.KindStarted, Attempt: 1}, 0, 0},
		{protocol.Event{Kind: protocol.KindMarket, Market: json.RawMessage(`{}`)}, 0, 3},
		{protocol.Event{Kind: protocol.KindDelta, Section: "company", Text: strings.Repeat("é", 900)}, 0, 6},
		{protocol.Event{Kind: protocol.KindFinancials, Financials: json.RawMessage(`{}`)}, 7, 10},
		{protocol.Event{Kind: protocol.KindDelta, Section: "company", Text: strings.Repeat("é", 9000)}, 7, 12.4},
		{protocol.Event{Kind: protocol.KindSectionReset, Section: "company"}, 7, 7},
		{protocol.Event{Kind: protocol.KindSection, Section: "company"}, 13, 13},
		{protocol.Event{Kind: protocol.KindDelta, Section: "offer", Text: strings.Repeat("o", 900)}, 13, 16},
		{protocol.Event{Kind: protocol.KindSection, Section: "offer"}, 19, 19},
		{protocol.Event{Kind: protocol.KindSection, Section: "risks"}, 19.3, 19.3}, // in tenths, never rounded up
	} {
		f.Apply(f.Cursor().Next(), step.event)
		if f.Percent() != step.percent || f.Estimate() != step.estimate {
			t.Errorf("behind %s %s it stands at %v and %v, want %v and %v", step.event.Kind, step.event.Section, f.Percent(), f.Estimate(), step.percent, step.estimate)
		}
	}
}

// A worker has sections in the order in which they were finished, and an older server may name no stages.
func TestAFoldBeginsWithWhatIsThere(t *testing.T) {
	f := protocol.NewFold(protocol.Snapshot{Financials: json.RawMessage(`{}`), Sections: []protocol.Section{
		{Section: "offer", Index: 3, Text: "two", Complete: true}, {Section: "company", Index: 2, Text: "one, ", Complete: true},
	}})
	s := f.Snapshot()
	if s.Percent != 19 || len(s.Sections) != 2 || s.Sections[0].Text+s.Sections[1].Text != "one, two" {
		t.Errorf("it begins with %v percent and %+v", s.Percent, s.Sections)
	}
}
