package server_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/planspark/planspark/protocol"
)

// TestWhatIsNotThereIsSaidInTheReadersWay: to people by the application, to programs by a problem.
func TestWhatIsNotThereIsSaidInTheReadersWay(t *testing.T) {
	w := start(t, nil)
	for _, path := range []string{"/nothing", "/g/no-id", "/V1/generations"} {
		person := w.do("GET", path, "", "Accept", "text/html,*/*;q=0.8")
		if person.status != 404 || !strings.HasPrefix(person.header.Get("Content-Type"), "text/html") || !strings.Contains(person.header.Get("Content-Security-Policy"), "script-src") {
			t.Errorf("%s, for a browser: %d %v", path, person.status, person.header)
		}
		program := w.do("GET", path, "", "Accept", "application/json")
		if p := program.problem(t); program.status != 404 || p.Code != protocol.CodeNotFound {
			t.Errorf("%s, for a program: %d %s", path, program.status, program.body)
		}
	}
	if a := w.as(w.guest(), "GET", "/v1/generations/"+newID()+"/plan.odt", ""); !strings.Contains(a.problem(t).Detail, "plan.docx") {
		t.Errorf("a format that there is not: %d %s", a.status, a.body)
	}
}

func TestASlashAtTheEndLeadsToThePage(t *testing.T) {
	w := start(t, nil)
	for path, want := range map[string]int{
		"/docs/": 200, "/ops/": 200, "/example/": 200, "/g/" + newID() + "/": 200,
		"/docs//": 404, "//docs/": 404, "/g/no-id/": 404, "/v1/session/": 404,
	} {
		if a := w.do("GET", path, ""); a.status != want {
			t.Errorf("%s: %d, want %d", path, a.status, want)
		}
	}
	resp, err := (&http.Transport{DisableKeepAlives: true}).RoundTrip(httptest.NewRequest(http.MethodGet, w.url+"/docs/?of=me&x=%2F", http.NoBody))
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if to := resp.Header.Get("Location"); !strings.HasSuffix(to, "/docs?of=me&x=%2F") {
		t.Errorf("with a query it leads to %q", to)
	}
}

func TestAMethodThatHTTPDoesNotHaveIsRefusedAsAnyOther(t *testing.T) {
	a := start(t, nil).do("BREW", "/v1/session", "")
	if p := a.problem(t); a.status != 405 || p.Code != protocol.CodeInvalidRequest || a.header.Get("Allow") != "GET, HEAD, POST" || a.header.Get("X-Content-Type-Options") != "nosniff" {
		t.Fatalf("%d %v %s", a.status, a.header, a.body)
	}
}
