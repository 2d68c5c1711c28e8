package web

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
)

// pageHTML is a page with one script.
const pageHTML = `<html lang="en"><head><script type="module" src="/assets/js/main.js"></script></head>`

func TestMissingReferenceFailsTheBuild(t *testing.T) {
	_, err := build(fstest.MapFS{
		"index.html": {Data: []byte(pageHTML)},
		"js/main.js": {Data: []byte(`import { a } from './gone.js'; a();`)},
	}, nil)
	if err == nil || !strings.Contains(err.Error(), "gone.js") {
		t.Errorf("a module imports a file that is not there, and the error is %v", err)
	}
}

func TestCircleFailsTheBuild(t *testing.T) {
	_, err := build(fstest.MapFS{
		"index.html": {Data: []byte(pageHTML)},
		"js/main.js": {Data: []byte(`import { a } from './a.js'; export const b = a;`)},
		"js/a.js":    {Data: []byte(`import { b } from './main.js'; export const a = b;`)},
	}, nil)
	if err == nil || !strings.Contains(err.Error(), "circle") {
		t.Errorf("two modules import each other, and the error is %v", err)
	}
}

func TestAddressChangesWithWhatAFileRefersTo(t *testing.T) {
	tree := func(leaf string) fs.FS {
		return fstest.MapFS{
			"index.html": {Data: []byte(pageHTML)},
			"js/main.js": {Data: []byte(`import { a } from './a.js'; a();`)},
			"js/a.js":    {Data: []byte(leaf)},
		}
	}
	one, err := build(tree(`export const a = () => 1;`), nil)
	if err != nil {
		t.Fatal(err)
	}
	two, err := build(tree(`export const a = () => 2;`), nil)
	if err != nil {
		t.Fatal(err)
	}
	if one.Page(PagePlans, Reader{}).ETag == two.Page(PagePlans, Reader{}).ETag {
		t.Error("a module changed two levels below the page, and the page is the same: browsers would keep the old one")
	}
}

func TestJoinedModulesKeepTheirNamesApart(t *testing.T) {
	site, err := build(fstest.MapFS{
		"index.html": {Data: []byte(pageHTML)},
		"js/main.js": {Data: []byte(`import first, { one as uno, two } from './a.js'; import * as b from './b.js'; import './c.js'; const one = 1; send(first, uno, two, b.one(), one);`)},
		"js/a.js":    {Data: []byte(`const hidden = 'a'; export default hidden; export function one() { return hidden; } export { deux as two }; const deux = 2;`)},
		"js/b.js":    {Data: []byte(`import { one as other } from './a.js'; const hidden = 'b'; export const one = () => other() + hidden; export { one as again } from './a.js';`)},
		"js/c.js":    {Data: []byte(`send('c');`)},
	}, nil)
	if err != nil {
		t.Fatal(err)
	}
	script := onlyScript(t, site)
	for _, left := range []string{"import", "export "} {
		if strings.Contains(script, left) {
			t.Errorf("the script still has an %s: %s", left, script)
		}
	}
	if a, b := strings.Index(script, `"a"`), strings.Index(script, `"b"`); a < 0 || a > b || b > strings.Index(script, `"c"`) || strings.Count(script, `"a"`) != 1 {
		t.Errorf("modules do not stand once each behind what they import: %s", script)
	}
}

func TestWhatCannotBeJoinedFailsTheBuild(t *testing.T) {
	for name, source := range map[string]string{
		"export *": `export * from './a.js';`, "an exported pattern": `export const { a, b } = c;`,
		"a name that is not exported": `import { b } from './a.js'; b();`, "a default that is not": `import b from './a.js'; b();`,
		"an export of nothing": `export { nothing };`, "no JavaScript": `const = 5;`,
	} {
		_, err := build(fstest.MapFS{"index.html": {Data: []byte(pageHTML)}, "js/main.js": {Data: []byte(source)}, "js/a.js": {Data: []byte(`export const a = 1;`)}}, nil)
		if err == nil || !strings.Contains(err.Error(), "js/main.js") {
			t.Errorf("%s: the error is %v", name, err)
		}
	}
}

func TestEveryModuleIsPartOfAPage(t *testing.T) {
	files, err := fs.Sub(static, "static")
	if err != nil {
		t.Fatal(err)
	}
	used := map[string]bool{"js/client/index.js": true, "js/ops/types.js": true, "js/docs/types.js": true} // for others; types only
	for _, entry := range []string{"js/main.js", "js/ops/main.js", "js/docs/main.js"} {
		j := newJoiner(&builder{files: files, assets: map[string]Asset{}, address: map[string]string{}})
		if _, err := j.add(entry); err != nil {
			t.Fatal(err)
		}
		for name := range j.modules {
			used[name] = true
		}
	}
	err = fs.WalkDir(files, "js", func(name string, _ fs.DirEntry, err error) error {
		if strings.HasSuffix(name, ".js") && !used[name] {
			t.Errorf("no page needs %s", name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func onlyScript(t *testing.T, s *Site) string {
	t.Helper()
	for path, a := range s.assets {
		if strings.HasSuffix(path, ".js") {
			return string(a.Body)
		}
	}
	t.Fatal("there is no script")
	return ""
}

func TestPatternsStayBehindWhatTheyNeed(t *testing.T) {
	s, err := build(fstest.MapFS{
		"index.html": {Data: []byte(pageHTML)},
		"js/main.js": {Data: []byte(`function f(n) { const p = n(1); const [a, b] = ({ q: [p] })[n]; return a + b + p; }
			switch (send(f)) { case 1: { const g = send(2); const { h } = ({ g })[g]; send(h + g); } }`)},
	}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for path, a := range s.assets {
		if !strings.Contains(path, "/js/main.") {
			continue
		}
		for _, early := range []string{"const[", "const{"} {
			if strings.Contains(string(a.Body), early) {
				t.Errorf("a pattern stands before the name that it needs: %s", a.Body)
			}
		}
		return
	}
	t.Fatal("no script")
}
