package server_test

import (
	"net/netip"
	"strings"
	"testing"

	"github.com/planspark/planspark/protocol"
)

func TestProbeTellsHowARequestArrives(t *testing.T) {
	plain := start(t, nil)
	proxied := start(t, func(o *options) { o.cfg.TrustedProxies = []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")} })
	for _, row := range []struct {
		name    string
		w       *world
		headers []string
		want    protocol.Arrival
	}{
		{"direct", plain, nil, protocol.Arrival{Host: plain.addr, Forwarded: "none"}},
		{"another host", plain, []string{"Host", "plans.example"}, protocol.Arrival{Host: "plans.example", Forwarded: "none"}},
		{"a proxy that is not trusted", plain, []string{"X-Forwarded-For", "203.0.113.9", "X-Forwarded-Proto", "https"}, protocol.Arrival{Host: plain.addr, Forwarded: "ignored"}},
		{"a trusted proxy", proxied, []string{"X-Forwarded-For", "203.0.113.9"}, protocol.Arrival{Host: proxied.addr, Forwarded: "believed"}},
		{"a trusted proxy with TLS", proxied, []string{"X-Forwarded-Proto", "https"}, protocol.Arrival{Host: proxied.addr, Forwarded: "believed", Secure: true}},
	} {
		var got protocol.Arrival
		a := row.w.as(row.w.guest(), "GET", "/v1/probe", "", row.headers...)
		a.into(t, &got)
		if got.Now.IsZero() || got.Instance != "test-1" || !got.HTTP11 || strings.Contains(string(a.body), "203.0.113") {
			t.Errorf("%s: %s", row.name, a.body)
		}
		got.Now, got.Instance, got.HTTP11 = protocol.Time{}, "", false
		if got != row.want {
			t.Errorf("%s: %+v, want %+v", row.name, got, row.want)
		}
	}
}

// A probe costs a connection, so it is for who has a session, bounded like everything else, and over when
// the server ends.
func TestProbesAreBounded(t *testing.T) {
	w := start(t, func(o *options) { o.cfg.SessionsPerUser = 1 })
	if a := w.do("GET", "/v1/probe", ""); a.status != 401 {
		t.Errorf("without a session: %d", a.status)
	}
	u := w.guest()
	for query, field := range map[string]string{
		"?events=21": "events", "?events=-1": "events", "?events=x": "events", "?events=2&every_ms=2001": "every_ms", "?wait=61": "wait",
	} {
		if a := w.as(u, "GET", "/v1/probe"+query, ""); a.status != 422 || a.problem(t).Errors[0].Field != field {
			t.Errorf("%s: %d %s", query, a.status, a.body)
		}
	}
	st := w.stream(u, "/v1/probe?events=20&every_ms=2000")
	if m, _ := st.message(); !strings.Contains(string(m.raw), `"at_ms":0`) {
		t.Errorf("%s", m.raw)
	}
	if a := w.as(u, "GET", "/v1/probe?wait=60", ""); a.status != 429 {
		t.Errorf("a second connection of a user who may have one: %d", a.status)
	}
	w.stop() // waits for every goroutine of the server
}
