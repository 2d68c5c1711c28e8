// Package main_test holds the rules of the house as tests: who may import whom, that every package says
// what it is for, and where SQL may stand.
package main_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/planspark/planspark"

// mayImport names for each of our packages those of ours that it may know; ARCHITECTURE.md says why.
// Test files may import more: they put real parts together.
var mayImport = map[string][]string{
	"":               {"cli"},
	"bench":          {"client", "protocol"},
	"bus":            {"generation", "generation/provider", "hub", "limits", "protocol"},
	"cli":            {"bench", "bus", "client", "collector", "doctor", "export", "generation", "generation/market/live", "generation/provider", "generation/provider/gemini", "generation/provider/openai", "generation/provider/simulator", "generation/provider/wire", "hub", "limits", "ops", "protocol", "server", "store", "tracing", "web"},
	"client":         {"protocol"},
	"collector":      {},
	"docs":           {},
	"docs/spectest":  {"docs"},
	"doctor":         {"protocol"},
	"server":         {"docs", "export", "generation", "hub", "limits", "ops", "panics", "protocol", "server/parking", "tracing", "web"},
	"hub":            {"generation", "protocol"},
	"limits":         {},
	"ops":            {"generation", "protocol"},
	"panics":         {},
	"protocol":       {},
	"server/parking": {},
	"store":          {"generation", "migrations", "ops", "protocol"},
	"tracing":        {},
	"web":            {},

	"ops/scalesim":  {"ops", "protocol"},
	"ops/scaleplot": {"ops/scalesim"},

	"migrations":               {},
	"generation":               {"generation/market", "generation/plan", "generation/plan/check", "generation/plan/writer", "generation/provider", "generation/provider/prompt", "generation/provider/review", "generation/savings", "panics", "protocol", "tracing"},
	"generation/market":        {"generation/numerals"},
	"generation/market/live":   {"generation/market"},
	"generation/numerals":      {},
	"generation/plan":          {"generation/market", "generation/numerals", "generation/plan/mention"},
	"generation/plan/mention":  {},
	"generation/plan/plantest": {"generation/market", "generation/plan"},
	"generation/plan/check":    {"generation/market", "generation/plan", "protocol"},
	"generation/plan/writer":   {"generation/market", "generation/numerals", "generation/plan", "generation/plan/mention", "generation/savings", "protocol"},
	"generation/savings":       {"generation/plan/mention"},

	"generation/provider":              {"protocol", "tracing"},
	"generation/provider/wire":         {"generation/provider"},
	"generation/provider/gemini":       {"generation/provider", "generation/provider/wire", "tracing"},
	"generation/provider/openai":       {"generation/provider", "generation/provider/wire", "tracing"},
	"generation/provider/prompt":       {"generation/market", "generation/plan", "generation/provider", "protocol"},
	"generation/provider/review":       {"generation/plan/check"},
	"generation/provider/providertest": {"generation/provider"},
	"generation/provider/simulator":    {},

	"export":            {"export/document", "export/docx", "export/html", "export/markdown", "export/pdf", "export/typeface", "export/words", "export/xlsx", "generation", "protocol"},
	"export/chart":      {"export/typeface", "export/words", "generation/plan"},
	"export/document":   {"export/chart", "export/typeface", "export/words", "generation", "generation/market", "generation/plan", "generation/plan/writer", "protocol"},
	"export/docx":       {"export/chart", "export/document", "export/typeface"},
	"export/html":       {"export/document"},
	"export/markdown":   {"export/document"},
	"export/pdf":        {"export/chart", "export/document", "export/typeface"},
	"export/typeface":   {},
	"export/words":      {"generation/numerals"},
	"export/xlsx":       {"export/words", "generation/plan"},
	"export/exporttest": {"export", "generation", "protocol"},

	"bus/redistest":   {"e2e/servers"},
	"hub/hubtest":     {"generation", "hub", "protocol"},
	"store/pgtest":    {"e2e/process", "e2e/servers"},
	"store/storetest": {"generation", "ops", "protocol"},

	"bench/mutate":   {},
	"bench/peers":    {"e2e/servers", "generation", "hub", "protocol", "store", "store/storetest"},
	"deploy":         {},
	"deploy/check":   {},
	"deploy/cluster": {"e2e/cluster"},
	"e2e/cluster":    {"deploy", "e2e/link", "e2e/process", "e2e/servers"},
	"e2e/history":    {"protocol"},
	"e2e/link":       {},
	"e2e/pipes":      {},
	"e2e/private":    {"e2e/cluster", "e2e/process", "store/storetest"},
	"e2e/local":      {"cli"},
	"e2e/script":     {"cli", "e2e/private"},
	"e2e/process":    {},
	"e2e/servers":    {"e2e/process"},
}

