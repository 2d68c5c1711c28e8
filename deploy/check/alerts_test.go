package check

import (
	"context"
	"fmt"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/common/model"
	"github.com/prometheus/prometheus/model/rulefmt"
	"github.com/prometheus/prometheus/promql"
	"github.com/prometheus/prometheus/promql/parser"
	"github.com/prometheus/prometheus/promql/promqltest"
)

// alerts are the rules in deploy/alerts, by name, after Prometheus' own checks.
func alerts(t *testing.T) map[string]rulefmt.Rule {
	t.Helper()
	groups, errs := rulefmt.ParseFile("../alerts/planspark.yaml", false, model.LegacyValidation, parser.NewParser(parser.Options{}), nil)
	for _, err := range errs {
		t.Fatal(err)
	}
	out := map[string]rulefmt.Rule{}
	for _, g := range groups.Groups {
		for _, r := range g.Rules {
			if _, twice := out[r.Alert]; twice {
				t.Errorf("there are two alerts %s", r.Alert)
			}
			out[r.Alert] = r
		}
	}
	return out
}

func TestAlertsAskForWhatServicesExpose(t *testing.T) {
	known := exposed(t)
	for name, r := range alerts(t) {
		checkQuery(t, known, name, r.Expr)
		if s := r.Labels["severity"]; s != "critical" && s != "warning" {
			t.Errorf("%s has the severity %q", name, s)
		}
		if r.Annotations["summary"] == "" {
			t.Errorf("%s says nothing", name)
		}
	}
}

const runbook = "https://github.com/planspark/planspark/blob/main/docs/runbook.md"

// TestEveryAlertHasItsPageInTheRunbook, and the runbook has none for an alert that is gone.
func TestEveryAlertHasItsPageInTheRunbook(t *testing.T) {
	page, err := os.ReadFile("../../docs/runbook.md")
	if err != nil {
		t.Fatal(err)
	}
	all := alerts(t)
	var told []string
	entries := regexp.MustCompile(`(?m)^## (PlanSpark\w+)$`).FindAllStringSubmatchIndex(string(page), -1)
	for i, e := range entries {
		name, end := string(page[e[2]:e[3]]), len(page)
		if i+1 < len(entries) {
			end = entries[i+1][0]
		}
		told = append(told, name)
		for _, part := range []string{"**Means.**", "**Why then.**", "**Look.**", "**Do.**"} {
			if !strings.Contains(string(page[e[0]:end]), part) {
				t.Errorf("the runbook's entry of %s has no %s", name, part)
			}
		}
	}
	if want := slices.Sorted(maps.Keys(all)); !slices.Equal(slices.Sorted(slices.Values(told)), want) {
		t.Errorf("the runbook tells of\n%q\nand the alerts are\n%q", slices.Sorted(slices.Values(told)), want)
	}
	for name, r := range all {
		if want := runbook + "#" + strings.ToLower(name); r.Annotations["runbook_url"] != want {
			t.Errorf("%s leads to %s, want %s", name, r.Annotations["runbook_url"], want)
		}
	}
}

// The time that a scenario is played for, and Prometheus' steps.
const (
	played = time.Hour
	step   = 15 * time.Second
)

// series are what a scenario's Prometheus has scraped: values by series, in promqltest's notation. The
// notation a+bxN counts up from a by b, N times.
type series map[string]string

