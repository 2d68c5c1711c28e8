package e2e

import (
	"bufio"
	"bytes"
	"encoding/json"
	"encoding/pem"
	"errors"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/planspark/planspark/deploy"
	"github.com/planspark/planspark/doctor"
	"github.com/planspark/planspark/e2e/servers"
	"github.com/planspark/planspark/store/storetest"
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
	left, err := storetest.Written(t.Context(), databaseOf(s.cmd.Args[1:]))
	if must(t, err); len(left) != 0 {
		t.Errorf("doctor left plans behind: %q", left)
	}
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
	told := regexp.MustCompile(`cuts a quiet WebSocket after [\d.]+m?s; the server gives a sign of life every 25s`) // about 400: counted from when doctor has looked
	if code != 1 || f.Status != doctor.Fault || !told.MatchString(f.Detail) || !strings.Contains(f.Mend, "timeout tunnel") {
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
