package e2e

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/planspark/planspark/deploy"
	"github.com/planspark/planspark/doctor"
	"github.com/planspark/planspark/e2e/servers"
)

// authority is a file with the certificate of test servers that speak TLS.
func authority(t *testing.T) string {
	t.Helper()
	s := httptest.NewTLSServer(nil)
	defer s.Close()
	path := filepath.Join(t.TempDir(), "ca.pem")
	must(t, os.WriteFile(path, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: s.Certificate().Raw}), 0o600))
	return path
}

// findings are what doctor says, by check.
type findings map[string]doctor.Finding

// examine runs planspark doctor and returns what it says and its exit code.
func examine(t *testing.T, server string, flags ...string) (findings, int) {
	t.Helper()
	return examineAs(t, authority(t), server, flags...)
}

// examineAs is examine for servers whose certificate an authority vouches for.
func examineAs(t *testing.T, authority, server string, flags ...string) (findings, int) {
	t.Helper()
	cmd, said := command(t, binaries.plain, append([]string{"doctor", "--json", "--idle", "1s", "--server", server}, flags...)...)
	cmd.Env = append(cmd.Env, "NO_PROXY=*", "SSL_CERT_FILE="+authority)
	var out bytes.Buffer
	cmd.Stdout = &out
	err := cmd.Run()
	if _, exited := errors.AsType[*exec.ExitError](err); err != nil && !exited {
		t.Fatal(err)
	}
	found := findings{}
	lines := bufio.NewScanner(&out)
	for lines.Scan() {
		var f doctor.Finding
		if err := json.Unmarshal(lines.Bytes(), &f); err != nil {
			t.Fatalf("%v in %s", err, lines.Text())
		}
		found[f.Check] = f
	}
	if len(found) == 0 {
		t.Fatalf("doctor says nothing: %s", said)
	}
	return found, cmd.ProcessState.ExitCode()
}

// wrong lists the checks that found something.
func (f findings) wrong() (names []string) {
	for _, name := range []string{
		doctor.CheckReach, doctor.CheckReady, doctor.CheckSession, doctor.CheckProxy, doctor.CheckCache, doctor.CheckBody, doctor.CheckClock,
		doctor.CheckWebSocket, doctor.CheckBrowser, doctor.CheckBuffering, doctor.CheckResume, doctor.CheckIdle, doctor.CheckPolling,
	} {
		if s := f[name].Status; s == doctor.Fault || s == doctor.Warning {
			names = append(names, name)
		}
	}
	return names
}

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

func TestDoctorNamesEachBrokenProxyWithFaultAndMend(t *testing.T) {
	s := serve(t, binaries.plain, t.TempDir(), "", append([]string{"--max-active-per-ip", "0", "--pace", "400"}, unlimited...)...)
	for _, row := range brokenProxies {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			proxy := httptest.NewServer(row.proxy(s.url))
			t.Cleanup(proxy.Close)
			found, code := examine(t, proxy.URL)
			f := found[row.check]
			if f.Status != row.status || !strings.Contains(f.Detail, row.detail) || !strings.Contains(f.Mend, row.mend) {
				t.Errorf("%s: %s, %q → %q; want %s with %q → %q", row.check, f.Status, f.Detail, f.Mend, row.status, row.detail, row.mend)
			}
			want := map[doctor.Status]int{doctor.Fault: 1, doctor.Warning: 0}[row.status]
			if row.check == doctor.CheckReach {
				want = 4
			}
			if code != want {
				t.Errorf("exit code %d, want %d; wrong: %v", code, want, found.wrong())
			}
		})
	}
}

func TestDoctorFindsNothingWhereNothingIsWrong(t *testing.T) {
	s := serve(t, binaries.plain, t.TempDir(), "", append([]string{"--trusted-proxies", "127.0.0.0/8"}, unlimited...)...)
	tls := httptest.NewTLSServer(forward(s.url, (*httputil.ProxyRequest).SetXForwarded, nil))
	defer tls.Close()
	plain := httptest.NewServer(forward(s.url, nil, nil))
	defer plain.Close()
	for name, server := range map[string]string{"direct": s.url, "a proxy": plain.URL, "a proxy that speaks TLS": tls.URL} {
		found, code := examine(t, server)
		if wrong := found.wrong(); len(wrong) > 0 || code != 0 || found[doctor.CheckResume].Status != doctor.OK || found[doctor.CheckIdle].Status != doctor.OK {
			t.Errorf("%s: exit code %d, wrong: %v, %+v", name, code, wrong, found)
		}
	}
	if left := plansOf(t, s); left != 0 {
		t.Errorf("doctor left %d plans behind", left)
	}
}

// plansOf counts the generations that the service knows of: what doctor asked for must be gone.
func plansOf(t *testing.T, s *service) int {
	t.Helper()
	resp, err := http.Get(s.url + "/v1/ops")
	must(t, err)
	defer resp.Body.Close()
	var o struct {
		Queue struct{ Depth int }
		Pool  struct{ Running int }
	}
	must(t, json.NewDecoder(resp.Body).Decode(&o))
	return o.Queue.Depth + o.Pool.Running
}

