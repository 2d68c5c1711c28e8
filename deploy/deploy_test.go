//go:build unix

package deploy_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/planspark/planspark/deploy"
	"github.com/planspark/planspark/e2e/servers"
)

// tool finds a program of those that administrators use.
func tool(t *testing.T, name string) string {
	t.Helper()
	for _, try := range []string{name, filepath.Join("/usr/sbin", name)} {
		if path, err := exec.LookPath(try); err == nil {
			return path
		}
	}
	t.Fatalf("%s is needed: task setup installs it", name)
	return ""
}

func TestHAProxyTakesItsConfiguration(t *testing.T) {
	rendered, err := deploy.HAProxy([]deploy.Backend{{Name: "one", Addr: "127.0.0.1:8081"}, {Name: "two", Addr: "127.0.0.1:8082"}})
	if err != nil {
		t.Fatal(err)
	}
	here := filepath.Join(t.TempDir(), "haproxy.cfg")
	if err := os.WriteFile(here, []byte(rendered), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, file := range map[string]string{"as it is shipped": "haproxy/haproxy.cfg", "with addresses": here} {
		check := exec.Command(tool(t, "haproxy"), "-c", "-dW", "-f", file) // -dW: warnings are errors
		check.Env = append(os.Environ(), "PLANSPARK_BIND=:8080", "PLANSPARK_INSTANCES=10", "PLANSPARK_ADDRESS=planspark:8080", "PLANSPARK_STATS=/tmp/haproxy.sock")
		if out, err := check.CombinedOutput(); err != nil {
			t.Errorf("%s: %v\n%s", name, err, out)
		}
	}
}

func TestNginxTakesItsConfiguration(t *testing.T) {
	dir := t.TempDir()
	if _, err := servers.Certificate(dir, "plans.example.com"); err != nil {
		t.Fatal(err)
	}
	for name, backends := range map[string][]deploy.Backend{
		"three instances": {{Addr: "127.0.0.1:8081"}, {Addr: "127.0.0.1:8082"}, {Addr: "127.0.0.1:8083"}},
		"one instance":    {{Addr: "127.0.0.1:8080"}},
	} {
		text, err := deploy.Nginx(deploy.NginxPlaces{HTTP: "127.0.0.1:80", HTTPS: "127.0.0.1:443", Certificates: dir}, backends)
		if err != nil {
			t.Fatal(err)
		}
		file, err := servers.WriteNginx(dir, text)
		if err != nil {
			t.Fatal(err)
		}
		if out, err := exec.Command(tool(t, "nginx"), append(servers.NginxFlags(dir, file), "-t")...).CombinedOutput(); err != nil {
			t.Errorf("%s: %v\n%s", name, err, out)
		}
	}
}
