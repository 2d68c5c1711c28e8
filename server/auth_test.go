package server_test

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"net/netip"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"github.com/planspark/planspark/protocol"
	"github.com/planspark/planspark/server"
)

// testClock is a clock that tests turn.
type testClock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *testClock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *testClock) add(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

func newTestClock() *testClock { return &testClock{now: time.Now()} }

// Every bad token is refused with the same body, so that nothing can be learned from it.
func testBadTokensAreAllRefusedAlike(t *testing.T) {
	clock := newTestClock()
	w := start(t, func(o *options) { o.deps.Now = clock.Now; o.cfg.Timing.SessionLife = time.Hour })
	foreign := start(t, func(o *options) { o.cfg.Secrets = [][]byte{bytes.Repeat([]byte("f"), 32)} })
	good := w.guest()
	parts := strings.Split(good.token, ".")
	claims := jwt.RegisteredClaims{
		Issuer: "planspark", Audience: jwt.ClaimStrings{"planspark"}, Subject: good.id,
		ExpiresAt: jwt.NewNumericDate(time.Now().Add(time.Hour)),
	}
	none, err := jwt.NewWithClaims(jwt.SigningMethodNone, claims).SignedString(jwt.UnsafeAllowNoneSignatureType)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := jwt.NewWithClaims(jwt.SigningMethodHS256, claims).SignedString(bytes.Repeat([]byte("s"), 32))
	if err != nil {
		t.Fatal(err)
	}
	old := w.guest()
	rows := map[string]string{
		"none":            "",
		"garbage":         "garbage",
		"forged claims":   parts[0] + "." + base64.RawURLEncoding.EncodeToString([]byte(`{"sub":"x"}`)) + "." + parts[2],
		"cut signature":   strings.TrimRight(good.token, parts[2]),
		"foreign secret":  foreign.guest().token,
		"alg:none":        none,
		"undivided key":   raw, // signed with the secret itself, not with the key made of it
		"10 KB":           strings.Repeat("a", 7000),
		"header twice":    good.token + "." + good.token,
		"expired":         old.token,
		"wrong audience":  w.signed(t, func(c *jwt.RegisteredClaims) { c.Audience = jwt.ClaimStrings{"else"} }),
		"wrong issuer":    w.signed(t, func(c *jwt.RegisteredClaims) { c.Issuer = "else" }),
		"without expiry":  w.signed(t, func(c *jwt.RegisteredClaims) { c.ExpiresAt = nil }),
		"subject no uuid": w.signed(t, func(c *jwt.RegisteredClaims) { c.Subject = "admin" }),
	}
	if a := w.as(user{token: w.signed(t, func(*jwt.RegisteredClaims) {})}, "GET", "/v1/session", ""); a.status != 200 {
		t.Fatalf("the test's own signature is not right: %d %s", a.status, a.body)
	}
	clock.add(2 * time.Hour)
	var first []byte
	for name, token := range rows {
		for _, headers := range [][]string{{"Authorization", "Bearer " + token}, {"Cookie", "planspark=" + token}} {
			a := w.do("GET", "/v1/session", "", headers...)
			if a.status != 401 || a.problem(t).Code != protocol.CodeUnauthenticated {
				t.Errorf("%s: %d %s", name, a.status, a.body)
			}
			if first == nil {
				first = a.body
			} else if !bytes.Equal(first, a.body) {
				t.Errorf("%s: body differs: %s", name, a.body)
			}
		}
	}
	if a := w.do("GET", "/v1/session", "", "Authorization", "Basic "+good.token); !bytes.Equal(first, a.body) {
		t.Errorf("another scheme: %s", a.body)
	}
	if strings.Contains(w.log.String(), parts[2]) {
		t.Error("a token is in the log")
	}
}

// signed is a guest token as the server signs them, with claims changed.
func (w *world) signed(t *testing.T, change func(*jwt.RegisteredClaims)) string {
	t.Helper()
	c := jwt.RegisteredClaims{
		Issuer: "planspark", Audience: jwt.ClaimStrings{"planspark"}, Subject: newID(),
		ExpiresAt: jwt.NewNumericDate(time.Now().Add(24 * time.Hour)),
	}
	change(&c)
	s, err := jwt.NewWithClaims(jwt.SigningMethodHS256, c).SignedString(guestKey(bytes.Repeat([]byte("s"), 32)))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func testBadTokensOnTheWebSocket(t *testing.T) {
	w := start(t, nil)
	_, resp, err := w.tryDial("/v1/ws", "Authorization", "Bearer nonsense")
	if err == nil || resp.StatusCode != 401 {
		t.Fatalf("a program: %v %v", resp, err)
	}
	for name, headers := range map[string][]string{
		"cookie": {"Cookie", "planspark=nonsense", "Origin", w.url},
		"ticket": nil,
	} {
		path := "/v1/ws"
		if name == "ticket" {
			path += "?ticket=nonsense"
		}
		p, _, err := w.tryDial(path, headers...)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if m, code := p.closed(); code != protocol.CloseUnauthenticated || m.Problem == nil || m.Problem.Code != protocol.CodeUnauthenticated {
			t.Fatalf("%s: closed %d, said %s", name, code, m.raw)
		}
	}
}

func TestSecretsRotateWithoutLosingSessions(t *testing.T) {
	w := start(t, func(o *options) { o.cfg.AdminToken = adminToken })
	u := w.guest()
	living := w.dial("Authorization", "Bearer "+u.token)
	before, next := bytes.Repeat([]byte("s"), 32), bytes.Repeat([]byte("n"), 32)
	rotate := func(secrets ...[]byte) {
		t.Helper()
		if err := w.Rotate(secrets); err != nil {
			t.Fatal(err)
		}
	}
	rotate(before, next) // made known to every instance, before anybody signs with it
	if c := sessionCookie(w.do("GET", "/v1/session", "", "Cookie", "planspark="+u.token)); c != nil {
		t.Fatalf("signed anew while the secret still signs: %v", c)
	}
	rotate(next, before)
	a := w.do("GET", "/v1/session", "", "Cookie", "planspark="+u.token)
	if a.status != 200 {
		t.Fatalf("%d %s", a.status, a.body)
	}
	renewed := sessionCookie(a)
	if renewed == nil || renewed.Value == u.token {
		t.Fatalf("the cookie was not signed anew: %v", a.header)
	}
	rotate(next)
	if p := w.dial("Authorization", "Bearer "+renewed.Value); p.hello.User != u.id {
		t.Fatalf("user %s became %s", u.id, p.hello.User)
	}
	if a := w.do("GET", "/v1/session", "", "Authorization", "Bearer "+u.token); a.status != 401 {
		t.Fatalf("a token of the secret that was dropped is answered %d", a.status)
	}
	living.say(`{"type":"ping"}`)
	living.want(protocol.TypePong)
	if err := w.Rotate(nil); err == nil {
		t.Error("no secret is taken for one")
	}
}

func TestCookieIsRenewedInItsSecondHalf(t *testing.T) {
	clock := newTestClock()
	w := start(t, func(o *options) { o.deps.Now = clock.Now })
	u := w.guest()
	get := func() *http.Cookie {
		return sessionCookie(w.do("GET", "/v1/session", "", "Cookie", "planspark="+u.token))
	}
	clock.add(14 * 24 * time.Hour)
	if c := get(); c != nil {
		t.Fatalf("renewed after 14 of 30 days: %v", c)
	}
	clock.add(2 * 24 * time.Hour)
	c := get()
	if c == nil || !c.HttpOnly || c.SameSite != http.SameSiteLaxMode || c.Path != "/" || c.Secure || c.MaxAge != 30*24*3600 {
		t.Fatalf("after 16 days: %+v", c)
	}
}

func sessionCookie(a answer) *http.Cookie {
	for _, c := range (&http.Response{Header: a.header}).Cookies() {
		if c.Name == "planspark" {
			return c
		}
	}
	return nil
}

func TestSessionIsKeptByPostingAgain(t *testing.T) {
	w := start(t, nil)
	u := w.guest()
	var again struct{ User string }
	w.as(u, "POST", "/v1/session", "").into(t, &again)
	if again.User != u.id {
		t.Fatalf("became %s", again.User)
	}
	w.fake.add(u.id)
	a := w.as(u, "GET", "/v1/session", "")
	var s struct {
		User   string
		Limits protocol.Limits
		Usage  struct {
			Active []string
			Tokens []struct {
				Provider      string
				Input, Output int
			}
		}
	}
	a.into(t, &s)
	if s.User != u.id || s.Limits.ActiveCount != 1 || s.Limits.MaxActive != 2 || len(s.Usage.Active) != 1 || s.Limits.MaxWatches != 32 ||
		len(s.Usage.Tokens) != 1 || s.Usage.Tokens[0].Provider != "gemini" || s.Usage.Tokens[0].Input != 1200 || s.Usage.Tokens[0].Output != 340 {
		t.Fatalf("%s", a.body)
	}
}

// The rows of origins: who sends what, and whether it is taken.
func testOrigins(t *testing.T) {
	w := start(t, func(o *options) {
		o.cfg.AllowedOrigins = []string{"https://app.example.com"}
		o.cfg.TrustedProxies = nil
	})
	u := w.guest()
	cookie := []string{"Cookie", "planspark=" + u.token}
	json := []string{"Content-Type", "application/json; charset=utf-8"}
	for _, row := range []struct {
		name    string
		headers [][]string
		status  int
	}{
		{"same origin", [][]string{cookie, json, {"Origin", w.url}}, 202},
		{"same host behind TLS", [][]string{cookie, json, {"Origin", "https://" + w.addr}}, 202},
		{"allowed origin", [][]string{cookie, json, {"Origin", "https://app.example.com"}}, 202},
		{"Sec-Fetch-Site", [][]string{cookie, json, {"Sec-Fetch-Site", "same-origin"}}, 202},
		{"bearer without origin", [][]string{{"Authorization", u.bearer()}}, 202},
		{"foreign origin", [][]string{cookie, json, {"Origin", "https://evil.example"}}, 403},
		{"foreign port", [][]string{cookie, json, {"Origin", "http://127.0.0.1:1"}}, 403},
		{"origin null", [][]string{cookie, json, {"Origin", "null"}}, 403},
		{"allowed as a prefix", [][]string{cookie, json, {"Origin", "https://app.example.com.evil.example"}}, 403},
		{"allowed host, other scheme", [][]string{cookie, json, {"Origin", "http://app.example.com"}}, 403},
		{"cookie without origin", [][]string{cookie, json}, 403},
		{"cross-site by Sec-Fetch-Site", [][]string{cookie, json, {"Sec-Fetch-Site", "cross-site"}}, 403},
		{"foreign origin with bearer", [][]string{{"Authorization", u.bearer()}, {"Origin", "https://evil.example"}}, 403},
		{"a form's content type", [][]string{cookie, {"Origin", w.url}, {"Content-Type", "text/plain"}}, 415},
	} {
		t.Run(row.name, func(t *testing.T) {
			var headers []string
			for _, h := range row.headers {
				headers = append(headers, h...)
			}
			a := w.do("POST", "/v1/generations", idea, headers...)
			if a.status != row.status {
				t.Fatalf("want %d, got %d %s", row.status, a.status, a.body)
			}
			if row.status == 403 && a.problem(t).Code != protocol.CodeForbiddenOrigin {
				t.Fatalf("%s", a.body)
			}
		})
	}
	if a := w.do("POST", "/v1/session", "", "Origin", "https://evil.example"); a.status != 403 {
		t.Errorf("a foreign page got a session: %d", a.status)
	}
}

func testForeignPagesGetNoWebSocket(t *testing.T) {
	w := start(t, nil)
	u := w.guest()
	for name, headers := range map[string][]string{
		"with a cookie":         {"Origin", "https://evil.example", "Cookie", "planspark=" + u.token},
		"as a guest":            {"Origin", "https://evil.example"},
		"null":                  {"Origin", "null"},
		"cookie without origin": {"Cookie", "planspark=" + u.token},
	} {
		_, resp, err := w.tryDial("/v1/ws", headers...)
		if err == nil || resp.StatusCode != 403 {
			t.Errorf("%s: %v %v", name, resp, err)
		}
	}
	if p := w.dial("Origin", w.url, "Cookie", "planspark="+u.token); p.hello.User != u.id || p.hello.Token != "" {
		t.Errorf("our own page: %+v", p.hello)
	}
}

func TestBrowserGuestsKeepTheirCookie(t *testing.T) {
	w := start(t, nil)
	p, resp, err := w.tryDial("/v1/ws", "Origin", w.url)
	if err != nil {
		t.Fatal(err)
	}
	var hello protocol.Hello
	if err := json.Unmarshal(p.read().raw, &hello); err != nil {
		t.Fatal(err)
	}
	if c := sessionCookie(answer{header: resp.Header}); c == nil || c.Value != hello.Token {
		t.Fatalf("cookie %v, token %s", c, hello.Token)
	}
}

func testTicketAdmitsOnce(t *testing.T) {
	clock := newTestClock()
	w := start(t, func(o *options) { o.deps.Now = clock.Now })
	u := w.guest()
	issue := func() string {
		var v struct{ Ticket string }
		w.as(u, "POST", "/v1/tickets", "").into(t, &v)
		return v.Ticket
	}
	refused := func(ticket string) {
		t.Helper()
		p, _, err := w.tryDial("/v1/ws?ticket=" + ticket)
		if err != nil {
			t.Fatal(err)
		}
		if _, code := p.closed(); code != protocol.CloseUnauthenticated {
			t.Fatalf("closed %d", code)
		}
	}
	ticket := issue()
	p, _, err := w.tryDial("/v1/ws?ticket=" + ticket)
	if err != nil {
		t.Fatal(err)
	}
	if m := p.want(protocol.TypeHello); !strings.Contains(string(m.raw), u.id) {
		t.Fatalf("%s", m.raw)
	}
	refused(ticket)
	late := issue()
	clock.add(30 * time.Second)
	refused(late)
	if strings.Contains(w.log.String(), ticket) {
		t.Error("a ticket is in the log")
	}
}

func testForwardedAddressesAreBelievedOfTrustedProxiesOnly(t *testing.T) {
	submit := func(w *world, forwarded string) string {
		w.as(w.guest(), "POST", "/v1/generations", idea, "X-Forwarded-For", forwarded)
		return (<-w.fake.submitted).Address
	}
	plain := start(t, nil)
	own := submit(plain, "")
	if own == "" || strings.Contains(own, "127") || submit(plain, "203.0.113.9") != own {
		t.Fatal("an untrusted peer's X-Forwarded-For was believed, or an address is told")
	}
	proxied := start(t, func(o *options) { o.cfg.TrustedProxies = []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")} })
	client := submit(proxied, "203.0.113.9")
	for name, c := range map[string]struct {
		forwarded string
		same      bool
	}{
		"invented hops in front": {"198.51.100.1, 203.0.113.9", true},
		"a second trusted hop":   {"203.0.113.9, 127.0.0.7", true},
		"with a port":            {"203.0.113.9:4711", true},
		"mapped into IPv6":       {"::ffff:203.0.113.9", true},
		"somebody else":          {"203.0.113.10", false},
		"garbage":                {"203.0.113.9, nonsense", false},
	} {
		if got := submit(proxied, c.forwarded); (got == client) != c.same {
			t.Errorf("%s: same address %v, want %v", name, got == client, c.same)
		}
	}
	proxied.as(proxied.guest(), "POST", "/v1/generations", idea, "X-Forwarded-For", "198.51.100.1", "X-Forwarded-For", "203.0.113.9")
	if (<-proxied.fake.submitted).Address != client {
		t.Error("a line of the client's own was believed before the one that its proxy added")
	}
	if submit(proxied, "2001:db8:1:2::1") != submit(proxied, "2001:db8:1:2:ffff::9") {
		t.Error("a /64 is not one address")
	}
	if submit(proxied, "2001:db8:1:2::1") == submit(proxied, "2001:db8:1:3::1") {
		t.Error("two /64s are one address")
	}
	a := proxied.do("POST", "/v1/session", "", "X-Forwarded-Proto", "https")
	if c := sessionCookie(a); c == nil || !c.Secure || a.header.Get("Strict-Transport-Security") == "" {
		t.Errorf("behind TLS: %v %v", c, a.header)
	}
	if c := sessionCookie(plain.do("POST", "/v1/session", "", "X-Forwarded-Proto", "https")); c.Secure {
		t.Error("an untrusted peer's X-Forwarded-Proto was believed")
	}
	if strings.Contains(proxied.log.String(), "203.0.113") {
		t.Error("an address is in the log")
	}
}

func TestNewGuestsOfOneAddressAreLimited(t *testing.T) {
	w := start(t, func(o *options) { o.cfg.GuestsPerMinute = 3 })
	for range 3 {
		w.guest()
	}
	a := w.do("POST", "/v1/session", "")
	if a.status != 429 || a.problem(t).Code != protocol.CodeRateLimited || a.header.Get("Retry-After") == "" {
		t.Fatalf("%d %s %v", a.status, a.body, a.header)
	}
	if _, resp, err := w.tryDial("/v1/ws"); err == nil || resp.StatusCode != 429 {
		t.Fatalf("WebSocket: %v %v", resp, err)
	}
}

func TestConfigurationIsChecked(t *testing.T) {
	for name, c := range map[string]server.Config{
		"no secret":        {Instance: "i"},
		"short secret":     {Instance: "i", Secrets: [][]byte{[]byte("short")}},
		"no instance":      {Secrets: [][]byte{bytes.Repeat([]byte("s"), 32)}},
		"origin of a path": {Instance: "i", Secrets: [][]byte{bytes.Repeat([]byte("s"), 32)}, AllowedOrigins: []string{"https://x/y"}},
	} {
		if _, err := server.New(c, server.Deps{}); err == nil || strings.Contains(err.Error(), "dependency") {
			t.Errorf("%s: %v", name, err)
		}
	}
}
