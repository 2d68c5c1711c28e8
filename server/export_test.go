package server_test

import (
	"bytes"
	"net/http"
	"strings"
	"testing"

	"github.com/planspark/planspark/export"
	"github.com/planspark/planspark/protocol"
)

// exportFormats are those of the contract.
var exportFormats = []protocol.Format{protocol.FormatJSON, protocol.FormatMD, protocol.FormatHTML, protocol.FormatPDF, protocol.FormatDOCX, protocol.FormatXLSX}

func TestAFinishedPlanCanBeHadInEveryFormat(t *testing.T) {
	w := startReal(t, real{slots: 1}, nil)
	u := w.guest()
	path := w.made(u, "A small café by the river in Lisbon")
	for _, f := range exportFormats {
		a := w.as(u, "GET", path+"/plan."+string(f), "")
		if a.status != http.StatusOK || a.header.Get("Content-Type") != export.MediaType(f) || len(a.body) < 10_000 {
			t.Fatalf("%s: %d, %s, %d bytes: %.200s", f, a.status, a.header.Get("Content-Type"), len(a.body), a.body)
		}
		if f != protocol.FormatJSON && !strings.Contains(a.header.Get("Content-Disposition"), `filename="business-plan-cafe-lisbon.`+string(f)+`"`) {
			t.Errorf("%s: saved as %s", f, a.header.Get("Content-Disposition"))
		}
		tag := a.header.Get("ETag")
		if tag == "" || a.header.Get("Cache-Control") != "private, no-cache" {
			t.Errorf("%s: ETag %q, Cache-Control %q", f, tag, a.header.Get("Cache-Control"))
		}
		if again := w.as(u, "GET", path+"/plan."+string(f), "", "If-None-Match", tag); again.status != http.StatusNotModified || len(again.body) > 0 {
			t.Errorf("%s: asked again with its tag: %d, %d bytes", f, again.status, len(again.body))
		}
		if again := w.as(u, "GET", path+"/plan."+string(f), ""); !bytes.Equal(again.body, a.body) {
			t.Errorf("%s: two downloads differ", f)
		}
		if head := w.as(u, "HEAD", path+"/plan."+string(f), ""); head.status != http.StatusOK || head.header.Get("ETag") != tag {
			t.Errorf("%s: HEAD %d", f, head.status)
		}
		if other := w.as(w.guest(), "GET", path+"/plan."+string(f), "", "If-None-Match", tag); other.status != http.StatusNotFound {
			t.Errorf("%s: somebody else got %d", f, other.status)
		}
	}
	for _, unknown := range []string{"exe", "", "pdf.exe", "PDF"} {
		if a := w.as(u, "GET", path+"/plan."+unknown, ""); a.status != http.StatusNotFound {
			t.Errorf("plan.%s: %d", unknown, a.status)
		}
	}
}

func TestAnHTMLExportCanDoNothingWhenOpenedHere(t *testing.T) {
	w := startReal(t, real{slots: 1}, nil)
	u := w.guest()
	path := w.made(u, "A café <script>alert(1)</script> by the river in Lisbon")
	a := w.as(u, "GET", path+"/plan.html", "")
	policy := a.header.Get("Content-Security-Policy")
	if !strings.Contains(policy, "default-src 'none'") || !strings.Contains(policy, "sandbox") || strings.Contains(policy, "script") {
		t.Errorf("policy: %s", policy)
	}
	if bytes.Contains(a.body, []byte("<script")) || !bytes.Contains(a.body, []byte("&lt;script&gt;")) {
		t.Error("the idea is not inert text")
	}
}

// made waits until the plan for an idea is finished and returns the path of its generation.
func (w *world) made(u user, idea string) string {
	w.t.Helper()
	path := "/v1/generations/" + w.submitAs(u, idea)
	eventually(w.t, "the plan is there", func() bool { return w.as(u, "GET", path+"/plan.json", "").status == 200 })
	return path
}
