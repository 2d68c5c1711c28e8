package check

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/prometheus/prometheus/model/labels"
	"github.com/prometheus/prometheus/promql/parser"
)

// metric is a line of docs/metrics.md, which a test of the service writes from what a running one exposes.
type metric struct {
	kind   string
	labels []string
	help   string
}

// exposed are the metrics of docs/metrics.md by name, and up, which Prometheus adds.
func exposed(t *testing.T) map[string]metric {
	t.Helper()
	page, err := os.ReadFile("../../docs/metrics.md")
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]metric{"up": {kind: "gauge"}}
	for _, m := range regexp.MustCompile("(?m)^\\| `(\\w+)` \\| (\\w+) \\| ([^|]*) \\| (.*) \\|$").FindAllStringSubmatch(string(page), -1) {
		out[m[1]] = metric{kind: m[2], labels: strings.FieldsFunc(m[3], func(r rune) bool { return r == ',' || r == ' ' }), help: m[4]}
	}
	if len(out) < 30 {
		t.Fatalf("docs/metrics.md names only %d metrics: the reading is wrong", len(out))
	}
	return out
}

// find looks a series' name up; those of a histogram end in _bucket, _sum or _count.
func find(known map[string]metric, series string) (metric, bool) {
	if m, ok := known[series]; ok {
		return m, m.kind != "histogram" // itself it has no series
	}
	for _, suffix := range []string{"_bucket", "_sum", "_count"} {
		if m, ok := known[strings.TrimSuffix(series, suffix)]; ok && strings.HasSuffix(series, suffix) && m.kind == "histogram" {
			if suffix == "_bucket" {
				m.labels = append(slices.Clone(m.labels), "le")
			}
			return m, true
		}
	}
	return metric{}, false
}

// everywhere are labels that Prometheus adds to each series.
var everywhere = []string{"job", "instance", labels.MetricName}

// checkQuery says what is wrong with a query: that it is none, or asks for what a service does not expose.
func checkQuery(t *testing.T, known map[string]metric, where, query string) {
	t.Helper()
	expr, err := parser.NewParser(parser.Options{}).ParseExpr(query)
	if err != nil {
		t.Errorf("%s: %v\n%s", where, err, query)
		return
	}
	var grouped, there []string
	parser.Inspect(expr, func(n parser.Node, path []parser.Node) error {
		switch n := n.(type) {
		case *parser.AggregateExpr:
			grouped = append(grouped, n.Grouping...)
		case *parser.BinaryExpr:
			if n.VectorMatching != nil {
				grouped = append(grouped, n.VectorMatching.MatchingLabels...)
			}
		case *parser.VectorSelector:
			m, ok := find(known, n.Name)
			if !ok {
				t.Errorf("%s asks for %s, which no service exposes\n%s", where, n.Name, query)
				return nil
			}
			there = append(there, m.labels...)
			checkMatchers(t, where, n, m)
			checkRate(t, where, n, m, path)
		}
		return nil
	})
	for _, label := range grouped {
		if !slices.Contains(there, label) && !slices.Contains(everywhere, label) {
			t.Errorf("%s groups by %s, which none of its metrics has\n%s", where, label, query)
		}
	}
}

// checkMatchers: the label exists, and so does each value, by the metric's own description.
func checkMatchers(t *testing.T, where string, n *parser.VectorSelector, m metric) {
	t.Helper()
	for _, match := range n.LabelMatchers {
		if slices.Contains(everywhere, match.Name) {
			continue
		}
		if !slices.Contains(m.labels, match.Name) {
			t.Errorf("%s: %s has no label %s", where, n.Name, match.Name)
		}
		for _, value := range strings.Split(match.Value, "|") {
			if match.Name != "provider" && match.Name != "operation" && !regexp.MustCompile(`\b`+regexp.QuoteMeta(value)+`\b`).MatchString(m.help) {
				t.Errorf("%s: %s is described as %q, without %s=%q", where, n.Name, m.help, match.Name, value)
			}
		}
	}
}

// checkRate: counters are asked for their rate, gauges never.
func checkRate(t *testing.T, where string, n *parser.VectorSelector, m metric, path []parser.Node) {
	t.Helper()
	rated := false
	for _, p := range path {
		if call, ok := p.(*parser.Call); ok && slices.Contains([]string{"rate", "increase"}, call.Func.Name) {
			rated = true
		}
	}
	if counts := m.kind != "gauge"; counts != rated {
		t.Errorf("%s: %s is a %s, and its rate is taken: %v", where, n.Name, m.kind, rated)
	}
}
