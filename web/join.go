package web

import (
	"bytes"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/tdewolff/parse/v2"
	"github.com/tdewolff/parse/v2/js"
)

// joiner makes one script of a module and all that it imports. The sources stay native modules that any
// browser and Node take as they are; what is sent is one file, since some fifty modules compressed one by
// one weigh half as much again, and since names within a function can be shortened, those of modules cannot.
//
// All modules become one function: each stands once, behind those that it imports. What a module declares
// at its top gets a name of its own, and an import is that name. Modules of others stay files of their own,
// byte for byte, and are imported.
type joiner struct {
	*builder
	modules map[string]*module // by their names in the tree
	open    []string           // modules whose imports are being looked at
	imports bytes.Buffer       // of modules of others
	body    bytes.Buffer
	vendors []string // addresses of modules of others
}

// module is a module that was added to the script.
type module struct {
	number  int
	vendor  string            // address of a module of others
	exports map[string]string // names in the script by exported names
}

func newJoiner(b *builder) *joiner { return &joiner{builder: b, modules: map[string]*module{}} }

// join returns the address of the script of an entry module, and those of the modules of others that it needs.
func (b *builder) join(entry string) (address string, vendors []string, err error) {
	j := newJoiner(b)
	if _, err := j.add(entry); err != nil {
		return "", nil, err
	}
	script, err := minified(entry, fmt.Appendf(j.imports.Bytes(), "(() => {\n%s})();\n", j.body.Bytes()))
	if err != nil {
		return "", nil, fmt.Errorf("minify %s: %w", entry, err)
	}
	address, err = b.keep(entry, script)
	return address, j.vendors, err
}

