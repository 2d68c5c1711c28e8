package web

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"path"
	"strings"
	"testing"
	"testing/fstest"
)

// Third-party files are those of their packages, byte for byte, and none is there without a checksum.
func TestVendoredFilesAreTheirMakers(t *testing.T) {
	const dir = "static/js/vendor"
	sums, err := static.ReadFile(dir + "/SHA256SUMS")
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]bool{}
	for lines := bufio.NewScanner(bytes.NewReader(sums)); lines.Scan(); {
		want, name, _ := strings.Cut(lines.Text(), "  ")
		body, err := static.ReadFile(path.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		if sum := sha256.Sum256(body); hex.EncodeToString(sum[:]) != want {
			t.Errorf("%s is not the file of its package", name)
		}
		known[name] = true
	}
	entries, err := static.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if strings.HasSuffix(e.Name(), ".js") && !known[e.Name()] {
			t.Errorf("%s has no checksum", e.Name())
		}
	}
}

func TestMissingReferenceFailsTheBuild(t *testing.T) {
	_, err := build(fstest.MapFS{
		"index.html": {Data: []byte(`<html lang="en"><head></head>`)},
		"js/main.js": {Data: []byte(`import { a } from './gone.js'; a();`)},
	})
	if err == nil || !strings.Contains(err.Error(), "gone.js") {
		t.Errorf("a module imports a file that is not there, and the error is %v", err)
	}
}

func TestCircleFailsTheBuild(t *testing.T) {
	_, err := build(fstest.MapFS{
		"index.html": {Data: []byte(`<html lang="en"><head></head>`)},
		"js/main.js": {Data: []byte(`import { a } from './a.js'; export const b = a;`)},
		"js/a.js":    {Data: []byte(`import { b } from './main.js'; export const a = b;`)},
	})
	if err == nil || !strings.Contains(err.Error(), "circle") {
		t.Errorf("two modules import each other, and the error is %v", err)
	}
}

func TestAddressChangesWithWhatAFileRefersTo(t *testing.T) {
	tree := func(leaf string) fs.FS {
		return fstest.MapFS{
			"index.html": {Data: []byte(`<html lang="en"><head></head><script src="/assets/js/main.js"></script>`)},
			"js/main.js": {Data: []byte(`import { a } from './a.js'; a();`)},
			"js/a.js":    {Data: []byte(leaf)},
		}
	}
	one, err := build(tree(`export const a = () => 1;`))
	if err != nil {
		t.Fatal(err)
	}
	two, err := build(tree(`export const a = () => 2;`))
	if err != nil {
		t.Fatal(err)
	}
	if one.Page(PagePlans, "").ETag == two.Page(PagePlans, "").ETag {
		t.Error("a module changed two levels below the page, and the page is the same: browsers would keep the old one")
	}
}
