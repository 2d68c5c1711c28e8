package store

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// aStatement is how the text of one begins.
var aStatement = regexp.MustCompile("^[`\"]\\s*(SELECT|INSERT|UPDATE|DELETE|WITH)\\b")

// TestEveryStatementIsCompiled: one that was forgotten works, and is parsed anew each time that it runs.
func TestEveryStatementIsCompiled(t *testing.T) {
	paths, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	statements, listed := map[string]string{}, map[string]bool{} // by the name of the constant
	for _, p := range paths {
		if strings.HasSuffix(p, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), p, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range file.Decls {
			switch d := d.(type) {
			case *ast.GenDecl:
				for name, text := range constants(d) {
					if aStatement.MatchString(text) {
						statements[name] = text
					}
				}
			case *ast.FuncDecl:
				if d.Name.Name == "queries" {
					ast.Inspect(d.Body, func(n ast.Node) bool {
						if id, ok := n.(*ast.Ident); ok {
							listed[id.Name] = true
						}
						return true
					})
				}
			}
		}
	}
	if len(statements) < 60 {
		t.Fatalf("only %d statements were found: the search is wrong", len(statements))
	}
	delete(statements, "selectOldest") // is asked at the start, before the schema is up to date
	for name, text := range statements {
		if list := strings.Contains(text, "(:ids)"); list == listed[name] { // a list has a text for each length
			t.Errorf("%s is compiled: %v; it holds a list: %v", name, listed[name], list)
		}
	}
}

// constants are those of a declaration, by name, as they are written: of a text that is put together its pieces.
func constants(d *ast.GenDecl) map[string]string {
	out := map[string]string{}
	if d.Tok != token.CONST {
		return out
	}
	for _, s := range d.Specs {
		v := s.(*ast.ValueSpec)
		for i, name := range v.Names {
			if i >= len(v.Values) {
				break
			}
			ast.Inspect(v.Values[i], func(n ast.Node) bool {
				if lit, ok := n.(*ast.BasicLit); ok {
					out[name.Name] += lit.Value
				}
				return true
			})
		}
	}
	return out
}
