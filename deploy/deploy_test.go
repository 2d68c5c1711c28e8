//go:build unix

package deploy_test

import (
	"bytes"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/planspark/planspark/cli"
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

var (
	setting = regexp.MustCompile(`PLANSPARK_[A-Z0-9_]+`)
	read    = regexp.MustCompile(`"\$\{(PLANSPARK_\w+)\}"`)
)

// TestWhatIsSetIsAFlag: every PLANSPARK_ variable in what is shipped is one that planspark serve knows, or
// that the configuration of HAProxy reads.
func TestWhatIsSetIsAFlag(t *testing.T) {
	var help bytes.Buffer
	if code := cli.Main(t.Context(), []string{"serve", "--help"}, cli.Env{Stdout: &help, Stderr: &help}); code != 0 {
		t.Fatalf("exit code %d\n%s", code, &help)
	}
	known := map[string]bool{}
	for _, name := range setting.FindAllString(help.String(), -1) {
		known[name] = true
	}
	conf, err := os.ReadFile("haproxy/haproxy.cfg")
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range read.FindAllStringSubmatch(string(conf), -1) {
		known[m[1]] = true
	}
	found := 0
	err = filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasSuffix(path, ".go") {
			return err
		}
		raw, err := os.ReadFile(path)
		for _, name := range setting.FindAllString(string(raw), -1) {
			found++
			if !known[name] && !strings.HasSuffix(name, "_") {
				t.Errorf("%s sets %s, which nobody reads", path, name)
			}
		}
		return err
	})
	if err != nil || found < 20 {
		t.Errorf("%d settings were found: %v", found, err)
	}
}