// well is an hour of two instances at which all is well: 4 of 5 submissions a step accepted, one joined,
// plans in 20 s, a provider that fails one call in fifty, an instance that drained once.
func well() series {
	s := series{}
	for _, i := range []string{"a", "b"} {
		at := `{job="planspark",instance="` + i + `"}`
		with := func(name, labels string) string {
			return name + `{job="planspark",instance="` + i + `",` + labels + `}`
		}
		s["up"+at], s["process_start_time_seconds"+at] = "1x240", "1700000000x240"
		s["process_open_fds"+at], s["process_max_fds"+at] = "900x240", "20000x240"
		s["process_resident_memory_bytes"+at], s["planspark_sessions"+at] = "200000000x240", "5000x240"
		s["planspark_desired_instances"+at], s["planspark_running"+at] = "2x240", "3x240"
		s["planspark_redis_configured"+at], s["planspark_redis_up"+at] = "1x240", "1x240"
		s[with("planspark_queue_depth", `priority="normal"`)] = "1x240"
		for outcome, values := range map[string]string{"accepted": "0+4x240", "joined": "0+1x240", "rate_limited": "0+0x240", "queue_full": "0+0x240"} {
			s[with("planspark_submissions_total", `outcome="`+outcome+`"`)] = values
		}
		for labels, values := range map[string]string{
			`state="completed",source="openai",degraded="false"`: "0+4x240", `state="failed",source="none",degraded="false"`: "0+0x240",
			`state="completed",source="openai",degraded="true"`: "0+0.1x240",
		} {
			s[with("planspark_generations_total", labels)] = values
		}
		s.histogram(i, "planspark_queue_wait_seconds", "", "30", "60", "120")
		s.histogram(i, "planspark_generation_seconds", `source="openai",load="30+",`, "60", "120", "180")
		s.histogram(i, "planspark_db_seconds", `operation="claim",`, "0.25", "0.5", "1")
		s["planspark_takeovers_total"+at] = "0x100 4x140"
		s["planspark_eta_error_ratio_sum"+at], s["planspark_eta_error_ratio_count"+at] = "0+0.5x240", "0+4x240"
		s[with("planspark_db_operations_total", `operation="claim",outcome="ok"`)] = "0+100x240"
		s[with("planspark_db_operations_total", `operation="claim",outcome="error"`)] = "0x240"
		for _, p := range []string{"openai", "gemini", "offline"} {
			s[with("planspark_provider_breaker", `provider="`+p+`"`)] = "0x240"
		}
		for outcome, values := range map[string]string{"ok": "0+50x240", "unavailable": "0+1x240", "rejected": "0x240"} {
			s[with("planspark_provider_requests_total", `provider="openai",outcome="`+outcome+`"`)] = values
		}
	}
	return s
}

// histogram adds one whose observations all lie below the first of three bounds.
func (s series) histogram(instance, name, labels string, bounds ...string) {
	at := `{job="planspark",instance="` + instance + `",` + labels
	for _, le := range append(bounds, "+Inf") {
		s[name+"_bucket"+at+`le="`+le+`"}`] = "0+4x240"
	}
	s[name+"_count"+at+"}"] = "0+4x240"
}

// put changes all series of a name that have a piece in their labels.
func (s series) put(name, piece, values string) series {
	found := false
	for k := range s {
		if strings.HasPrefix(k, name+"{") && strings.Contains(k, piece) {
			s[k], found = values, true
		}
	}
	if !found {
		panic(fmt.Sprintf("no series %s with %s", name, piece))
	}
	return s
}

