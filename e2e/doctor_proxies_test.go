package e2e

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/planspark/planspark/doctor"
)

// forward is a reverse proxy that does everything right but for what change does to a request, and
// answer to an answer.
func forward(target string, change func(*httputil.ProxyRequest), answer func(*http.Response) error) http.Handler {
	to, err := url.Parse(target)
	if err != nil {
		panic(err)
	}
	return &httputil.ReverseProxy{
		FlushInterval: -1,
		ErrorLog:      nil,
		Rewrite: func(r *httputil.ProxyRequest) {
			r.SetURL(to)
			r.Out.Host = r.In.Host
			if change != nil {
				change(r)
			}
		},
		ModifyResponse: answer,
	}
}

func isStream(r *http.Request) bool { return strings.Contains(r.Header.Get("Accept"), "event-stream") }

// brokenProxies are proxies as people really set them up, each with what doctor has to say of it.
var brokenProxies = []struct {
	name         string
	proxy        func(target string) http.Handler
	check        string
	status       doctor.Status
	detail, mend string
}{
	{
		"without the upgrade", func(target string) http.Handler {
			return forward(target, func(r *httputil.ProxyRequest) { r.Out.Header.Del("Upgrade"); r.Out.Header.Del("Connection") }, nil)
		},
		doctor.CheckWebSocket, doctor.Fault, "takes the Upgrade header away", "proxy_set_header Upgrade",
	},
	{
		"that forwards nothing but pages", func(target string) http.Handler {
			next := forward(target, nil, nil)
			return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if r.URL.Path == "/v1/ws" {
					http.NotFound(w, r)
					return
				}
				next.ServeHTTP(w, r)
			})
		},
		doctor.CheckWebSocket, doctor.Fault, "answers the upgrade with 404", "upgrade /v1/ws",
	},
	{
		"that loses the subprotocol", func(target string) http.Handler {
			return forward(target, nil, func(r *http.Response) error { r.Header.Del("Sec-Websocket-Protocol"); return nil })
		},
		doctor.CheckWebSocket, doctor.Fault, "subprotocol planspark.v1 is lost", "Sec-WebSocket-Protocol",
	},
	{
		"that names itself as the host", func(target string) http.Handler {
			return forward(target, func(r *httputil.ProxyRequest) { r.Out.Host = "backend:8080" }, nil)
		},
		doctor.CheckProxy, doctor.Fault, "asked for as backend:8080", "proxy_set_header Host",
	},
	{
		"that names itself as the host, seen by a page", func(target string) http.Handler {
			return forward(target, func(r *httputil.ProxyRequest) { r.Out.Host = "backend:8080" }, nil)
		},
		doctor.CheckBrowser, doctor.Fault, "foreign page", "--allowed-origins",
	},
	{
		"that buffers", func(target string) http.Handler {
			return forward(target, nil, func(r *http.Response) error {
				if !isStream(r.Request) {
					return nil
				}
				all, err := io.ReadAll(r.Body)
				r.Body = io.NopCloser(bytes.NewReader(all))
				return err
			})
		},
		doctor.CheckBuffering, doctor.Fault, "holds answers up", "proxy_buffering off",
	},
	{
		"that compresses streams", func(target string) http.Handler {
			return forward(target, nil, func(r *http.Response) error {
				if !isStream(r.Request) {
					return nil
				}
				var packed bytes.Buffer
				z := gzip.NewWriter(&packed)
				_, err := io.Copy(z, r.Body)
				err = errors.Join(err, z.Close())
				r.Header.Set("Content-Encoding", "gzip")
				r.Header.Del("Content-Length")
				r.Body = io.NopCloser(&packed)
				return err
			})
		},
		doctor.CheckBuffering, doctor.Fault, "compresses event streams", "text/event-stream",
	},
	{
		"that takes credentials away", func(target string) http.Handler {
			return forward(target, func(r *httputil.ProxyRequest) { r.Out.Header.Del("Authorization") }, nil)
		},
		doctor.CheckSession, doctor.Fault, "a moment ago is not accepted", "Authorization",
	},
	{
		"whose server cannot say who is there", func(target string) http.Handler {
			next := forward(target, nil, nil)
			return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if r.Method == http.MethodGet && r.URL.Path == "/v1/session" {
					w.WriteHeader(http.StatusServiceUnavailable)
					return
				}
				next.ServeHTTP(w, r)
			})
		},
		doctor.CheckSession, doctor.Fault, "was not answered", "log of the server",
	},
	{
		"that keeps answers", func(target string) http.Handler {
			next := forward(target, nil, nil)
			var mu sync.Mutex
			kept := map[string]*httptest.ResponseRecorder{}
			return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if r.Method != http.MethodGet || r.URL.Path != "/v1/session" {
					next.ServeHTTP(w, r)
					return
				}
				mu.Lock()
				defer mu.Unlock()
				a := kept[r.URL.Path]
				if a == nil {
					a = httptest.NewRecorder()
					next.ServeHTTP(a, r)
					kept[r.URL.Path] = a
				}
				for name, values := range a.Header() {
					w.Header()[name] = values
				}
				w.WriteHeader(a.Code)
				_, _ = w.Write(a.Body.Bytes())
			})
		},
		doctor.CheckCache, doctor.Fault, "same answer", "Switch caching off",
	},
	{
		"with a small limit for requests", func(target string) http.Handler {
			next := forward(target, nil, nil)
			return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if r.ContentLength > 16<<10 {
					_, _ = io.Copy(io.Discard, r.Body) // as nginx does, so that who sends it gets to hear the answer
					w.Header().Set("Server", "smallproxy/1.0")
					w.WriteHeader(http.StatusRequestEntityTooLarge)
					return
				}
				next.ServeHTTP(w, r)
			})
		},
		doctor.CheckBody, doctor.Fault, "smallproxy/1.0 refuses requests of 60 KB", "client_max_body_size",
	},
	{
		"with a clock an hour ahead behind it", func(target string) http.Handler {
			return forward(target, nil, func(r *http.Response) error {
				if r.Request.URL.Path != "/v1/probe" || isStream(r.Request) {
					return nil
				}
				var arrival map[string]any
				if err := json.NewDecoder(r.Body).Decode(&arrival); err != nil {
					return err
				}
				arrival["now"] = time.Now().Add(time.Hour).UTC().Format(time.RFC3339Nano)
				raw, err := json.Marshal(arrival)
				r.Body, r.ContentLength = io.NopCloser(bytes.NewReader(raw)), int64(len(raw))
				r.Header.Del("Content-Length")
				return err
			})
		},
		doctor.CheckClock, doctor.Warning, "1h0m0s ahead of", "chrony",
	},
	{
		"that is not trusted", func(target string) http.Handler {
			return forward(target, func(r *httputil.ProxyRequest) { r.Out.Header.Set("X-Forwarded-For", "203.0.113.9") }, nil)
		},
		doctor.CheckProxy, doctor.Warning, "all users count as one address", "--trusted-proxies",
	},
	{
		"that gives up on slow answers", func(target string) http.Handler {
			next := forward(target, nil, nil)
			return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if strings.Contains(r.URL.RawQuery, "wait=") {
					w.WriteHeader(http.StatusGatewayTimeout)
					return
				}
				next.ServeHTTP(w, r)
			})
		},
		doctor.CheckPolling, doctor.Fault, "given up after", "proxy_read_timeout",
	},
	{
		"to nothing", func(string) http.Handler {
			return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Server", "nginx")
				w.WriteHeader(http.StatusBadGateway)
			})
		},
		doctor.CheckReach, doctor.Fault, "nginx answers 502: it cannot reach PlanSpark", "forward to the address",
	},
	{
		"to another application", func(string) http.Handler {
			return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "<html>Welcome</html>") })
		},
		doctor.CheckReach, doctor.Fault, "it is not PlanSpark", "Check host, port and path",
	},
	{
		"that wants TLS", func(string) http.Handler {
			return http.RedirectHandler("https://plans.example.com/", http.StatusMovedPermanently)
		},
		doctor.CheckReach, doctor.Fault, "sends us to https://plans.example.com/", "--server",
	},
}