func TestDoctorNamesAProxyThatDoesNotTellOfTLS(t *testing.T) {
	s := serve(t, binaries.plain, t.TempDir(), "", unlimited...)
	silent := httptest.NewTLSServer(forward(s.url, nil, nil))
	defer silent.Close()
	found, code := examine(t, silent.URL, "--no-plan")
	if f := found[doctor.CheckProxy]; code != 0 || f.Status != doctor.Warning || !strings.Contains(f.Detail, "does not know that TLS is spoken") || !strings.Contains(f.Mend, "X-Forwarded-Proto") {
		t.Errorf("exit code %d, %+v", code, f)
	}
	stranger := httptest.NewServer(forward(s.url, nil, nil))
	defer stranger.Close()
	found, code = examine(t, "https"+strings.TrimPrefix(stranger.URL, "http"))
	if f := found[doctor.CheckReach]; code != 4 || !strings.Contains(f.Detail, "does not speak TLS at this port") {
		t.Errorf("exit code %d, %+v", code, f)
	}
}

func TestDoctorNamesAConnectionThatIsCutWhenQuiet(t *testing.T) {
	s := serve(t, binaries.plain, t.TempDir(), "", unlimited...)
	proxy := idleProxy(t, s.addr, 400*time.Millisecond)
	found, code := examine(t, "http://"+proxy, "--no-plan")
	f := found[doctor.CheckIdle]
	if code != 1 || f.Status != doctor.Fault || !strings.Contains(f.Detail, "cuts a quiet WebSocket after 400ms; the server gives a sign of life every 25s") || !strings.Contains(f.Mend, "timeout tunnel") {
		t.Errorf("exit code %d, %+v", code, f)
	}
}

// Two instances behind one balancer that share nothing know neither each other's guests nor their plans.
func TestDoctorNamesInstancesThatShareNothing(t *testing.T) {
	one := serve(t, binaries.plain, t.TempDir(), "", unlimited...)
	two := serve(t, binaries.plain, t.TempDir(), "", unlimited...)
	first, second := forward(one.url, nil, nil), forward(two.url, nil, nil)
	var mu sync.Mutex
	n := 0
	balancer := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		n++
		turn := n
		mu.Unlock()
		if turn%2 == 0 {
			first.ServeHTTP(w, r)
		} else {
			second.ServeHTTP(w, r)
		}
	}))
	defer balancer.Close()
	found, code := examine(t, balancer.URL)
	if f := found[doctor.CheckSession]; code != 1 || f.Status != doctor.Fault || !strings.Contains(f.Detail, "taken by 2 of 4 answers") || !strings.Contains(f.Mend, "share") {
		t.Errorf("exit code %d, %+v", code, found)
	}
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

// A real proxy in front of the real service: nginx as it comes forwards no WebSocket and another host;
// with the configuration that we ship nothing is wrong.
func TestDoctorAndNginx(t *testing.T) {
	s := serve(t, binaries.plain, t.TempDir(), "", append([]string{"--trusted-proxies", "127.0.0.0/8"}, unlimited...)...)
	plain, secure := freeAddress(t), freeAddress(t)
	certificates := t.TempDir()
	authority, err := servers.Certificate(certificates, "plans.example.com")
	must(t, err)
	shipped, err := deploy.Nginx(deploy.NginxPlaces{HTTP: freeAddress(t), HTTPS: secure, Certificates: certificates}, []deploy.Backend{{Addr: s.addr}})
	must(t, err)
	for name, row := range map[string]struct {
		conf, addr, url string
		wrong           []string
	}{
		"as it comes": {
			"events {}\nhttp {\n access_log off; server { listen " + plain + "; location / { proxy_pass http://" + s.addr + "; } }\n}\n",
			plain, "http://" + plain,
			[]string{doctor.CheckProxy, doctor.CheckWebSocket, doctor.CheckBrowser},
		},
		"as we ship it": {shipped, secure, "https://" + secure, nil},
	} {
		nginx, err := servers.StartNginx(deadline(t), servers.NginxConfig{Dir: t.TempDir(), Text: row.conf, Addr: row.addr})
		must(t, err)
		found, _ := examineAs(t, authority, row.url)
		if got := found.wrong(); strings.Join(got, " ") != strings.Join(row.wrong, " ") {
			t.Errorf("%s: wrong are %v, want %v: %+v", name, got, row.wrong, found)
		}
		must(t, nginx.Kill())
	}
}

func TestDoctorAndHAProxy(t *testing.T) {
	s := serve(t, binaries.plain, t.TempDir(), "", append([]string{"--trusted-proxies", "127.0.0.0/8"}, unlimited...)...)
	shipped, err := deploy.HAProxy([]deploy.Backend{{Name: "one", Addr: s.addr}})
	must(t, err)
	addr := freeAddress(t)
	for name, row := range map[string]struct {
		conf  string
		wrong []string
	}{
		"that is impatient": {
			"global\n stats socket ${PLANSPARK_STATS} mode 600 level admin\ndefaults\n mode http\n option forwardfor\n timeout connect 5s\n timeout client 500ms\n" +
				" timeout server 500ms\n timeout tunnel 500ms\nlisten planspark\n bind " + addr + "\n server one " + s.addr + "\n",
			[]string{doctor.CheckIdle, doctor.CheckPolling},
		},
		"as we ship it": {shipped, nil},
	} {
		dir := t.TempDir()
		conf := filepath.Join(dir, "haproxy.cfg")
		must(t, os.WriteFile(conf, []byte(row.conf), 0o600))
		haproxy, err := servers.StartHAProxy(deadline(t), servers.HAProxyConfig{Dir: dir, File: conf, Env: []string{"PLANSPARK_BIND=" + addr}})
		must(t, err)
		found, _ := examine(t, "http://"+addr)
		if got := found.wrong(); strings.Join(got, " ") != strings.Join(row.wrong, " ") {
			t.Errorf("%s: wrong are %v, want %v: %+v", name, got, row.wrong, found)
		}
		must(t, haproxy.Kill())
	}
}