// mustNotImport names what a package must not know of the world, and why.
var mustNotImport = map[string]map[string]string{
	"server":     {"database/sql": "the edge knows no SQL", "github.com/jmoiron/sqlx": "the edge knows no SQL"},
	"generation": {"net/http": "the domain knows no HTTP", "database/sql": "only store knows SQL", "github.com/gofiber/fiber/v2": "the domain knows no HTTP"},
	"export":     {"net/http": "files are written to whoever asks", "github.com/gofiber/fiber/v2": "files are written to whoever asks"},
	"hub":        {"net/http": "the hub knows no HTTP", "database/sql": "only store knows SQL"},
}

type source struct {
	dir  string // of the package, "" at the root
	path string
	file *ast.File
}

// sources parses all our Go files that are shipped.
func sources(t *testing.T) []source {
	t.Helper()
	var out []source
	err := filepath.WalkDir(".", func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (slices.Contains([]string{"node_modules", "testdata", "dist"}, d.Name()) || p != "." && strings.HasPrefix(d.Name(), ".")) {
			return filepath.SkipDir
		}
		if !strings.HasSuffix(p, ".go") || strings.HasSuffix(p, "_test.go") {
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), p, nil, parser.ParseComments)
		if err != nil {
			return err
		}
		dir := filepath.ToSlash(filepath.Dir(p))
		if dir == "." {
			dir = ""
		}
		out = append(out, source{dir: dir, path: p, file: file})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(out) < 50 {
		t.Fatalf("only %d files were found: the walk is wrong", len(out))
	}
	return out
}

func TestPackagesKnowOnlyWhatTheyMay(t *testing.T) {
	for _, s := range sources(t) {
		allowed, known := mayImport[s.dir]
		if !known {
			t.Errorf("%s: the package %q is not in the table of who may import whom", s.path, s.dir)
			continue
		}
		for _, spec := range s.file.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				t.Fatal(err)
			}
			if why, bad := mustNotImport[s.dir][imported]; bad {
				t.Errorf("%s imports %s: %s", s.path, imported, why)
			}
			ours, ok := strings.CutPrefix(imported, module+"/")
			if ok && !slices.Contains(allowed, ours) {
				t.Errorf("%s imports %s, which %q may not know", s.path, ours, s.dir)
			}
		}
	}
}

func TestOnlyTheBusKnowsRedis(t *testing.T) {
	for _, s := range sources(t) {
		for _, spec := range s.file.Imports {
			if strings.Contains(spec.Path.Value, "redis/go-redis") && !slices.Contains([]string{"bus", "bus/redistest", "e2e/servers"}, s.dir) {
				t.Errorf("%s imports %s: Redis stands in the bus only", s.path, spec.Path.Value)
			}
		}
	}
}

// searched are the only files that may start a planspark for a test, and by what each has its log searched for
// what is private.
var searched = map[string]string{
	"e2e/process_test.go":         "private.Record(",
	"e2e/cli/cli_test.go":         "private.Find(",
	"e2e/cluster/cluster_test.go": "private.CheckCluster(",
	"e2e/chaos/chaos_test.go":     "private.CheckCluster(",
	"e2e/script/script.go":        "private.Stderr(",
}

// starts is a call that starts a process, where planspark is run as one.
var starts = regexp.MustCompile(`\b(exec\.Command(Context)?|process\.New|cluster\.Start|testscript\.Main|os\.StartProcess)\(`)

// TestEveryLogOfAProcessIsSearched: a new test cannot forget it, since it finds no other way to start one.
func TestEveryLogOfAProcessIsSearched(t *testing.T) {
	found := 0
	for _, p := range tracked(t) {
		by, listed := searched[p]
		if !listed && (!strings.HasSuffix(p, "_test.go") || !strings.HasPrefix(p, "e2e/") && !strings.HasPrefix(p, "cli/")) {
			continue
		}
		text, err := os.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		switch call := starts.Find(text); {
		case call == nil:
		case !listed:
			t.Errorf("%s starts a process by %s: use what %v have for that, so that its log is searched", p, call, slices.Sorted(maps.Keys(searched)))
		case !strings.Contains(string(text), by):
			t.Errorf("%s does not have logs searched by %s", p, by)
		default:
			found++
		}
	}
	if found != len(searched) {
		t.Errorf("%d of %d files start processes: the list is wrong", found, len(searched))
	}
}

