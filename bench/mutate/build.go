package main

import (
	"bytes"
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
)

//go:embed mutants.go.txt
var mutants string

// binary is a package's test binary that holds all changes.
type binary struct {
	dir  string // of the package, where its tests run
	path string
	temp string // folder that goes in the end
	args []string
}

// build compiles the changed package with its tests. Go reads the changed files in the place of those that are there.
func build(ctx context.Context, o options, p *pkg) (*binary, error) {
	b := &binary{dir: p.dir}
	folder := o.keep
	if folder == "" {
		var err error
		if folder, err = os.MkdirTemp("", "mutate"); err != nil {
			return nil, err
		}
		b.temp = folder
	}
	overlay, err := p.write(folder)
	if err != nil {
		return nil, err
	}
	b.path = filepath.Join(folder, p.name+".test")
	cmd := exec.CommandContext(ctx, "go", "test", "-c", "-vet=off", "-overlay", overlay, "-o", b.path, p.path)
	cmd.Dir = p.dir
	if out, err := cmd.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("the changed code does not compile: %w\n%s", err, bytes.TrimSpace(out))
	}
	b.args = b.flags(ctx)
	return b, nil
}

// write puts the changed files into a folder, and returns the file that tells Go so.
func (p *pkg) write(folder string) (string, error) {
	replaced := map[string]string{}
	for _, f := range p.files {
		if len(f.puts) == 0 {
			continue
		}
		to := filepath.Join(folder, filepath.Base(f.path))
		if err := os.WriteFile(to, f.text(), 0o600); err != nil {
			return "", err
		}
		replaced[f.path] = to
	}
	var quoted []string
	for _, s := range p.variants {
		quoted = append(quoted, strconv.Quote(s))
	}
	text := strings.NewReplacer("{{package}}", p.name, "{{changes}}", strconv.Itoa(p.count), "{{statements}}", strings.Join(quoted, ", ")).Replace(mutants)
	to := filepath.Join(folder, "mutants.go")
	if err := os.WriteFile(to, []byte(text), 0o600); err != nil {
		return "", err
	}
	replaced[filepath.Join(p.dir, "zz_mutants.go")] = to
	raw, err := json.Marshal(map[string]any{"Replace": replaced})
	if err != nil {
		return "", err
	}
	overlay := filepath.Join(folder, "overlay.json")
	return overlay, os.WriteFile(overlay, raw, 0o600)
}

// flags are those that the tests of this package need beside Go's: one that finds a counterexample is not to write it into the tree.
func (b *binary) flags(ctx context.Context) []string {
	out, _ := exec.CommandContext(ctx, b.path, "-help").CombinedOutput()
	if bytes.Contains(out, []byte("-rapid.nofailfile")) {
		return []string{"-rapid.nofailfile"}
	}
	return nil
}

func (b *binary) remove() {
	if b.temp != "" {
		_ = os.RemoveAll(b.temp)
	}
}