// idleProxy forwards bytes and cuts connections on which none came for a while.
func idleProxy(t *testing.T, target string, patience time.Duration) string {
	t.Helper()
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	var all sync.WaitGroup
	t.Cleanup(func() { _ = ln.Close(); all.Wait() })
	all.Go(func() {
		for {
			near, err := ln.Accept()
			if err != nil {
				return
			}
			all.Go(func() { relay(near, target, patience) })
		}
	})
	return ln.Addr().String()
}

func relay(near net.Conn, target string, patience time.Duration) {
	defer near.Close()
	far, err := net.Dial("tcp", target)
	if err != nil {
		return
	}
	defer far.Close()
	var both sync.WaitGroup
	copyWith := func(to, from net.Conn) {
		defer to.Close()
		buf := make([]byte, 4<<10)
		for {
			_ = from.SetReadDeadline(time.Now().Add(patience))
			n, err := from.Read(buf)
			if n > 0 {
				if _, err := to.Write(buf[:n]); err != nil {
					return
				}
				_ = to.SetReadDeadline(time.Now().Add(patience)) // either direction keeps it alive
			}
			if err != nil {
				return
			}
		}
	}
	both.Go(func() { copyWith(far, near) })
	both.Go(func() { copyWith(near, far) })
	both.Wait()
}
