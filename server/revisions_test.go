package server_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/planspark/planspark/protocol"
)

// finished makes a plan and returns the path of its generation.
func (w *world) finished(u user) string {
	w.t.Helper()
	return w.made(u, "A small café by the river")
}

// planOf is what the tests look at in a plan.json.
type planOf struct {
	Revision int
	Sections []struct{ Section, Markdown string }
}

func TestAssumptionsAreEditedAsRevisions(t *testing.T) {
	w := startReal(t, real{slots: 1}, nil)
	u := w.guest()
	path := w.finished(u)
	before := w.as(u, "GET", path+"/plan.json", "")
	var first planOf
	before.into(t, &first)

	// The list of plan.json with a changed value is an edit too.
	edits := []string{`{"assumptions":{"price":999}}`}
	list, err := json.Marshal(map[string]any{"assumptions": []any{map[string]any{"key": "price", "value": 999, "label": "as it came"}}})
	if err != nil {
		t.Fatal(err)
	}
	edits = append(edits, string(list))
	for i, edit := range edits {
		a := w.as(u, "POST", path+"/revisions", edit)
		var r protocol.Revision
		a.into(t, &r)
		if want := []int{201, 200}[i]; a.status != want || r.Revision != 2 || a.header.Get("Location") != r.PlanURL {
			t.Fatalf("%s: %d with revision %d at %q, want %d", edit, a.status, r.Revision, a.header.Get("Location"), want)
		}
		var second planOf
		w.as(u, "GET", r.PlanURL, "").into(t, &second)
		if second.Revision != 2 || len(second.Sections) != len(first.Sections) {
			t.Errorf("%s is revision %d with %d sections", r.PlanURL, second.Revision, len(second.Sections))
		}
	}
	for _, address := range []string{"/plan.json", "/plan.json?revision=1"} {
		if again := w.as(u, "GET", path+address, ""); string(again.body) != string(before.body) {
			t.Errorf("%s is not what it was before the edit", address)
		}
	}
	if md := w.as(u, "GET", path+"/plan.md?revision=latest", ""); md.status != 200 || !strings.Contains(string(md.body), "9.99") {
		t.Errorf("the latest text does not follow the price: %d", md.status)
	}
}

func TestEditsAreReadStrictly(t *testing.T) {
	w := startReal(t, real{slots: 1}, nil)
	u, other := w.guest(), w.guest()
	path := w.finished(u)
	for body, want := range map[string]string{
		`{"assumptions":{"price":"high"}}`:                           `422 assumptions.price`,
		`{"assumptions":{"price":4.5}}`:                              `422 assumptions.price`,
		`{"assumptions":{"price":null}}`:                             `422 assumptions.price`,
		`{"assumptions":{"price":99999999999999999999}}`:             `422 assumptions.price`,
		`{"assumptions":{}}`:                                         `422 assumptions`,
		`{"assumptions":[{"key":"price"},{"key":"price"}]}`:          `422 assumptions`,
		`{"assumptions":7}`:                                          `422 assumptions`,
		`{}`:                                                         `422 assumptions`,
		`{"assumptions":{"price":450},"colour":"red"}`:               `422 colour`,
		`{"assumptions":{"price":450},"base":0}`:                     `422 base`,
		`{"assumptions":{"price":450},"base":3}`:                     `422 base`,
		`{"assumptions":{"prelaunch_months":12,"luck":1}}`:           `422 assumptions.luck`,
		`{"assumptions":{"prelaunch_months":9,"timeline_months":6}}`: `422 assumptions.prelaunch_months assumptions.timeline_months`,
		`[1]`:                          `400 body`,
		`{"assumptions":{"price":450}`: `400 body`,
	} {
		a := w.as(u, "POST", path+"/revisions", body)
		var p protocol.Problem
		a.into(t, &p)
		got := fmt.Sprint(a.status)
		for _, e := range p.Errors {
			got += " " + e.Field
		}
		if got != want {
			t.Errorf("%s: %s, want %s", body, got, want)
		}
	}
	for _, q := range []string{"0", "-1", "x", "1e3", "99999999999999999999"} {
		if a := w.as(u, "GET", path+"/plan.json?revision="+q, ""); a.status != 422 {
			t.Errorf("revision=%s: %d, want 422", q, a.status)
		}
	}
	if a := w.as(u, "GET", path+"/plan.md?revision=2", ""); a.status != 404 {
		t.Errorf("a revision that is not there: %d", a.status)
	}
	foreign := w.as(other, "POST", path+"/revisions", `{"assumptions":{"price":450}}`)
	nowhere := w.as(other, "POST", "/v1/generations/"+newID()+"/revisions", `{"assumptions":{"price":450}}`)
	if foreign.status != 404 || string(foreign.body) != string(nowhere.body) {
		t.Errorf("somebody else's plan: %d %s", foreign.status, foreign.body)
	}
	if a := w.as(other, "GET", path+"/revisions", ""); a.status != 404 {
		t.Errorf("somebody else's revisions: %d", a.status)
	}
}
