package main_test

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/licensecheck"
)

var update = flag.Bool("update", false, "write docs/dependencies.md anew")

// allowedLicences may be part of what we ship. All of them allow that as long as their text goes along.
var allowedLicences = []string{"MIT", "BSD-2-Clause", "BSD-3-Clause", "ISC", "Apache-2.0", "MPL-2.0", "MIT-0", "OFL-1.1"}

// foreign are files of others in this repository, by folder. Their licences are those of the texts beside
// them, or of the page that is named.
var foreign = []struct{ files, what, licence, text string }{
	{"web/static/js/vendor/marked.esm.js", "marked, Markdown in the page", "MIT", "web/static/js/vendor/marked.LICENSE.txt"},
	{"web/static/js/vendor/purify.min.js", "DOMPurify, sanitising in the page", "Apache-2.0", "web/static/js/vendor/purify.LICENSE.txt"},
	{"web/static/fonts/geist.woff2", "Geist", "OFL-1.1", "web/static/fonts/OFL-Geist.txt"},
	{"web/static/fonts/source-serif-4.woff2", "Source Serif 4", "OFL-1.1", "web/static/fonts/OFL-SourceSerif4.txt"},
	{"export/typeface/fonts/serif*.ttf", "Source Serif 4", "OFL-1.1", "export/typeface/fonts/OFL-SourceSerif4.txt"},
	{"export/typeface/fonts/sans*.ttf", "Source Sans 3", "OFL-1.1", "export/typeface/fonts/OFL-SourceSans3.txt"},
	{"export/typeface/fonts/symbols.ttf", "DejaVu Sans, subset", "Bitstream Vera", "export/typeface/fonts/LICENCE-DejaVu.txt"},
	{"export/typeface/fonts/cjk.ttf.gz", "Droid Sans Fallback", "Apache-2.0", "export/typeface/fonts/APACHE-Droid.txt"},
	{"generation/market/data/*.tsv.gz", "GeoNames, cities", "CC BY 4.0", "generation/market/data/README.md"},
}

// unknownToTheReader are licences that licensecheck has no name for.
var unknownToTheReader = []string{"Bitstream Vera", "CC BY 4.0"}

