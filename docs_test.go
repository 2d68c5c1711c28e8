package main_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// named is a test as our pages name it.
var named = regexp.MustCompile("`((?:Test|Fuzz|Benchmark|test)[A-Z]\\w+)`")

// TestPagesNameTestsThatExist: what a page says is proven by a test of that name is, and its links lead
// somewhere.
func TestPagesNameTestsThatExist(t *testing.T) {
	exist := functionsOfTests(t)
	count := 0
	for _, p := range tracked(t) {
		if !strings.HasSuffix(p, ".md") {
			continue
		}
		text, err := os.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range named.FindAllSubmatch(text, -1) {
			count++
			if !exist[string(m[1])] {
				t.Errorf("%s names %s, and there is no such test", p, m[1])
			}
		}
	}
	if count < 30 {
		t.Errorf("only %d tests are named: the reading is wrong", count)
	}
}

// link is one of ours, without its anchor.
var link = regexp.MustCompile(`\]\(([^)#:\s]+)(?:#[^)]*)?\)`)

func TestLinksOfPagesLeadSomewhere(t *testing.T) {
	for _, p := range tracked(t) {
		if !strings.HasSuffix(p, ".md") {
			continue
		}
		text, err := os.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range link.FindAllSubmatch(text, -1) {
			if _, err := os.Stat(filepath.Join(path.Dir(p), string(m[1]))); err != nil {
				t.Errorf("%s links to %s: %v", p, m[1], err)
			}
		}
	}
}

// TestTheRunbookQuotesWhatIsLogged: who is on call searches for it.
func TestTheRunbookQuotesWhatIsLogged(t *testing.T) {
	page, err := os.ReadFile("docs/runbook.md")
	if err != nil {
		t.Fatal(err)
	}
	logged := map[string]bool{}
	for _, s := range sources(t) {
		ast.Inspect(s.file, func(n ast.Node) bool {
			if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
				logged[strings.Trim(lit.Value, `"`)] = true
			}
			return true
		})
	}
	quotes := regexp.MustCompile(`“([^”]+)”`).FindAllSubmatch(page, -1)
	for _, m := range quotes {
		if !logged[string(m[1])] {
			t.Errorf("the runbook quotes %q, and nothing says so", m[1])
		}
	}
	if len(quotes) < 4 {
		t.Errorf("only %d lines are quoted: the reading is wrong", len(quotes))
	}
}

// functionsOfTests are the names of all functions in test files and suites.
func functionsOfTests(t *testing.T) map[string]bool {
	t.Helper()
	out := map[string]bool{}
	for _, p := range tracked(t) {
		if !strings.HasSuffix(p, "_test.go") && !strings.Contains(p, "test/") {
			continue
		}
		if !strings.HasSuffix(p, ".go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), p, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range file.Decls {
			if f, ok := d.(*ast.FuncDecl); ok {
				out[f.Name.Name] = true
			}
		}
	}
	return out
}

// TestDecisionsAreListedByTheirTitles, all of them, in their order, and each under its number.
func TestDecisionsAreListedByTheirTitles(t *testing.T) {
	pages, err := filepath.Glob("docs/decisions/0*.md")
	if err != nil || len(pages) == 0 {
		t.Fatalf("%d decisions: %v", len(pages), err)
	}
	var want []string
	for _, page := range pages {
		text, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		title, _, _ := strings.Cut(string(text), "\n")
		number, title, ok := strings.Cut(strings.TrimPrefix(title, "# "), ". ")
		if name := filepath.Base(page); !ok || !strings.HasPrefix(strings.TrimLeft(name, "0"), number+"-") {
			t.Errorf("%s begins with another number: %s", name, number)
		}
		want = append(want, fmt.Sprintf("- %s. [%s](%s)", number, title, filepath.Base(page)))
	}
	list, err := os.ReadFile("docs/decisions/README.md")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasSuffix(string(list), "\n\n"+strings.Join(want, "\n")+"\n") {
		t.Errorf("docs/decisions/README.md does not end with the list of decisions:\n%s", strings.Join(want, "\n"))
	}
}