// ill has for each alert what has to happen for it.
var ill = map[string]func() series{
	"PlanSparkNothingAnswers": func() series { return well().put("up", "", "1x60 0x180") },
	"PlanSparkInstanceSilent": func() series { return well().put("up", `"b"`, "1x60 0x180") },
	"PlanSparkInstanceRestarts": func() series {
		return well().put("process_start_time_seconds", `"b"`, "1x60 2x20 3x20 4x140")
	},
	"PlanSparkTooFewInstances": func() series { return well().put("planspark_desired_instances", "", "2x60 4x180") },
	"PlanSparkNobodyWrites":    func() series { return well().put("planspark_running", "", "3x60 0x180") },
	"PlanSparkPlansFail":       func() series { return well().put("planspark_generations_total", "failed", "0+1x240") },
	"PlanSparkRefusesForRoom":  func() series { return well().put("planspark_submissions_total", "queue_full", "0+1x240") },
	"PlanSparkLineLong":        func() series { return well().slow("planspark_queue_wait_seconds", "30", "60") },
	"PlanSparkPlansSlow":       func() series { return well().slow("planspark_generation_seconds", "60", "120") },
	"PlanSparkStandIns":        func() series { return well().put("planspark_generations_total", `degraded="true"`, "0+2x240") },
	"PlanSparkWorkersLost":     func() series { return well().put("planspark_takeovers_total", "", "0+2x240") },
	"PlanSparkForecastsWrong":  func() series { return well().put("planspark_eta_error_ratio_sum", "", "0+3x240") },
	"PlanSparkNoModelLeft": func() series {
		return well().put("planspark_provider_breaker", "openai", "0x60 2x180").put("planspark_provider_breaker", "gemini", "0x60 2 1 2 1 2x176")
	},
	"PlanSparkProviderOut":     func() series { return well().put("planspark_provider_breaker", "openai", "0x60 2x180") },
	"PlanSparkProviderRejects": func() series { return well().put("planspark_provider_requests_total", "rejected", "0x60 1x180") },
	"PlanSparkProviderFails":   func() series { return well().put("planspark_provider_requests_total", "unavailable", "0+30x240") },
	"PlanSparkDatabaseFails":   func() series { return well().put("planspark_db_operations_total", "error", "0x60 0+50x180") },
	"PlanSparkDatabaseSlow":    func() series { return well().slow("planspark_db_seconds", "0.25", "0.5") },
	"PlanSparkRedisAway":       func() series { return well().put("planspark_redis_up", `"a"`, "1x60 0x180") },
	"PlanSparkConnectionsFull": func() series { return well().put("process_open_fds", `"a"`, "900x60 19500x180") },
	"PlanSparkMemoryGrows":     func() series { return well().put("process_resident_memory_bytes", `"a"`, "200000000+10000000x240") },
	"PlanSparkUsersTurnedAway": func() series { return well().put("planspark_submissions_total", "rate_limited", "0+20x240") },
}

// slow moves one observation in four beyond the bounds that are given.
func (s series) slow(name string, bounds ...string) series {
	for _, le := range bounds {
		s.put(name+"_bucket", `le="`+le+`"`, "0+3x240")
	}
	return s
}

// TestAlertsFireWhenTheyShould plays for each alert an hour in which that happens, and one in which all is
// well, with Prometheus' own engine.
func TestAlertsFireWhenTheyShould(t *testing.T) {
	all := alerts(t)
	if fired := play(t, well(), all); len(fired) > 0 {
		t.Errorf("all is well, and there fire %q", fired)
	}
	for name := range all {
		happens, ok := ill[name]
		if !ok {
			t.Errorf("nothing is known that makes %s fire", name)
			continue
		}
		t.Run(name, func(t *testing.T) {
			if fired := play(t, happens(), all); !slices.Contains(fired, name) {
				t.Errorf("it does not fire; there fire %q", fired)
			} else if len(fired) > 3 {
				t.Errorf("so many fire that nobody sees what it is: %q", fired)
			}
		})
	}
}

// play returns which alerts fire within the hour.
func play(t *testing.T, s series, rules map[string]rulefmt.Rule) []string {
	t.Helper()
	var load strings.Builder
	fmt.Fprintf(&load, "load %s\n", step)
	for _, k := range slices.Sorted(maps.Keys(s)) {
		fmt.Fprintf(&load, "  %s %s\n", k, s[k])
	}
	storage := promqltest.LoadedStorage(t, load.String())
	defer storage.Close()
	engine := promqltest.NewTestEngine(t, false, 5*time.Minute, 1e7)
	var fired []string
	for _, name := range slices.Sorted(maps.Keys(rules)) {
		r := rules[name]
		q, err := engine.NewRangeQuery(context.Background(), storage, nil, r.Expr, time.Unix(0, 0), time.Unix(0, 0).Add(played), step)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		matrix, err := q.Exec(context.Background()).Matrix()
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if slices.ContainsFunc(matrix, func(one promql.Series) bool { return lasts(one, time.Duration(r.For)) }) {
			fired = append(fired, name)
		}
		q.Close()
	}
	return fired
}

// lasts says whether a series is there at every step of a stretch of time.
func lasts(s promql.Series, long time.Duration) bool {
	need, have := int(long/step)+1, 0
	var before int64
	for _, p := range s.Floats {
		if have++; p.T-before > step.Milliseconds() {
			have = 1
		}
		if before = p.T; have >= need {
			return true
		}
	}
	return false
}
