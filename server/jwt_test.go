package server_test

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/MicahParks/jwkset"
	"github.com/golang-jwt/jwt/v5"
	"github.com/rs/zerolog"

	"github.com/planspark/planspark/protocol"
	"github.com/planspark/planspark/server"
)

// issuer is a sign-in service: it signs tokens and publishes its keys over HTTP.
type issuer struct {
	*httptest.Server

	mu      sync.Mutex
	keys    map[string]*ecdsa.PrivateKey // guarded by mu, as is down
	down    bool
	fetched int
}

func newIssuer(t testing.TB, kids ...string) *issuer {
	t.Helper()
	i := &issuer{keys: map[string]*ecdsa.PrivateKey{}}
	i.rotate(t, kids...)
	i.Server = httptest.NewServer(http.HandlerFunc(i.publish))
	t.Cleanup(i.Close)
	return i
}

// rotate makes these the only keys; those that were there before stay what they were.
func (i *issuer) rotate(t testing.TB, kids ...string) {
	t.Helper()
	i.mu.Lock()
	defer i.mu.Unlock()
	next := map[string]*ecdsa.PrivateKey{}
	for _, kid := range kids {
		next[kid] = i.keys[kid]
		if next[kid] == nil {
			key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
			if err != nil {
				t.Fatal(err)
			}
			next[kid] = key
		}
	}
	i.keys = next
}

func (i *issuer) setDown(down bool) {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.down = down
}

func (i *issuer) publish(w http.ResponseWriter, r *http.Request) {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.fetched++
	if i.down {
		w.WriteHeader(http.StatusBadGateway)
		return
	}
	set := jwkset.NewMemoryStorage()
	for kid, key := range i.keys {
		jwk, err := jwkset.NewJWKFromKey(key.Public(), jwkset.JWKOptions{Metadata: jwkset.JWKMetadataOptions{KID: kid, ALG: jwkset.AlgES256, USE: jwkset.UseSig}})
		if err == nil {
			err = set.KeyWrite(r.Context(), jwk)
		}
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
	}
	raw, err := set.JSONPublic(r.Context())
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	_, _ = w.Write(raw)
}

