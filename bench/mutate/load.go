package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
)

// pkg is a package whose code is to be changed.
type pkg struct {
	path, module, dir string
	name              string
	fset              *token.FileSet
	files             []*file
	info              *types.Info
	types             *types.Package
	variants          []string // of statements of SQL
	count             int      // of changes
}

// file is one file of it, and what is to be put into its text.
type file struct {
	path string
	src  []byte
	tree *ast.File
	puts []put
}

// listed is what go list says of a package.
type listed struct {
	ImportPath, Dir, Name, Export string
	GoFiles                       []string
	DepOnly                       bool
	Module                        *struct{ Path string }
}

// load parses a package and checks its types.
func load(ctx context.Context, pattern string) (*pkg, error) {
	cmd := exec.CommandContext(ctx, "go", "list", "-export", "-deps", "-json=ImportPath,Dir,Name,Export,GoFiles,DepOnly,Module", pattern)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("go list: %w", err)
	}
	exports, root := map[string]string{}, listed{}
	for dec := json.NewDecoder(bytes.NewReader(out)); ; {
		var l listed
		if err := dec.Decode(&l); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return nil, err
		}
		exports[l.ImportPath] = l.Export
		if !l.DepOnly {
			root = l
		}
	}
	if root.Module == nil {
		return nil, errors.New("is not a package of a module")
	}
	p := &pkg{path: root.ImportPath, module: root.Module.Path, dir: root.Dir, name: root.Name, fset: token.NewFileSet()}
	if err := p.parse(root.GoFiles); err != nil {
		return nil, err
	}
	return p, p.check(exports)
}

func (p *pkg) parse(names []string) error {
	for _, name := range names {
		path := filepath.Join(p.dir, name)
		src, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		tree, err := parser.ParseFile(p.fset, path, src, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		p.files = append(p.files, &file{path: path, src: src, tree: tree})
	}
	return nil
}

func (p *pkg) check(exports map[string]string) error {
	p.info = &types.Info{Types: map[ast.Expr]types.TypeAndValue{}, Uses: map[*ast.Ident]types.Object{}}
	lookup := func(path string) (io.ReadCloser, error) { return os.Open(exports[path]) }
	config := types.Config{Importer: importer.ForCompiler(p.fset, "gc", lookup)}
	var trees []*ast.File
	for _, f := range p.files {
		trees = append(trees, f.tree)
	}
	var err error
	p.types, err = config.Check(p.path, p.fset, trees, p.info)
	return err
}
