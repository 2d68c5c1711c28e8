package server_test

import (
	"bytes"
	"net/http"
	"net/netip"
	"strings"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"github.com/planspark/planspark/protocol"
	"github.com/planspark/planspark/server"
)

const adminToken = "correct horse battery staple"

func asAdmin() []string { return []string{"Authorization", "Bearer " + adminToken} }

// opsRoute is a route of operations that any operator may read.
const opsRoute = "/v1/ops/session"

// The rows of who may operate a server that has an admin token: being on the same machine is not enough.
func testOperationsNeedTheAdminToken(t *testing.T) {
	w := start(t, func(o *options) { o.cfg.AdminToken = adminToken })
	u := w.guest()
	for name, row := range map[string]struct {
		headers []string
		status  int
	}{
		"the admin token":                       {asAdmin(), 200},
		"nothing, on the same machine":          {nil, 401},
		"a guest's token":                       {[]string{"Authorization", u.bearer()}, 401},
		"a wrong token":                         {[]string{"Authorization", "Bearer correct horse battery"}, 401},
		"no token":                              {[]string{"Authorization", "Bearer "}, 401},
		"another scheme":                        {[]string{"Authorization", "Basic " + adminToken}, 401},
		"the admin token as a cookie":           {[]string{"Cookie", "planspark=" + adminToken}, 401},
		"the admin token as an operator cookie": {[]string{"Cookie", "planspark_ops=" + adminToken}, 401},
		"a guest's token as an operator cookie": {[]string{"Cookie", "planspark_ops=" + u.token}, 401},
		"a foreign page with the token":         {append(asAdmin(), "Origin", "https://evil.example"), 403},
	} {
		if a := w.do("GET", opsRoute, "", row.headers...); a.status != row.status {
			t.Errorf("%s: want %d, got %d %s", name, row.status, a.status, a.body)
		}
	}
	if strings.Contains(w.log.String(), "horse") {
		t.Error("the admin token is in the log")
	}
}