// token signs claims with a key; the usual ones are filled in, nil takes one away.
func (i *issuer) token(t testing.TB, kid string, claims jwt.MapClaims) string {
	t.Helper()
	i.mu.Lock()
	key := i.keys[kid]
	i.mu.Unlock()
	token := jwt.NewWithClaims(jwt.SigningMethodES256, usual(claims))
	token.Header["kid"] = kid
	if critical, ok := claims["crit"]; ok { // a member of the header, not of the claims
		token.Header["crit"] = critical
	}
	s, err := token.SignedString(key)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func usual(claims jwt.MapClaims) jwt.MapClaims {
	all := jwt.MapClaims{"iss": "https://id.example", "aud": "planspark", "sub": "ann", "exp": time.Now().Add(time.Hour).Unix()}
	for name, value := range claims {
		if all[name] = value; value == nil {
			delete(all, name)
		}
	}
	return all
}

// startJWT serves people of an issuer.
func startJWT(t testing.TB, cfg server.JWTConfig, change func(*options)) *world {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	t.Cleanup(cancel)
	log := &safeBuffer{}
	cfg.Issuer, cfg.Audience, cfg.Now, cfg.Log = "https://id.example", "planspark", time.Now, zerolog.New(log)
	auth, err := server.NewJWT(ctx, cfg)
	if err != nil {
		t.Fatal(err)
	}
	return start(t, func(o *options) {
		o.deps.Auth = auth
		if change != nil {
			change(o)
		}
	})
}

func (w *world) status(token string) int {
	w.t.Helper()
	return w.as(user{token: token}, "GET", "/v1/session", "").status
}

// The rows of tokens of a sign-in service: what they say, and whether they are believed.
func testTokensOfASignInService(t *testing.T) {
	i := newIssuer(t, "a")
	stranger := newIssuer(t, "a")
	w := startJWT(t, server.JWTConfig{JWKSURL: i.URL}, nil)
	hour := time.Hour
	at := func(d time.Duration) int64 { return time.Now().Add(d).Unix() }
	secretly, err := jwt.NewWithClaims(jwt.SigningMethodHS256, usual(nil)).SignedString([]byte("the public key as a secret, as attackers try"))
	if err != nil {
		t.Fatal(err)
	}
	none, err := jwt.NewWithClaims(jwt.SigningMethodNone, usual(nil)).SignedString(jwt.UnsafeAllowNoneSignatureType)
	if err != nil {
		t.Fatal(err)
	}
	var refusal []byte
	for name, row := range map[string]struct {
		token string
		tier  string // of who is let in; empty is nobody
	}{
		"a user":                       {i.token(t, "a", nil), "free"},
		"a premium user":               {i.token(t, "a", jwt.MapClaims{"tier": "premium"}), "premium"},
		"an unknown tier":              {i.token(t, "a", jwt.MapClaims{"tier": "emperor"}), "free"},
		"several audiences":            {i.token(t, "a", jwt.MapClaims{"aud": []string{"other", "planspark"}}), "free"},
		"scopes as an array":           {i.token(t, "a", jwt.MapClaims{"scope": []string{"openid"}}), "free"},
		"our clock is a little behind": {i.token(t, "a", jwt.MapClaims{"nbf": at(10 * time.Second), "iat": at(10 * time.Second)}), "free"},
		"no token":                     {"", ""},
		"garbage":                      {"garbage", ""},
		"expired":                      {i.token(t, "a", jwt.MapClaims{"exp": at(-hour)}), ""},
		"without expiry":               {i.token(t, "a", jwt.MapClaims{"exp": nil}), ""},
		"not yet valid":                {i.token(t, "a", jwt.MapClaims{"nbf": at(hour)}), ""},
		"issued in the future":         {i.token(t, "a", jwt.MapClaims{"iat": at(hour)}), ""},
		"wrong audience":               {i.token(t, "a", jwt.MapClaims{"aud": "other"}), ""},
		"without audience":             {i.token(t, "a", jwt.MapClaims{"aud": nil}), ""},
		"wrong issuer":                 {i.token(t, "a", jwt.MapClaims{"iss": "https://evil.example"}), ""},
		"without subject":              {i.token(t, "a", jwt.MapClaims{"sub": nil}), ""},
		"subject with a line break":    {i.token(t, "a", jwt.MapClaims{"sub": "ann\nbob"}), ""},
		"subject of 300 bytes":         {i.token(t, "a", jwt.MapClaims{"sub": strings.Repeat("a", 300)}), ""},
		"forged":                       {stranger.token(t, "a", nil), ""},
		"a critical extension":         {i.token(t, "a", jwt.MapClaims{"crit": []string{"b64"}}), ""},
		"alg:none":                     {none, ""},
		"alg of another kind":          {secretly, ""},
	} {
		a := w.as(user{token: row.token}, "GET", "/v1/session", "")
		if row.tier == "" {
			if a.status != 401 {
				t.Errorf("%s: %d %s", name, a.status, a.body)
			}
			if refusal == nil {
				refusal = a.body
			}
			if !bytes.Equal(refusal, a.body) {
				t.Errorf("%s: the body differs: %s", name, a.body)
			}
			continue
		}
		var s struct{ User, Tier string }
		a.into(t, &s)
		if a.status != 200 || s.User != "ann" || s.Tier != row.tier {
			t.Errorf("%s: %d %s", name, a.status, a.body)
		}
	}
}

// A rotation shows as a key that nobody knows: it is fetched at once, and one that was withdrawn is
// believed no longer. Strangers who name keys that do not exist cannot make us fetch all the time.
func TestKeysRotateByThemselves(t *testing.T) {
	i := newIssuer(t, "old")
	w := startJWT(t, server.JWTConfig{JWKSURL: i.URL}, nil)
	old := i.token(t, "old", nil)
	if got := w.status(old); got != 200 {
		t.Fatalf("before the rotation: %d", got)
	}
	i.rotate(t, "new")
	if got := w.status(i.token(t, "new", nil)); got != 200 {
		t.Fatalf("the new key: %d", got)
	}
	if got := w.status(old); got != 401 {
		t.Fatalf("the withdrawn key: %d", got)
	}
	stranger := newIssuer(t, "x1", "x2", "x3", "x4", "x5", "x6")
	for range 10 {
		for kid := range stranger.keys {
			if got := w.status(stranger.token(t, kid, nil)); got != 401 {
				t.Fatalf("a stranger: %d", got)
			}
		}
	}
	i.mu.Lock()
	defer i.mu.Unlock()
	if i.fetched > 10 {
		t.Errorf("the keys were fetched %d times", i.fetched)
	}
}

func TestASignInServiceThatIsDown(t *testing.T) {
	i := newIssuer(t, "a")
	i.setDown(true)
	w := startJWT(t, server.JWTConfig{JWKSURL: i.URL}, nil)
	token := i.token(t, "a", nil)
	a := w.as(user{token: token}, "GET", "/v1/session", "")
	if a.status != 503 || a.problem(t).Code != protocol.CodeUnavailable || a.header.Get("Retry-After") == "" {
		t.Fatalf("a token that cannot be checked yet: %d %s", a.status, a.body)
	}
	if got := w.status("garbage"); got != 401 {
		t.Errorf("garbage meanwhile: %d", got)
	}
	i.setDown(false)
	if got := w.status(token); got != 200 {
		t.Fatalf("when it is back: %d", got)
	}
	i.setDown(true)
	if got := w.status(token); got != 200 {
		t.Errorf("keys that are known are not believed while the service is down: %d", got)
	}
}

func TestTokensOfASharedSecret(t *testing.T) {
	secret := []byte("a shared secret of thirty-two b.")
	sign := func(key []byte, method jwt.SigningMethod) string {
		s, err := jwt.NewWithClaims(method, usual(nil)).SignedString(key)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	w := startJWT(t, server.JWTConfig{Secret: secret}, nil)
	if got := w.status(sign(secret, jwt.SigningMethodHS256)); got != 200 {
		t.Errorf("HS256: %d", got)
	}
	if got := w.status(sign(append([]byte("x"), secret...), jwt.SigningMethodHS256)); got != 401 {
		t.Errorf("another secret: %d", got)
	}
	if got := w.status(sign(secret, jwt.SigningMethodHS512)); got != 401 {
		t.Errorf("another algorithm: %d", got)
	}
	for name, cfg := range map[string]server.JWTConfig{
		"nothing":      {},
		"both":         {JWKSURL: "https://id.example/keys", Secret: secret},
		"short secret": {Secret: []byte("short")},
		"no URL":       {JWKSURL: "::"},
	} {
		if _, err := server.NewJWT(t.Context(), cfg); err == nil {
			t.Errorf("%s was taken", name)
		}
	}
}

// There are no guests where people sign in, whichever way they come.
func TestNobodyIsAGuestWherePeopleSignIn(t *testing.T) {
	i := newIssuer(t, "a")
	w := startJWT(t, server.JWTConfig{JWKSURL: i.URL}, nil)
	if a := w.do("POST", "/v1/session", ""); a.status != 401 {
		t.Errorf("POST /v1/session: %d %s", a.status, a.body)
	}
	if _, resp, err := w.tryDial("/v1/ws"); err == nil || resp.StatusCode != 401 {
		t.Errorf("a program's WebSocket: %v %v", resp, err)
	}
	p, _, err := w.tryDial("/v1/ws", "Origin", w.url)
	if err != nil {
		t.Fatal(err)
	}
	if m, code := p.closed(); code != protocol.CloseUnauthenticated || m.Problem == nil {
		t.Errorf("a browser's WebSocket: closed %d, said %s", code, m.raw)
	}
	// Who signed in trades the token for a cookie, so that a browser's WebSocket can be opened.
	token := i.token(t, "a", nil)
	a := w.as(user{token: token}, "POST", "/v1/session", "")
	c := sessionCookie(a)
	if a.status != 200 || c == nil || c.Value != token || !c.HttpOnly {
		t.Fatalf("%d %s %v", a.status, a.body, c)
	}
	if p := w.dial("Origin", w.url, "Cookie", "planspark="+token); p.hello.User != "ann" || p.hello.Token != "" {
		t.Errorf("hello %+v", p.hello)
	}
}

// A session does not outlive the token it was opened with, unless it is given a newer one of the same user.
func TestALivingSessionIsRenewedOrEnds(t *testing.T) {
	clock := newTestClock()
	life := 2 * time.Hour
	w := start(t, func(o *options) {
		o.deps.Now, o.cfg.Timing.SessionLife = clock.Now, life
		o.cfg.Timing.Heartbeat, o.cfg.Timing.SessionAge = time.Second, 100*time.Hour // nobody reads, nor answers pings, between two waits
	})
	u, other := w.guest(), w.guest()
	p := w.dial("Authorization", u.bearer())
	if want := protocol.At(clock.Now().Add(life)); p.hello.ExpiresAt.Sub(want.Time).Abs() > time.Second {
		t.Fatalf("hello says %v, want %v", p.hello.ExpiresAt, want)
	}
	clock.add(time.Hour)
	fresh := w.as(u, "POST", "/v1/session", "")
	var renewed struct{ Token string }
	fresh.into(t, &renewed)

	for name, token := range map[string]string{"garbage": "garbage", "nothing": "", "another user's": other.token} {
		p.say(`{"id":"1","type":"renew","token":"` + token + `"}`)
		if m := p.want(protocol.TypeError); m.Problem.Code != protocol.CodeUnauthenticated {
			t.Errorf("%s: %s", name, m.raw)
		}
	}
	p.say(`{"id":"2","type":"renew","token":"` + renewed.Token + `"}`)
	m := p.want(protocol.TypeReply)
	var reply protocol.Reply
	if err := json.Unmarshal(m.raw, &reply); err != nil || reply.To != "2" || !reply.ExpiresAt.After(p.hello.ExpiresAt.Time) {
		t.Fatalf("%s", m.raw)
	}
	clock.add(90 * time.Minute) // past the first token, before the second
	p.say(`{"id":"3","type":"ping"}`)
	p.want(protocol.TypePong)
	clock.add(time.Hour)
	if m, code := p.closed(); code != protocol.CloseAuthExpired || m.Problem == nil || m.Problem.Code != protocol.CodeUnauthenticated {
		t.Errorf("closed %d, said %s", code, m.raw)
	}
	if strings.Contains(w.log.String(), renewed.Token) {
		t.Error("a token is in the log")
	}
}