func TestEveryPackageSaysWhatItIsFor(t *testing.T) {
	said := map[string]bool{}
	for _, s := range sources(t) {
		if s.file.Doc != nil && len(s.file.Doc.Text()) > 60 {
			said[s.dir] = true
		} else if _, seen := said[s.dir]; !seen {
			said[s.dir] = false
		}
	}
	for dir, ok := range said {
		if !ok {
			t.Errorf("package %q has no doc comment that says what it is for", path.Base(dir))
		}
	}
}

var sql = regexp.MustCompile(`(?i)\b(SELECT\s+.+\s+FROM|INSERT\s+INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM)\b`)

func TestSQLStandsInTheStoreOnly(t *testing.T) {
	for _, s := range sources(t) {
		if s.dir == "migrations" || s.dir == "store" || strings.HasPrefix(s.dir, "store/") {
			continue
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING && sql.MatchString(lit.Value) {
				t.Errorf("%s holds SQL", s.path)
			}
			return true
		})
	}
}

func TestNothingRunsOnImport(t *testing.T) {
	for _, s := range sources(t) {
		for _, d := range s.file.Decls {
			if f, ok := d.(*ast.FuncDecl); ok && f.Recv == nil && f.Name.Name == "init" {
				t.Errorf("%s has an init function", s.path)
			}
		}
	}
}

// calculating is CALCULATING of Taskfile.yml.
var calculating = regexp.MustCompile(`/generation/plan|/export/(chart|document|docx|exporttest|html|markdown|pdf|words|xlsx)$`)

// TestWhatOnlyCalculatesStartsNoGoroutine: these packages are tested without the race detector, since it
// takes ten times as long there and has nothing to find (Taskfile.yml, CALCULATING).
func TestWhatOnlyCalculatesStartsNoGoroutine(t *testing.T) {
	taskfile, err := os.ReadFile("Taskfile.yml")
	if err != nil || !strings.Contains(string(taskfile), "CALCULATING: "+calculating.String()+"\n") {
		t.Errorf("Taskfile.yml tests others without the race detector than %s: %v", calculating, err)
	}
	for _, s := range sources(t) {
		if !calculating.MatchString("/" + s.dir) {
			continue
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			if _, ok := n.(*ast.GoStmt); ok {
				t.Errorf("%s starts a goroutine", s.path)
			}
			return true
		})
		for _, spec := range s.file.Imports {
			if p := spec.Path.Value; p == `"sync"` || p == `"sync/atomic"` || strings.Contains(p, "x/sync") {
				t.Errorf("%s imports %s", s.path, p)
			}
		}
	}
}

var unwatched = regexp.MustCompile(`-gcflags=(\S+)=-race=false`)

// TestProcessesOfTestsAreWatchedLikeTheTests: what the race detector leaves out is listed twice, for go test and for the
// processes that tests start.
func TestProcessesOfTestsAreWatchedLikeTheTests(t *testing.T) {
	taskfile, err := os.ReadFile("Taskfile.yml")
	if err != nil {
		t.Fatal(err)
	}
	built, err := os.ReadFile("e2e/cluster/instance.go")
	if err != nil {
		t.Fatal(err)
	}
	list := regexp.MustCompile(`(?s)var unwatched = \[\]string\{(.*?)\}`).FindSubmatch(built)
	if list == nil {
		t.Fatal("e2e/cluster/instance.go no longer lists what is left out")
	}
	var tests, processes []string
	for _, m := range unwatched.FindAllSubmatch(taskfile, -1) {
		tests = append(tests, string(m[1]))
	}
	for _, m := range regexp.MustCompile(`"([^"]+)"`).FindAllSubmatch(list[1], -1) {
		processes = append(processes, string(m[1]))
	}
	if len(tests) == 0 || !slices.Equal(tests, processes) {
		t.Errorf("left out of tests are %v, of processes %v", tests, processes)
	}
}
