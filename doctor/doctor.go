package doctor

import (
	"context"
	"crypto/tls"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"
)

// Config says whom to examine, and how thoroughly.
type Config struct {
	Server *url.URL      // http or https, with or without a path
	Token  string        // of the caller; empty is a guest of its own
	Idle   time.Duration // for how long connections are left quiet; 0 leaves that out
	Plan   bool          // ask for a plan, to see it resumed; it is cancelled and erased at once
	TLS    *tls.Config   // nil is the system's
	Now    func() time.Time
}

// examination is one visit.
type examination struct {
	cfg    Config
	client *http.Client
	token  string
	mu     sync.Mutex
	tell   func(Finding) // guarded by mu
	worst  Status        // guarded by mu
}

// Run examines the server and tells each finding when it is there. It returns the worst status. Without
// an answer at all, only the first finding is told.
func Run(ctx context.Context, cfg Config, tell func(Finding)) Status {
	e := &examination{cfg: cfg, token: cfg.Token, tell: tell, worst: OK}
	e.client = &http.Client{
		Transport: &http.Transport{
			Proxy: http.ProxyFromEnvironment, TLSClientConfig: cfg.TLS,
			DisableCompression: true, // so that it shows when something on the way compresses
		},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	defer e.client.CloseIdleConnections()
	if !e.check(ctx, CheckReach, e.reach) {
		return e.worst
	}
	e.check(ctx, CheckReady, e.ready)
	if !e.check(ctx, CheckSession, e.session) || e.token == "" {
		return e.worst // nothing of what follows is answered without
	}
	e.check(ctx, CheckProxy, e.proxy)
	e.check(ctx, CheckCache, e.cache)
	e.check(ctx, CheckBody, e.body)
	e.check(ctx, CheckClock, e.clock)
	upgraded := e.check(ctx, CheckWebSocket, e.webSocket)
	e.check(ctx, CheckBrowser, e.browser)
	e.check(ctx, CheckBuffering, e.buffering)
	e.check(ctx, CheckResume, func(ctx context.Context) Finding { return e.resume(ctx, upgraded) })
	e.quiet(ctx, upgraded)
	return e.worst
}

// quiet runs the checks that wait beside each other.
func (e *examination) quiet(ctx context.Context, upgraded bool) {
	var both sync.WaitGroup
	both.Go(func() { e.check(ctx, CheckIdle, func(ctx context.Context) Finding { return e.idle(ctx, upgraded) }) })
	both.Go(func() { e.check(ctx, CheckPolling, e.polling) })
	both.Wait()
}

// check runs one check and tells its finding; false when it found a fault.
func (e *examination) check(ctx context.Context, name string, look func(context.Context) Finding) bool {
	began := time.Now()
	f := look(ctx)
	f.Check, f.TookMS = name, time.Since(began).Milliseconds()
	e.mu.Lock()
	defer e.mu.Unlock()
	if rank(f.Status) > rank(e.worst) {
		e.worst = f.Status
	}
	e.tell(f)
	return f.Status != Fault
}

func rank(s Status) int {
	switch s {
	case Fault:
		return 2
	case Warning:
		return 1
	}
	return 0
}

// address is that of a path on the server.
func (e *examination) address(path string) string {
	return strings.TrimSuffix(e.cfg.Server.String(), "/") + path
}

// origin is what a browser calls the server.
func (e *examination) origin() string { return e.cfg.Server.Scheme + "://" + e.cfg.Server.Host }