// TestEveryDependencyIsListedWithAnAllowedLicence reads the licence of each module and of each foreign
// file, and compares docs/dependencies.md with what it found; -update writes that.
func TestEveryDependencyIsListedWithAnAllowedLicence(t *testing.T) {
	const page = "docs/dependencies.md"
	got := dependencies(t)
	if *update {
		if err := os.WriteFile(page, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s is not what is depended on; write it anew with go test . -run Dependency -update", page)
	}
}

// TestNoForeignFileIsUnlisted: fonts, minified scripts and packed tables come from somewhere.
func TestNoForeignFileIsUnlisted(t *testing.T) {
	looksForeign := regexp.MustCompile(`\.(woff2?|ttf|otf|gz|wasm|min\.js)$|/vendor/.*\.js$`)
	for _, p := range tracked(t) {
		listed := slices.ContainsFunc(foreign, func(f struct{ files, what, licence, text string }) bool {
			ok, err := filepath.Match(f.files, p)
			return err == nil && ok
		})
		if looksForeign.MatchString(p) && !strings.Contains(p, "/testdata/") && !listed {
			t.Errorf("%s is not in the table of foreign files", p)
		}
	}
}

// tracked are the files of the repository.
func tracked(t *testing.T) []string {
	t.Helper()
	var out []string
	err := filepath.WalkDir(".", func(p string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (d.Name() == "node_modules" || d.Name() == "dist" || d.Name() == ".git" || d.Name() == ".task"):
			return filepath.SkipDir
		case !d.IsDir():
			out = append(out, filepath.ToSlash(p))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// goModule is what go list and go mod download say of a module.
type goModule struct {
	Path, Version, Dir string
	Main               bool
}

const dependenciesHead = `# What is in PlanSpark that others made

Written by a test from go.mod and the licences in the modules themselves; after a change of dependencies: ` + "`go test . -run Dependency -update`" + `.
Why each was chosen is in [decision 5](decisions/0005-dependencies.md); versions and checksums are in go.mod and go.sum. ` + "`task vuln`" + ` asks for known vulnerabilities.
Allowed are %s; nothing is linked whose licence would bind your own code.

## Go modules

*binary*: compiled into ` + "`planspark`" + `; *tests*: only into tests; *no code*: named in go.mod, nothing of it is compiled.

| module | licence | where |
|---|---|---|
`

// dependencies is docs/dependencies.md.
func dependencies(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	fmt.Fprintf(&b, dependenciesHead, strings.Join(allowedLicences, ", "))
	shipped, tested := modulesOf(t, "."), modulesOf(t, "-test", "./...")
	for _, m := range required(t) {
		where := "no code"
		if shipped[m.Path] {
			where = "binary"
		} else if tested[m.Path] {
			where = "tests"
		}
		fmt.Fprintf(&b, "| `%s` | %s | %s |\n", m.Path, licenceOf(t, m), where)
	}
	b.WriteString("\n## Files\n\n| files | what | licence |\n|---|---|---|\n")
	for _, f := range foreign {
		checkForeign(t, f.files, f.licence, f.text)
		fmt.Fprintf(&b, "| `%s` | %s | [%s](../%s) |\n", f.files, f.what, f.licence, f.text)
	}
	b.WriteString("\nTools that check the repository and never ship are in `tools.mod`, `deploy/check/go.mod`, `web/package.json` and `e2e/browser/package.json`.\n")
	return b.Bytes()
}

func checkForeign(t *testing.T, files, licence, text string) {
	t.Helper()
	if found, err := filepath.Glob(files); err != nil || len(found) == 0 {
		t.Errorf("%s: there is no such file", files)
	}
	if !slices.Contains(unknownToTheReader, licence) && !slices.Contains(namesIn(t, text), licence) {
		t.Errorf("%s does not hold the text of %s", text, licence)
	}
}

// modulesOf lists the modules that the packages are compiled from.
func modulesOf(t *testing.T, packages ...string) map[string]bool {
	t.Helper()
	out := map[string]bool{}
	args := append([]string{"list", "-deps", "-f", "{{with .Module}}{{.Path}}{{end}}"}, packages...)
	for line := range strings.Lines(string(run(t, args...))) {
		out[strings.TrimSpace(line)] = true
	}
	return out
}

// required are the modules in go.mod, in the order of their names.
func required(t *testing.T) []goModule {
	t.Helper()
	var out []goModule
	for d := json.NewDecoder(bytes.NewReader(run(t, "mod", "download", "-json"))); ; {
		var m goModule
		if err := d.Decode(&m); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		out = append(out, m)
	}
	if len(out) < 50 {
		t.Fatalf("go.mod names only %d modules: the reading is wrong", len(out))
	}
	slices.SortFunc(out, func(a, b goModule) int { return cmp.Compare(a.Path, b.Path) })
	return out
}

func run(t *testing.T, args ...string) []byte {
	t.Helper()
	command := exec.Command("go", args...)
	command.Env = append(os.Environ(), "GOOS=linux", "GOARCH=amd64", "CGO_ENABLED=0") // the same list wherever it is made
	out, err := command.Output()
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
		t.Fatalf("go %s: %v\n%s", strings.Join(args, " "), err, exit.Stderr)
	} else if err != nil {
		t.Fatal(err)
	}
	return out
}

var licenceFile = regexp.MustCompile(`(?i)^(licen[cs]e|copying)([._-].*)?$`)

// licenceOf reads a module's licence from its own files.
func licenceOf(t *testing.T, m goModule) string {
	t.Helper()
	entries, err := os.ReadDir(m.Dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		if !e.IsDir() && licenceFile.MatchString(e.Name()) {
			names = append(names, namesIn(t, filepath.Join(m.Dir, e.Name()))...)
		}
	}
	slices.Sort(names)
	names = slices.Compact(names)
	if len(names) == 0 {
		t.Errorf("%s: no licence was found in %s", m.Path, m.Dir)
	}
	for _, name := range names {
		if !slices.Contains(allowedLicences, name) {
			t.Errorf("%s: the licence %s is not among those that we may ship", m.Path, name)
		}
	}
	return strings.Join(names, ", ")
}

// namesIn are the licences whose texts a file holds.
func namesIn(t *testing.T, file string) []string {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, m := range licensecheck.Scan(text).Match {
		if !m.IsURL {
			names = append(names, m.ID)
		}
	}
	return names
}
