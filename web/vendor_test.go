package web

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"path"
	"strings"
	"testing"
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
