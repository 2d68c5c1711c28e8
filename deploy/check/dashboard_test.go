package check

import (
	"encoding/json"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"
)

// dashboard is what we look at of Grafana's model.
type dashboard struct {
	UID        string
	Title      string
	Panels     []panel
	Templating struct {
		List []struct{ Name, Type, Query string }
	}
	Annotations struct {
		List []struct{ Name, Expr string }
	}
}

type panel struct {
	ID          int
	Type        string
	Title       string
	Description string
	GridPos     struct{ X, Y, W, H int }
	Datasource  struct{ Type, UID string }
	FieldConfig struct {
		Defaults struct{ Unit string }
	}
	Targets []struct{ Expr, LegendFormat string }
}

func readDashboard(t *testing.T) dashboard {
	t.Helper()
	raw, err := os.ReadFile("../grafana/planspark.json")
	if err != nil {
		t.Fatal(err)
	}
	var d dashboard
	if err := json.Unmarshal(raw, &d); err != nil {
		t.Fatal(err)
	}
	return d
}

// variables are Grafana's, by what stands in their place when a query is read here.
var variables = strings.NewReplacer("$__rate_interval", "1m", "$__range", "1h", `"$instance"`, `".*"`, `"$job"`, `"planspark"`)

func TestDashboardAsksForWhatServicesExpose(t *testing.T) {
	known, d := exposed(t), readDashboard(t)
	for _, v := range d.Templating.List {
		if m := regexp.MustCompile(`^label_values\((.*), \w+\)$`).FindStringSubmatch(v.Query); v.Type == "query" && m != nil {
			checkQuery(t, known, "variable "+v.Name, variables.Replace(m[1]))
		} else if v.Type == "query" {
			t.Errorf("variable %s: %s", v.Name, v.Query)
		}
	}
	for _, a := range d.Annotations.List {
		checkQuery(t, known, "annotation "+a.Name, variables.Replace(a.Expr))
	}
	for _, p := range d.Panels {
		for _, target := range p.Targets {
			checkQuery(t, known, p.Title, variables.Replace(target.Expr))
			for _, m := range regexp.MustCompile(`\{\{(\w+)\}\}`).FindAllStringSubmatch(target.LegendFormat, -1) {
				if !strings.Contains(target.Expr, m[1]) {
					t.Errorf("%s: the legend names %s, and the query does not keep it", p.Title, m[1])
				}
			}
		}
	}
}

// TestEveryMetricOfOursIsOnTheDashboard, so that nobody has to know their names at three in the morning.
func TestEveryMetricOfOursIsOnTheDashboard(t *testing.T) {
	raw, err := os.ReadFile("../grafana/planspark.json")
	if err != nil {
		t.Fatal(err)
	}
	for name := range exposed(t) {
		if strings.HasPrefix(name, "planspark_") && !regexp.MustCompile(name+`(_bucket|_sum|_count)?\b`).Match(raw) {
			t.Errorf("%s is on no panel", name)
		}
	}
}

func TestDashboardIsWhole(t *testing.T) {
	d := readDashboard(t)
	taken, ids := map[string]string{}, map[int]bool{}
	for _, p := range d.Panels {
		if ids[p.ID] {
			t.Errorf("%s has the id of another panel", p.Title)
		}
		ids[p.ID] = true
		for x := p.GridPos.X; x < p.GridPos.X+p.GridPos.W; x++ {
			for y := p.GridPos.Y; y < p.GridPos.Y+p.GridPos.H; y++ {
				place := fmt.Sprint(x, ":", y)
				if other := taken[place]; other != "" || x >= 24 {
					t.Fatalf("%s lies over %s, or beyond the edge", p.Title, other)
				}
				taken[place] = p.Title
			}
		}
		if p.Type == "row" {
			continue
		}
		if p.Description == "" || p.FieldConfig.Defaults.Unit == "" || len(p.Targets) == 0 || p.Datasource.UID != "${datasource}" {
			t.Errorf("%s has no description, no unit, no query or a data source of its own", p.Title)
		}
	}
	if d.UID == "" || len(d.Panels) < 20 {
		t.Errorf("uid %q, %d panels", d.UID, len(d.Panels))
	}
}
