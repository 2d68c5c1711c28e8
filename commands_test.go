package main_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"go.yaml.in/yaml/v4"

	"github.com/planspark/planspark/cli"
	"github.com/planspark/planspark/e2e/local"
)

// command is a command line as a page shows it.
type command struct {
	page  string
	words []string
}

var (
	block  = regexp.MustCompile("(?s)```(?:sh|bash|console)?\n(.*?)```")
	inCode = regexp.MustCompile("`([^`\n]+)`")
	word   = regexp.MustCompile(`"[^"]*"|\S+`)
	runner = regexp.MustCompile(`^(planspark|task|go|python3)$`)
)

// commandsOf finds the commands that our pages tell people to type, in blocks and in lines.
func commandsOf(t *testing.T) []command {
	t.Helper()
	var out []command
	for _, p := range tracked(t) {
		if !strings.HasSuffix(p, ".md") || strings.Contains(p, "testdata/") {
			continue
		}
		text, err := os.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		var lines []string
		for _, m := range block.FindAllSubmatch(text, -1) {
			lines = append(lines, strings.Split(strings.ReplaceAll(string(m[1]), "\\\n", " "), "\n")...)
		}
		for _, m := range inCode.FindAllSubmatch(block.ReplaceAll(text, nil), -1) {
			lines = append(lines, string(m[1]))
		}
		for _, line := range lines {
			words := word.FindAllString(strings.TrimPrefix(strings.TrimSpace(line), "$ "), -1)
			for len(words) > 1 && variable.MatchString(words[0]) {
				words = words[1:]
			}
			if len(words) > 1 && runner.MatchString(words[0]) {
				out = append(out, command{p, words})
			}
		}
	}
	if len(out) < 50 {
		t.Fatalf("only %d commands were found: the reading is wrong", len(out))
	}
	return out
}

var variable = regexp.MustCompile(`^[A-Z][A-Z_]*=`)

// planspark are the arguments of a command of ours; ok is false for another's.
func (c command) planspark() (args []string, ok bool) {
	words := c.words
	if len(words) > 3 && strings.Join(words[:3], " ") == "go run ." {
		words = words[2:]
	} else if words[0] != "planspark" {
		return nil, false
	}
	for _, w := range words[1:] {
		if strings.ContainsAny(w, "#>&|") {
			break // a remark, or the shell's
		}
		args = append(args, strings.Trim(w, `"`))
	}
	return args, true
}

// TestCommandsOfPagesExist: each command line in a page is one that the command line, the Taskfile or Go takes.
func TestCommandsOfPagesExist(t *testing.T) {
	tasks := tasksOf(t)
	tests := functionsOfTests(t)
	for _, c := range commandsOf(t) {
		line := strings.Join(c.words, " ")
		if args, ok := c.planspark(); ok {
			if !slices.Contains(args, "--help") && !complete(args) {
				continue // names a command; its arguments stand elsewhere
			}
			if err := parse(args); err != nil {
				t.Errorf("%s: %q: %v", c.page, line, err)
			}
			continue
		}
		switch {
		case c.words[0] == "task" && !tasks[c.words[1]]:
			t.Errorf("%s: %q: there is no such task", c.page, line)
		case c.words[0] == "go" && strings.Contains(line, "cmd/task@") && len(c.words) > 3 && !tasks[c.words[len(c.words)-1]]:
			t.Errorf("%s: %q: there is no such task", c.page, line)
		case c.words[0] == "go" && !strings.Contains(line, "cmd/task@"):
			goesSomewhere(t, c, tests)
		case c.words[0] == "python3":
			if _, err := os.Stat(c.words[1]); err != nil && filepath.Ext(c.words[1]) == ".py" {
				if _, err := os.Stat(filepath.Join(filepath.Dir(c.page), c.words[1])); err != nil {
					t.Errorf("%s: %q: %v", c.page, line, err)
				}
			}
		}
	}
}

// parse asks the command line itself. Help is taken by kong, which ends it all.
func parse(args []string) (err error) {
	if i := slices.Index(args, "--help"); i >= 0 {
		args = args[:i]
	}
	return cli.Parse(args)
}

// complete says whether a command has the arguments that it needs: "planspark generate" alone names it only.
func complete(args []string) bool {
	needs := map[string]int{"generate": 2, "watch": 2, "show": 2, "cancel": 2, "revise": 2, "export": 2, "backup": 2, "migrate": 2}
	return len(args) >= needs[args[0]]
}

// goesSomewhere checks the packages and tests that a go command names.
func goesSomewhere(t *testing.T, c command, tests map[string]bool) {
	line := strings.Join(c.words, " ")
	for i, w := range c.words {
		if strings.HasPrefix(w, "./") && !strings.HasSuffix(w, "...") {
			if _, err := os.Stat(w); err != nil {
				t.Errorf("%s: %q: %v", c.page, line, err)
			}
		}
		if (w != "-run" && w != "-bench" && w != "-fuzz") || i+1 == len(c.words) {
			continue
		}
		pattern, err := regexp.Compile(strings.Trim(c.words[i+1], `'"`))
		found := false
		for name := range tests {
			found = found || err == nil && pattern.MatchString(name)
		}
		if !found {
			t.Errorf("%s: %q: no test or benchmark is meant: %v", c.page, line, err)
		}
	}
}