// add appends a module behind its imports, once.
func (j *joiner) add(name string) (*module, error) {
	if m, ok := j.modules[name]; ok {
		return m, nil
	}
	if slices.Contains(j.open, name) {
		return nil, fmt.Errorf("modules import each other in a circle: %s", strings.Join(append(j.open, name), " → "))
	}
	j.open = append(j.open, name)
	defer func() { j.open = j.open[:len(j.open)-1] }()

	m := &module{number: len(j.modules) + len(j.open), exports: map[string]string{}}
	var err error
	if vendored(name) {
		m.vendor, err = j.asset(name)
		j.vendors = append(j.vendors, m.vendor)
	} else {
		err = j.write(name, m)
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	j.modules[name] = m
	return m, nil
}

// write appends one of our modules to the body of the script.
func (j *joiner) write(name string, m *module) error {
	source, err := fs.ReadFile(j.files, name)
	if err != nil {
		return err
	}
	source, err = j.replace(scriptReference, source, func(ref string) string { return path.Join(path.Dir(name), ref) })
	if err != nil {
		return err
	}
	tree, err := js.Parse(parse.NewInputBytes(source), js.Options{})
	if err != nil {
		return err
	}
	from := func(module []byte) (*module, error) {
		return j.add(path.Join(path.Dir(name), strings.Trim(string(module), `"'`)))
	}
	names, err := j.link(tree, m, from)
	if err != nil {
		return err
	}
	rename(tree, names)
	for _, s := range tree.List {
		writeStatement(&j.body, s, m)
	}
	return nil
}

// unique is the name in the script of what a module calls by a name at its top.
func (m *module) unique(name string) string { return fmt.Sprintf("%s$%d", name, m.number) }

// link decides what a module's names are in the script: those that it declares, and those that it imports.
func (j *joiner) link(tree *js.AST, m *module, from func([]byte) (*module, error)) (map[string]string, error) {
	names := map[string]string{}
	for _, v := range tree.Declared {
		names[string(v.Data)] = m.unique(string(v.Data))
	}
	for _, s := range tree.List {
		var err error
		switch s := s.(type) {
		case *js.ImportStmt:
			err = j.linkImport(s, m, names, from)
		case *js.ExportStmt:
			err = linkExport(s, m, names, from)
		}
		if err != nil {
			return nil, err
		}
	}
	return names, nil
}

// linkImport makes the names that a statement imports those of the module that exports them.
func (j *joiner) linkImport(s *js.ImportStmt, m *module, names map[string]string, from func([]byte) (*module, error)) error {
	other, err := from(s.Module)
	if err != nil {
		return err
	}
	if other.vendor != "" {
		j.importVendor(s, m, other, names)
		return nil
	}
	if s.Default != nil {
		if names[string(s.Default)], err = other.export("default"); err != nil {
			return err
		}
	}
	for _, a := range s.List {
		switch {
		case a.Binding == nil: // behind a last comma
		case string(a.Name) == "*":
			names[string(a.Binding)] = m.unique(string(a.Binding))
			fmt.Fprintf(&j.body, "const %s = %s;\n", m.unique(string(a.Binding)), other.object())
		default:
			if names[string(a.Binding)], err = other.export(string(orElse(a.Name, a.Binding))); err != nil {
				return err
			}
		}
	}
	return nil
}

// importVendor writes the import of a module of others.
func (j *joiner) importVendor(s *js.ImportStmt, m, other *module, names map[string]string) {
	var list []string
	for _, a := range s.List {
		if a.Binding == nil {
			continue
		}
		names[string(a.Binding)] = m.unique(string(a.Binding))
		list = append(list, fmt.Sprintf("%s as %s", orElse(a.Name, a.Binding), m.unique(string(a.Binding))))
	}
	clause := ""
	if len(list) > 0 {
		clause = "{ " + strings.Join(list, ", ") + " } from "
	}
	fmt.Fprintf(&j.imports, "import %s%q;\n", clause, other.vendor)
}

// linkExport notes what a statement exports.
func linkExport(s *js.ExportStmt, m *module, names map[string]string, from func([]byte) (*module, error)) error {
	switch {
	case s.Default:
		m.exports["default"] = m.unique("default")
		return nil
	case s.Decl != nil:
		return m.exportDeclared(s.Decl, names)
	}
	local := func(name string) (string, error) {
		if unique, ok := names[name]; ok {
			return unique, nil
		}
		return "", fmt.Errorf("there is no %s to export", name)
	}
	if s.Module != nil {
		other, err := from(s.Module)
		if err != nil {
			return err
		}
		local = other.export
	}
	for _, a := range s.List {
		if a.Binding == nil {
			continue // behind a last comma
		}
		unique, err := local(string(orElse(a.Name, a.Binding)))
		if err != nil {
			return err
		}
		m.exports[string(a.Binding)] = unique
	}
	return nil
}

// exportDeclared notes the names of an exported declaration.
func (m *module) exportDeclared(decl js.IExpr, names map[string]string) error {
	var exported []*js.Var
	switch d := decl.(type) {
	case *js.FuncDecl:
		exported = append(exported, d.Name)
	case *js.ClassDecl:
		exported = append(exported, d.Name)
	case *js.VarDecl:
		for _, e := range d.List {
			v, ok := e.Binding.(*js.Var)
			if !ok {
				return fmt.Errorf("an exported pattern is not understood: export one name each")
			}
			exported = append(exported, v)
		}
	}
	for _, v := range exported {
		m.exports[string(v.Data)] = names[string(v.Data)]
	}
	return nil
}

// export is the name in the script of what the module exports by a name.
func (m *module) export(name string) (string, error) {
	if unique, ok := m.exports[name]; ok {
		return unique, nil
	}
	return "", fmt.Errorf("what it imports does not export %s", name)
}

// object is everything that the module exports, for `import * as`.
func (m *module) object() string {
	var properties []string
	for name, unique := range m.exports {
		properties = append(properties, name+": "+unique)
	}
	slices.Sort(properties)
	return "{ " + strings.Join(properties, ", ") + " }"
}

// rename gives the names at the top of a module, and all uses of them, their names in the script.
func rename(tree *js.AST, names map[string]string) {
	for _, v := range slices.Concat(tree.Declared, tree.Undeclared) {
		if unique, ok := names[string(v.Data)]; ok {
			v.Data = []byte(unique)
		}
	}
	js.Walk(settle{}, tree)
	keepApart(tree.List)
}

// settle writes into each use of a name what it is linked to: what prints properties looks no further.
type settle struct{}

func (s settle) Enter(n js.INode) js.IVisitor {
	switch n := n.(type) {
	case *js.Var:
		n.Data = n.Name()
	case *js.BlockStmt:
		keepApart(n.List)
	case *js.CaseClause:
		keepApart(n.List)
	}
	return s
}

func (settle) Exit(js.INode) {}

// keepApart keeps the minifier (v2.24) from joining a pattern to the declarations before it: it would move
// the pattern to their front, past what the pattern's value is made of. It never joins const and let.
func keepApart(statements []js.IStmt) {
	var last js.TokenType
	for _, s := range statements {
		d, ok := s.(*js.VarDecl)
		if !ok {
			last = js.ErrorToken
			continue
		}
		if _, named := d.List[0].Binding.(*js.Var); !named && last == d.TokenType && last == js.ConstToken {
			d.TokenType = js.LetToken
		}
		last = d.TokenType
	}
}

// writeStatement writes a statement without its imports and exports.
func writeStatement(w *bytes.Buffer, s js.IStmt, m *module) {
	export, isExport := s.(*js.ExportStmt)
	switch _, isImport := s.(*js.ImportStmt); {
	case isImport, isExport && export.Decl == nil:
		return
	case isExport:
		if export.Default {
			fmt.Fprintf(w, "const %s = ", m.unique("default"))
		}
		export.Decl.JS(w)
		w.WriteString(";\n")
	default:
		s.JS(w)
		w.WriteString("\n")
	}
}

func orElse(name, binding []byte) []byte {
	if name == nil {
		return binding
	}
	return name
}
