package main

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"path/filepath"
	"slices"
	"strings"
)

// change is one small difference from the code as it is.
type change struct {
	n    int // its number, by which the test binary is told to make it
	kind string
	file string
	line int
	text string // what is changed, and into what
}

func (c change) String() string { return fmt.Sprintf("%s:%d\t%s\t%s", c.file, c.line, c.kind, c.text) }

// put is text that stands before the byte at, or in place of the bytes up to till. Of puts at one place those
// that open come in the order in which they were made, those that close in the reverse, so that they nest.
type put struct {
	at, till int
	text     string
	closes   bool
	order    int
}

// finder walks through a package and notes all changes.
type finder struct {
	*pkg
	o     options
	file  *file
	found []change
	sql   []string // variants of statements, in the order of their numbers
	puts  int
}

// changes finds all that could be changed, and notes in the files how.
func (p *pkg) changes(o options) []change {
	f := &finder{pkg: p, o: o}
	for _, file := range p.files {
		if !o.files.MatchString(filepath.Base(file.path)) {
			continue
		}
		f.file = file
		for _, d := range file.tree.Decls {
			f.decl(d)
		}
	}
	p.variants, p.count = f.sql, len(f.found)
	return f.found
}

// note numbers a change; ok is false where its kind is not asked for.
func (f *finder) note(kind string, at ast.Node, format string, args ...any) (n int, ok bool) {
	if !f.o.kinds.MatchString(kind) {
		return 0, false
	}
	n = len(f.found) + 1
	pos := f.fset.Position(at.Pos())
	f.found = append(f.found, change{n: n, kind: kind, file: filepath.Base(pos.Filename), line: pos.Line, text: fmt.Sprintf(format, args...)})
	return n, true
}

// around puts text before and behind a node.
func (f *finder) around(n ast.Node, before, behind string) {
	f.puts++
	f.file.puts = append(f.file.puts,
		put{at: f.offset(n.Pos()), till: f.offset(n.Pos()), text: before, order: f.puts},
		put{at: f.offset(n.End()), till: f.offset(n.End()), text: behind, closes: true, order: -f.puts})
}

// instead puts text in the place of a token.
func (f *finder) instead(at token.Pos, old, text string) {
	f.puts++
	f.file.puts = append(f.file.puts, put{at: f.offset(at), till: f.offset(at) + len(old), text: text, order: f.puts})
}

func (f *finder) offset(p token.Pos) int { return f.fset.Position(p).Offset }

// source is a node as it is written, on one line.
func (f *finder) source(n ast.Node) string {
	text := strings.Join(strings.Fields(string(f.file.src[f.offset(n.Pos()):f.offset(n.End())])), " ")
	if r := []rune(text); len(r) > 90 {
		text = string(r[:90]) + "…"
	}
	return text
}

// text is the file with all that was put into it.
func (f *file) text() []byte {
	slices.SortStableFunc(f.puts, func(a, b put) int {
		if c := cmp.Compare(a.at, b.at); c != 0 {
			return c
		}
		if a.closes != b.closes { // what ends here ends before the next begins
			if a.closes {
				return -1
			}
			return 1
		}
		return cmp.Compare(a.order, b.order)
	})
	var out []byte
	from := 0
	for _, p := range f.puts {
		out = append(append(out, f.src[from:p.at]...), p.text...)
		from = p.till
	}
	return append(out, f.src[from:]...)
}

// typeName is a type as it is written in the file at hand; empty when it cannot be.
func (f *finder) typeName(t types.Type) string {
	ok := true
	name := types.TypeString(t, func(p *types.Package) string {
		if p == f.types {
			return ""
		}
		for _, spec := range f.file.tree.Imports {
			if strings.Trim(spec.Path.Value, `"`) == p.Path() {
				if spec.Name != nil {
					return spec.Name.Name
				}
				return p.Name()
			}
		}
		ok = false
		return p.Name()
	})
	if !ok {
		return ""
	}
	return name
}