func tasksOf(t *testing.T) map[string]bool {
	t.Helper()
	text, err := os.ReadFile("Taskfile.yml")
	if err != nil {
		t.Fatal(err)
	}
	var file struct{ Tasks map[string]any }
	if err := yaml.Unmarshal(text, &file); err != nil {
		t.Fatal(err)
	}
	out := map[string]bool{}
	for name := range file.Tasks {
		out[name] = true
	}
	return out
}

// foreignFlags are those of others that pages name: of pg_dump and pg_restore.
var foreignFlags = []string{"clean", "dbname", "exit-on-error", "file", "format", "help", "if-exists", "no-owner"}

// forUsers are the pages that tell how to use it. Decisions tell of their day.
var forUsers = regexp.MustCompile(`^[A-Z]+\.md$|^docs/[\w-]+\.md$`)

// TestFlagsAndVariablesOfPagesExist: what a page says to set can be set.
func TestFlagsAndVariablesOfPagesExist(t *testing.T) {
	flags, err := cli.Flags()
	if err != nil {
		t.Fatal(err)
	}
	variables := map[string]bool{"PLANSPARK_BIN": true, "PLANSPARK_SHOTS": true} // of tests
	for _, v := range flags {
		variables[v] = true
	}
	flagName := regexp.MustCompile("(?:^|[\\s`(])--([a-z][a-z0-9-]+)")
	variableName := regexp.MustCompile(`\bPLANSPARK_[A-Z][A-Z0-9_]*[A-Z0-9]\b`)
	count := 0
	for _, p := range tracked(t) {
		if !forUsers.MatchString(p) {
			continue
		}
		text, err := os.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range flagName.FindAllSubmatch(text, -1) {
			count++
			if name := string(m[1]); !known(flags, name) && !slices.Contains(foreignFlags, name) {
				t.Errorf("%s names --%s, and there is no such flag", p, m[1])
			}
		}
		for _, m := range variableName.FindAll(text, -1) {
			count++
			if !variables[string(m)] {
				t.Errorf("%s names %s, and there is no such variable", p, m)
			}
		}
	}
	if count < 60 {
		t.Errorf("only %d are named: the reading is wrong", count)
	}
}

// known says whether there is such a flag, or, for a name that ends with a dash, a family of them.
func known(flags map[string]string, name string) bool {
	if _, ok := flags[name]; ok || !strings.HasSuffix(name, "-") {
		return ok
	}
	for flag := range flags {
		if strings.HasPrefix(flag, name) {
			return true
		}
	}
	return false
}

// runs are the commands of README that need a service and nothing else.
var runs = []string{"generate", "watch", "export", "revise", "cancel"}

// TestCommandsOfTheReadmeRun does what README tells people to do, at a real service, in its order.
func TestCommandsOfTheReadmeRun(t *testing.T) {
	url, stop, err := local.Serve()
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := stop(); err != nil {
			t.Error(err)
		}
	}()
	all := commandsOf(t) // before the working directory changes
	t.Setenv("PLANSPARK_SERVER", url)
	t.Chdir(t.TempDir())
	e := terminal{config: t.TempDir()}
	done := map[string]bool{}
	for _, c := range all {
		args, ok := c.planspark()
		if !ok || c.page != "README.md" || !slices.Contains(runs, args[0]) {
			continue
		}
		for i, a := range args {
			args[i] = strings.NewReplacer("ID", e.id, "…", "A workshop for old bicycles in Porto").Replace(a)
		}
		code := e.run(args)
		if late := args[0] == "cancel" && code == 1 && strings.Contains(e.said, "it had completed already"); code != 0 && !late {
			t.Errorf("planspark %s ended with %d: %s", strings.Join(args, " "), code, e.said)
		}
		done[args[0]] = true
	}
	for _, name := range runs {
		if !done[name] {
			t.Errorf("README does not show planspark %s any more", name)
		}
	}
	if pdf, err := os.ReadFile("plan.pdf"); err != nil || !bytes.HasPrefix(pdf, []byte("%PDF-")) {
		t.Errorf("the exported plan is no PDF: %v", err)
	}
}

// terminal is where somebody types.
type terminal struct {
	config string
	id     string // of the last plan
	said   string
}

// run runs a command and remembers the id that it says first.
func (e *terminal) run(args []string) int {
	var out, errs bytes.Buffer
	narrow := func() int { return 0 }
	code := cli.Main(context.Background(), args, cli.Env{
		Stdin: strings.NewReader(""), Stdout: &out, Stderr: &errs, OutWidth: narrow, ErrWidth: narrow,
		Interrupts: make(chan os.Signal), ConfigDir: e.config, Now: time.Now,
	})
	e.said = fmt.Sprintf("%.300s", errs.String())
	if id := regexp.MustCompile(`[0-9a-f]{8}-[0-9a-f-]{27}`).FindString(errs.String()); id != "" && args[0] == "generate" {
		e.id = id
	}
	return code
}