// The rows of what "this machine" means to a server without an admin token. A reverse proxy on the same
// machine makes the whole world a local peer; a name that a stranger made to point here (DNS rebinding)
// makes a stranger's page the same origin.
func testWithoutAnAdminTokenOperationsAreForThisMachine(t *testing.T) {
	plain := start(t, nil)
	proxied := start(t, func(o *options) { o.cfg.TrustedProxies = []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")} })
	port := plain.addr[strings.LastIndexByte(plain.addr, ':'):]
	for _, row := range []struct {
		name    string
		w       *world
		headers []string
		status  int
	}{
		{"a program here", plain, nil, 200},
		{"localhost", plain, []string{"Host", "localhost" + port}, 200},
		{"IPv6", plain, []string{"Host", "[::1]" + port}, 200},
		{"our own page here", plain, []string{"Origin", plain.url}, 200},
		{"DNS rebinding", plain, []string{"Host", "evil.example" + port}, 401},
		{"DNS rebinding with an origin", plain, []string{"Host", "evil.example" + port, "Origin", "http://evil.example" + port}, 401},
		{"a name that only begins like us", plain, []string{"Host", "localhost.evil.example"}, 401},
		{"0.0.0.0", plain, []string{"Host", "0.0.0.0" + port}, 401},
		{"a page of another port here", plain, []string{"Origin", "http://127.0.0.1:1"}, 403},
		{"an unknown proxy, X-Forwarded-For", plain, []string{"X-Forwarded-For", "203.0.113.9"}, 401},
		{"an unknown proxy that says it is local", plain, []string{"X-Forwarded-For", "127.0.0.1"}, 401},
		{"an unknown proxy, Forwarded", plain, []string{"Forwarded", "for=203.0.113.9"}, 401},
		{"an unknown proxy, X-Real-IP", plain, []string{"X-Real-IP", "203.0.113.9"}, 401},
		{"an unknown proxy, Via", plain, []string{"Via", "1.1 proxy"}, 401},
		{"an unknown proxy that passes the host", plain, []string{"Host", "plans.example"}, 401},
		{"a trusted proxy, client elsewhere", proxied, []string{"X-Forwarded-For", "203.0.113.9"}, 401},
		{"a trusted proxy, client elsewhere that says it is here", proxied, []string{"X-Forwarded-For", "127.0.0.1, 203.0.113.9"}, 401},
		{"a trusted proxy that adds a line, client elsewhere that says it is here", proxied, []string{"X-Forwarded-For", "127.0.0.1", "X-Forwarded-For", "203.0.113.9"}, 401},
		{"a trusted proxy, client here", proxied, []string{"X-Forwarded-For", "127.0.0.1"}, 200},
		{"no proxy between, although one is trusted", proxied, nil, 200},
		{"a guest here", plain, []string{"Authorization", plain.guest().bearer()}, 200},
	} {
		if a := row.w.do("GET", opsRoute, "", row.headers...); a.status != row.status {
			t.Errorf("%s: want %d, got %d %s", row.name, row.status, a.status, a.body)
		}
	}
	// nginx speaks HTTP/1.0 to what is behind it unless told otherwise, and adds nothing.
	r := plain.raw(t)
	r.write([]byte("GET " + opsRoute + " HTTP/1.0\r\nHost: " + plain.addr + "\r\nConnection: close\r\n\r\n"))
	if resp, err := http.ReadResponse(r.br, nil); err != nil || resp.StatusCode != 401 {
		t.Errorf("a proxy that adds nothing: %v %v", resp, err)
	}
}

// A browser signs in with the token once; its cookie is not the token, and dies with it.
func TestOperatorsSignInWithABrowser(t *testing.T) {
	clock := newTestClock()
	change := func(o *options) { o.cfg.AdminToken, o.deps.Now = adminToken, clock.Now }
	w := start(t, change)
	for name, headers := range map[string][]string{
		"nothing": nil, "a wrong token": {"Authorization", "Bearer wrong"}, "a foreign page": append(asAdmin(), "Origin", "https://evil.example"),
	} {
		if a := w.do("POST", "/v1/ops/session", "", headers...); a.status != 401 && a.status != 403 || a.header.Get("Set-Cookie") != "" {
			t.Errorf("%s: %d %v", name, a.status, a.header)
		}
	}
	a := w.do("POST", "/v1/ops/session", "", asAdmin()...)
	c := operatorCookie(a)
	if a.status != 200 || c == nil || !c.HttpOnly || c.SameSite != http.SameSiteStrictMode || c.Value == adminToken {
		t.Fatalf("%d %s %v", a.status, a.body, c)
	}
	cookie := []string{"Cookie", "planspark_ops=" + c.Value}
	get := func(w *world) int { return w.do("GET", opsRoute, "", cookie...).status }
	if got := get(w); got != 200 {
		t.Errorf("with the cookie: %d", got)
	}
	// Another instance with the same secret knows it; one with another admin token does not.
	if got := get(start(t, change)); got != 200 {
		t.Errorf("on another instance: %d", got)
	}
	if got := get(start(t, func(o *options) { change(o); o.cfg.AdminToken = "another token, much longer" })); got != 401 {
		t.Errorf("after the admin token changed: %d", got)
	}
	out := w.do("DELETE", "/v1/ops/session", "", append(cookie, "Origin", w.url)...)
	if c := operatorCookie(out); out.status != 204 || c == nil || c.Value != "" || c.Expires.After(time.Now()) {
		t.Errorf("signing out: %d %v", out.status, c)
	}
	clock.add(12*time.Hour + time.Minute)
	if got := get(w); got != 401 {
		t.Errorf("after twelve hours: %d", got)
	}
}

func operatorCookie(a answer) *http.Cookie {
	for _, c := range (&http.Response{Header: a.header}).Cookies() {
		if c.Name == "planspark_ops" {
			return c
		}
	}
	return nil
}

func TestWrongAdminTokensAreSlowedDown(t *testing.T) {
	w := start(t, func(o *options) { o.cfg.AdminToken = adminToken })
	status := map[int]int{}
	for range 30 {
		status[w.do("GET", opsRoute, "", "Authorization", "Bearer guess").status]++
	}
	if status[401] != 20 || status[429] != 10 {
		t.Errorf("answers by status: %v", status)
	}
	if a := w.do("GET", opsRoute, "", asAdmin()...); a.status != 200 {
		t.Errorf("the right token meanwhile: %d", a.status)
	}
}

// An admin sees every generation and changes none of them here; to everybody else they do not exist.
func TestAdminsSeeEveryGeneration(t *testing.T) {
	i := newIssuer(t, "a")
	w := startJWT(t, server.JWTConfig{JWKSURL: i.URL}, func(o *options) { o.cfg.AdminToken = adminToken })
	ann := user{"ann", i.token(t, "a", nil)}
	id := w.fake.add("ann")
	for name, token := range map[string]string{
		"the admin token": adminToken, "an admin of the sign-in service": i.token(t, "a", jwt.MapClaims{"sub": "eve", "scope": "openid admin"}),
	} {
		admin := user{token: token}
		if a := w.as(admin, "GET", "/v1/generations/"+id, ""); a.status != 200 || !bytes.Contains(a.body, []byte(id)) {
			t.Errorf("%s: %d %s", name, a.status, a.body)
		}
		if a := w.as(admin, "GET", "/v1/generations/"+newID(), ""); a.status != 404 {
			t.Errorf("%s, a random id: %d", name, a.status)
		}
		if a := w.as(admin, "POST", "/v1/generations/"+id+"/cancel", ""); a.status != 404 {
			t.Errorf("%s cancels as if it were theirs: %d", name, a.status)
		}
		if a := w.as(admin, "DELETE", "/v1/generations/"+id, ""); a.status != 404 {
			t.Errorf("%s erases as if it were theirs: %d", name, a.status)
		}
		p := w.dial("Authorization", "Bearer "+token)
		p.say(`{"id":"1","type":"watch","generation":"` + id + `"}`)
		p.want(protocol.TypeReply)
		p.want(protocol.TypeSnapshot)
	}
	eve := user{"eve", i.token(t, "a", jwt.MapClaims{"sub": "eve", "scope": "openid administrator"})}
	if a := w.as(eve, "GET", "/v1/generations/"+id, ""); a.status != 404 {
		t.Errorf("another user: %d", a.status)
	}
	if a := w.as(ann, "GET", "/v1/generations/"+id, ""); a.status != 200 {
		t.Errorf("the owner: %d", a.status)
	}
}
