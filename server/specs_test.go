package server_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/planspark/planspark/docs"
)

func TestSpecificationsAreServedAsTheyAreAndAsAPage(t *testing.T) {
	w := start(t, nil)
	for _, spec := range docs.Specifications() {
		a := w.do("GET", "/"+spec.Name+".yaml", "")
		if a.status != 200 || a.header.Get("Content-Type") != "application/yaml" || !bytes.Equal(a.body, spec.YAML) {
			t.Errorf("%s.yaml: %d %s, %d bytes", spec.Name, a.status, a.header.Get("Content-Type"), len(a.body))
		}
		if again := w.do("GET", "/"+spec.Name+".yaml", "", "If-None-Match", a.header.Get("ETag")); again.status != 304 {
			t.Errorf("%s.yaml, which is known: %d", spec.Name, again.status)
		}
		if a := w.do("GET", "/"+spec.Name+".json", ""); a.status != 200 || a.header.Get("Content-Type") != "application/json" || !json.Valid(a.body) {
			t.Errorf("%s.json: %d %s", spec.Name, a.status, a.header.Get("Content-Type"))
		}
	}
	if a := w.do("GET", "/openapi.txt", ""); a.status != 404 {
		t.Errorf("a form that there is not: %d", a.status)
	}
	page := w.do("GET", "/docs", "")
	if page.status != 200 || !strings.Contains(page.header.Get("Content-Security-Policy"), "require-trusted-types-for") {
		t.Errorf("/docs: %d, policy %q", page.status, page.header.Get("Content-Security-Policy"))
	}
}
