package check

import (
	"context"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/compose-spec/compose-go/v2/cli"
	"github.com/compose-spec/compose-go/v2/types"
)

// planted are the values of what must not stand in the file.
var planted = []string{"POSTGRES_PASSWORD=planted-password", "PLANSPARK_ADMIN_TOKEN=planted-token", "PLANSPARK_GEMINI_API_KEY=planted-key"}

// compose reads ../compose.yaml as docker compose does.
func compose(t *testing.T, env ...string) (*types.Project, error) {
	t.Helper()
	o, err := cli.NewProjectOptions([]string{"../compose.yaml"}, cli.WithEnv(env), cli.WithResolvedPaths(false))
	if err != nil {
		t.Fatal(err)
	}
	return o.LoadProject(context.Background())
}

func mustCompose(t *testing.T) *types.Project {
	t.Helper()
	p, err := compose(t, planted...)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// instances are the services that run planspark.
func instances(t *testing.T, p *types.Project) []types.ServiceConfig {
	t.Helper()
	var all []types.ServiceConfig
	for _, name := range p.ServiceNames() {
		if s := p.Services[name]; s.Image == "planspark" {
			all = append(all, s)
		}
	}
	if len(all) != 3 {
		t.Fatalf("%d instances, want three", len(all))
	}
	return all
}

func TestComposeAsksForSecrets(t *testing.T) {
	for i, name := range []string{"POSTGRES_PASSWORD", "PLANSPARK_ADMIN_TOKEN"} {
		without := slices.Delete(slices.Clone(planted), i, i+1)
		if _, err := compose(t, without...); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("without %s it starts all the same: %v", name, err)
		}
	}
	raw, err := os.ReadFile("../compose.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(raw)) {
		name, value, ok := strings.Cut(strings.TrimSpace(line), ": ")
		if ok && regexp.MustCompile(`(PASSWORD|TOKEN|KEY|SECRET)$`).MatchString(name) && !strings.HasPrefix(value, "${") {
			t.Errorf("a secret stands in the file: %s", line)
		}
	}
}

func TestComposeLetsInstancesDrain(t *testing.T) {
	for _, s := range instances(t, mustCompose(t)) {
		drain, err := time.ParseDuration(*s.Environment["PLANSPARK_DRAIN_TIMEOUT"])
		if err != nil {
			t.Fatal(err)
		}
		if s.StopGracePeriod == nil || time.Duration(*s.StopGracePeriod) < drain+5*time.Second {
			t.Errorf("%s is killed after %v, its drain takes up to %s", s.Name, s.StopGracePeriod, drain)
		}
	}
}

func TestComposeGivesInstancesNoRights(t *testing.T) {
	for _, s := range instances(t, mustCompose(t)) {
		if !s.ReadOnly || !slices.Equal(s.CapDrop, []string{"ALL"}) || !slices.Contains(s.SecurityOpt, "no-new-privileges:true") || s.Privileged || len(s.Ports) > 0 || len(s.Volumes) > 0 {
			t.Errorf("%s may more than it needs: %+v", s.Name, s)
		}
	}
}

// TestComposeWaitsForWhatIsHealthy: what others wait for has a check, and the instances share a database.
func TestComposeWaitsForWhatIsHealthy(t *testing.T) {
	p := mustCompose(t)
	for _, s := range p.Services {
		for on, d := range s.DependsOn {
			if d.Condition == types.ServiceConditionHealthy && p.Services[on].HealthCheck == nil {
				t.Errorf("%s waits for %s to be healthy, which has no check", s.Name, on)
			}
		}
	}
	for _, s := range instances(t, p) {
		for _, on := range []string{"postgres", "redis"} {
			if s.DependsOn[on].Condition != types.ServiceConditionHealthy {
				t.Errorf("%s does not wait for %s", s.Name, on)
			}
		}
		if url := *s.Environment["PLANSPARK_DATABASE"]; !strings.HasPrefix(url, "postgres://planspark:planted-password@postgres:5432/planspark") {
			t.Errorf("%s uses %s", s.Name, url)
		}
	}
}

var reads = regexp.MustCompile(`\$\{(\w+)\}`)

// TestComposeTellsHAProxyAllItReads: every variable of haproxy.cfg is set, and the name it asks for is
// that of all instances.
func TestComposeTellsHAProxyAllItReads(t *testing.T) {
	p := mustCompose(t)
	conf, err := os.ReadFile("../haproxy/haproxy.cfg")
	if err != nil {
		t.Fatal(err)
	}
	env := p.Services["haproxy"].Environment
	for _, m := range reads.FindAllStringSubmatch(string(conf), -1) {
		if v := env[m[1]]; v == nil || *v == "" {
			t.Errorf("haproxy.cfg reads %s, which is not set", m[1])
		}
	}
	host, _, _ := strings.Cut(*env["PLANSPARK_ADDRESS"], ":")
	for _, s := range instances(t, p) {
		if !slices.Contains(s.Networks["default"].Aliases, host) {
			t.Errorf("%s is not found under %s", s.Name, host)
		}
	}
}
