package check

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/moby/buildkit/frontend/dockerfile/instructions"
	"github.com/moby/buildkit/frontend/dockerfile/parser"
	"github.com/moby/patternmatcher"
	"github.com/moby/patternmatcher/ignorefile"
)

// stages reads ../Dockerfile as docker build does.
func stages(t *testing.T) []instructions.Stage {
	t.Helper()
	raw, err := os.ReadFile("../Dockerfile")
	if err != nil {
		t.Fatal(err)
	}
	tree, err := parser.Parse(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	if len(tree.Warnings) > 0 {
		t.Errorf("warnings: %v", tree.Warnings)
	}
	all, _, err := instructions.Parse(tree.AST, nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(all) != 2 {
		t.Fatalf("%d stages, want one that builds and one that is kept", len(all))
	}
	return all
}

// only is the one instruction of a kind in a stage.
func only[C instructions.Command](t *testing.T, s instructions.Stage) C {
	t.Helper()
	var found []C
	for _, c := range s.Commands {
		if c, ok := c.(C); ok {
			found = append(found, c)
		}
	}
	if len(found) != 1 {
		t.Fatalf("%d of %T, want one", len(found), found)
	}
	return found[0]
}

func TestTheImageHoldsABinaryAndNoRights(t *testing.T) {
	kept := stages(t)[1]
	if !regexp.MustCompile(`^gcr\.io/distroless/static-\w+:nonroot$`).MatchString(kept.BaseName) {
		t.Errorf("it is based on %s", kept.BaseName)
	}
	if user := only[*instructions.UserCommand](t, kept).User; !regexp.MustCompile(`^[1-9]\d*:[1-9]\d*$`).MatchString(user) {
		t.Errorf("it runs as %q; Kubernetes can tell that a user is not root by its number only", user)
	}
	for _, c := range kept.Commands {
		if _, runs := c.(*instructions.RunCommand); runs {
			t.Errorf("there is no shell to run %v", c)
		}
	}
	entry := only[*instructions.EntrypointCommand](t, kept)
	health := only[*instructions.HealthCheckCommand](t, kept)
	if entry.PrependShell || !slices.Equal(health.Health.Test, []string{"CMD", entry.CmdLine[0], "health"}) {
		t.Errorf("entry point %v and health check %v need no shell and the same binary", entry.CmdLine, health.Health.Test)
	}
}

func TestWhatIsCopiedIsBuiltBefore(t *testing.T) {
	all := stages(t)
	for _, c := range all[1].Commands {
		if c, ok := c.(*instructions.CopyCommand); ok && c.From != all[0].Name {
			t.Errorf("%v is copied from %q, which is no stage", c.SourcePaths, c.From)
		}
	}
}

func TestTheImageIsBuiltWithOurGo(t *testing.T) {
	module, err := os.ReadFile("../../go.mod")
	if err != nil {
		t.Fatal(err)
	}
	version := regexp.MustCompile(`(?m)^go (\S+)$`).FindSubmatch(module)
	if base := stages(t)[0].BaseName; version == nil || base != "golang:"+string(version[1]) {
		t.Errorf("it is built with %s, go.mod says %s", base, version)
	}
}

// TestNothingIsIgnoredThatIsCompiled holds the files of our packages against what docker build is kept from.
func TestNothingIsIgnoredThatIsCompiled(t *testing.T) {
	f, err := os.Open("../Dockerfile.dockerignore")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	patterns, err := ignorefile.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	ignored, err := patternmatcher.New(patterns)
	if err != nil {
		t.Fatal(err)
	}
	files := compiled(t)
	for _, file := range append(files, "go.mod", "go.sum") {
		if hit, err := ignored.MatchesOrParentMatches(file); err != nil || hit {
			t.Errorf("%s is compiled and ignored: %v", file, err)
		}
	}
	for _, file := range []string{".git/HEAD", "web/node_modules/x.js", "hub/hub_test.go", "deploy/.env"} {
		if hit, err := ignored.MatchesOrParentMatches(file); err != nil || !hit {
			t.Errorf("%s gets into the build: %v", file, err)
		}
	}
}

// compiled are the files of the product's packages, below the root.
func compiled(t *testing.T) []string {
	t.Helper()
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	list := exec.Command("go", "list", "-deps", "-json=Dir,Standard,GoFiles,EmbedFiles", ".")
	list.Dir = root
	out, err := list.Output()
	if err != nil {
		t.Fatal(err)
	}
	var files []string
	for packages := json.NewDecoder(bytes.NewReader(out)); packages.More(); {
		var p struct {
			Dir                 string
			GoFiles, EmbedFiles []string
		}
		if err := packages.Decode(&p); err != nil {
			t.Fatal(err)
		}
		if rel, err := filepath.Rel(root, p.Dir); err == nil && !strings.HasPrefix(rel, "..") {
			for _, f := range append(p.GoFiles, p.EmbedFiles...) {
				files = append(files, filepath.Join(rel, f))
			}
		}
	}
	if len(files) < 200 {
		t.Fatalf("only %d files are compiled: the list is wrong", len(files))
	}
	return files
}
