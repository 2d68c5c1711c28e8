package server_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/planspark/planspark/protocol"
)

var update = flag.Bool("update", false, "write the golden transcripts anew")

// transcript is a conversation as docs/transcripts has it: what differs from run to run is replaced,
// and what is long is cut.
type transcript struct {
	t     *testing.T
	text  strings.Builder
	names map[string]string
	count map[string]int
}

func newTranscript(t *testing.T, title, about string) *transcript {
	tr := &transcript{t: t, names: map[string]string{}, count: map[string]int{}}
	fmt.Fprintf(&tr.text, "# %s\n\n%s\n\n```\n", title, about)
	return tr
}

// name gives an id a name of its role.
func (tr *transcript) name(id, role string) {
	if _, ok := tr.names[id]; !ok {
		tr.count[role]++
		tr.names[id] = fmt.Sprintf("%s-%d", role, tr.count[role])
	}
}

func (tr *transcript) sent(s string) { fmt.Fprintf(&tr.text, "→ %s\n", tr.normal(s)) }
func (tr *transcript) got(b []byte)  { fmt.Fprintf(&tr.text, "← %s\n", tr.normal(string(b))) }
func (tr *transcript) note(format string, args ...any) {
	fmt.Fprintf(&tr.text, "  "+format+"\n", args...)
}

var (
	uuids   = regexp.MustCompile(`[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}`)
	varying = []struct {
		pattern *regexp.Regexp
		as      string
	}{
		{regexp.MustCompile(`"\d{4}-\d\d-\d\dT[0-9:.]+Z"`), `"TIME"`},
		{regexp.MustCompile(`"token":"[^"]+"`), `"token":"TOKEN"`},
		{regexp.MustCompile(`"ticket":"[^"]+"`), `"ticket":"TICKET"`},
		{regexp.MustCompile(`"[0-9a-f]{64}"`), `"SHA256"`},
		{regexp.MustCompile(`"text":"(?:[^"\\]|\\.)+"`), `"text":"…"`},
		{regexp.MustCompile(`"markdown":"(?:[^"\\]|\\.)+"`), `"markdown":"…"`},
		{regexp.MustCompile(`"(chars|duration_ms|queue_ms|eta_ms|eta_high_ms|ready_ms|reconnect_after_ms|since_text_ms)":[0-9.]+`), `"$1":1000`},
		{regexp.MustCompile(`;t=\d+`), `;t=60`},
		{regexp.MustCompile(`(Wait|Retry-After:) \d+`), `$1 1`},
		{regexp.MustCompile(`"retry_after_ms":\d+`), `"retry_after_ms":1000`},
	}
	cut = []string{"market", "financials", "stages", "sections", "milestones", "business_types", "currencies", "figures", "rewritten"}
)

// normal replaces what differs and cuts what is long.
func (tr *transcript) normal(s string) string {
	for _, key := range cut {
		s = cutValue(s, key)
	}
	for _, v := range varying {
		s = v.pattern.ReplaceAllString(s, v.as)
	}
	return uuids.ReplaceAllStringFunc(s, func(id string) string {
		tr.name(id, "ID")
		return tr.names[id]
	})
}

// cutValue replaces the objects and arrays of a key, unless they are empty.
func cutValue(s, key string) string {
	var out strings.Builder
	for {
		before, after, found := strings.Cut(s, `"`+key+`":`)
		out.WriteString(before)
		if !found {
			return out.String()
		}
		var raw json.RawMessage
		dec := json.NewDecoder(strings.NewReader(after))
		if err := dec.Decode(&raw); err != nil {
			return out.String() + `"` + key + `":` + after
		}
		s = after[dec.InputOffset():]
		short := string(raw)
		if len(raw) > 2 && raw[0] == '{' {
			short = `{"…":"…"}`
		} else if len(raw) > 2 && raw[0] == '[' {
			short = `["…"]`
		}
		out.WriteString(`"` + key + `":` + short)
	}
}

// keep compares with the golden file, or writes it.
func (tr *transcript) keep(name string) {
	tr.t.Helper()
	tr.text.WriteString("```\n")
	path := filepath.Join("..", "docs", "transcripts", name+".md")
	if *update {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			tr.t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(tr.text.String()), 0o644); err != nil {
			tr.t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		tr.t.Fatal(err)
	}
	if tr.text.String() != string(want) {
		tr.t.Errorf("%s is not what was said (-update writes it anew). Now:\n%s", path, tr.text.String())
	}
}

// log is the durable messages of one generation, told as one message for each event that the
// transcript keeps: how many deltas come in one message depends on the moment.
type logTranscript struct {
	tr   *transcript
	id   string
	seq  int
	last string // section of the last delta, which the next one joins
}

func (l *logTranscript) tell(raw json.RawMessage) {
	var e protocol.Event
	if err := json.Unmarshal(raw, &e); err != nil {
		l.tr.t.Fatal(err)
	}
	switch {
	case e.Kind == protocol.KindDelta && (e.Section != "company" || l.last == "company"):
		return
	case e.Kind == protocol.KindSection && e.Section != "company":
		return
	case e.Kind == protocol.KindStage && e.Stage != "market" && e.Stage != "financials" && e.Stage != "company" && e.Stage != "assemble":
		return
	case e.Kind == protocol.KindDelta:
		l.last = "company"
	}
	message, err := json.Marshal(protocol.EventsMessage{
		Type: protocol.TypeEvents, Generation: l.id, Events: []json.RawMessage{raw},
		After: protocol.Cursor{Attempt: min(1, int64(l.seq)), Seq: int64(l.seq)}, Cursor: protocol.Cursor{Attempt: 1, Seq: int64(l.seq + 1)},
	})
	if err != nil {
		l.tr.t.Fatal(err)
	}
	l.seq++
	l.tr.got(message)
	if e.Kind == protocol.KindSection {
		l.tr.note("… the other sections are told in the same way …")
	}
}

// take tells the events of a message; true when it was the last one.
func (l *logTranscript) take(m message) bool {
	var events struct{ Events []json.RawMessage }
	if err := json.Unmarshal(m.raw, &events); err != nil {
		l.tr.t.Fatal(err)
	}
	for _, raw := range events.Events {
		l.tell(raw)
	}
	return len(m.Events) > 0 && m.Events[len(m.Events)-1].Kind.Terminal()
}
