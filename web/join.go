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
// Each module becomes a function that is called once, behind those that it imports, and returns what the
// module exports. Modules of others stay files of their own, byte for byte, and are imported.
type joiner struct {
	*builder
	names   map[string]string // of what a module exports, by the module's name in the tree
	open    []string          // modules whose imports are being looked at
	imports bytes.Buffer      // of modules of others
	bodies  bytes.Buffer
	vendors []string // addresses of modules of others
}

func newJoiner(b *builder) *joiner { return &joiner{builder: b, names: map[string]string{}} }

// join returns the address of the script of an entry module, and those of the modules of others that it needs.
func (b *builder) join(entry string) (address string, vendors []string, err error) {
	j := newJoiner(b)
	if _, err := j.module(entry); err != nil {
		return "", nil, err
	}
	script, err := minified(entry, append(j.imports.Bytes(), j.bodies.Bytes()...))
	if err != nil {
		return "", nil, fmt.Errorf("minify %s: %w", entry, err)
	}
	address, err = b.keep(entry, script)
	return address, j.vendors, err
}

// module appends a module behind its imports, once, and returns the name of what it exports.
func (j *joiner) module(name string) (string, error) {
	if exports, ok := j.names[name]; ok {
		return exports, nil
	}
	if slices.Contains(j.open, name) {
		return "", fmt.Errorf("modules import each other in a circle: %s", strings.Join(append(j.open, name), " → "))
	}
	j.open = append(j.open, name)
	defer func() { j.open = j.open[:len(j.open)-1] }()

	exports := fmt.Sprintf("m%d", len(j.names)+len(j.open))
	if vendored(name) {
		address, err := j.asset(name)
		if err != nil {
			return "", err
		}
		j.vendors = append(j.vendors, address)
		fmt.Fprintf(&j.imports, "import * as %s from %q;\n", exports, address)
	} else {
		body, err := j.body(name)
		if err != nil {
			return "", fmt.Errorf("%s: %w", name, err)
		}
		fmt.Fprintf(&j.bodies, "const %s = (() => {\n%s})();\n", exports, body)
	}
	j.names[name] = exports
	return exports, nil
}

// body writes a module as the body of a function.
func (j *joiner) body(name string) (string, error) {
	source, err := fs.ReadFile(j.files, name)
	if err != nil {
		return "", err
	}
	source, err = j.replace(scriptReference, source, func(ref string) string { return path.Join(path.Dir(name), ref) })
	if err != nil {
		return "", err
	}
	tree, err := js.Parse(parse.NewInputBytes(source), js.Options{})
	if err != nil {
		return "", err
	}
	m := moduleBody{imported: func(module []byte) (string, error) {
		return j.module(path.Join(path.Dir(name), strings.Trim(string(module), `"'`)))
	}}
	for _, s := range tree.List {
		if err := m.add(s); err != nil {
			return "", err
		}
	}
	if len(m.exports) > 0 {
		m.write("return {", strings.Join(m.exports, ", "), "};\n")
	}
	return m.text.String(), nil
}

// moduleBody turns the statements of a module into those of a function.
type moduleBody struct {
	imported func(module []byte) (string, error)
	text     bytes.Buffer
	exports  []string // properties of what is returned
}

func (m *moduleBody) write(parts ...string) {
	for _, p := range parts {
		m.text.WriteString(p)
	}
}

func (m *moduleBody) add(s js.IStmt) error {
	switch s := s.(type) {
	case *js.ImportStmt:
		return m.addImport(s)
	case *js.ExportStmt:
		return m.addExport(s)
	}
	s.JS(&m.text)
	m.write("\n")
	return nil
}

// addImport writes `import a, { b as c } from 'm'` as `const {default: a, b: c} = m1`.
func (m *moduleBody) addImport(s *js.ImportStmt) error {
	from, err := m.imported(s.Module)
	if err != nil {
		return err
	}
	var names []string
	if s.Default != nil {
		names = append(names, "default: "+string(s.Default))
	}
	for _, a := range s.List {
		switch {
		case string(a.Name) == "*":
			m.write("const ", string(a.Binding), " = ", from, ";\n")
		case a.Binding != nil:
			names = append(names, property(a.Name, a.Binding))
		}
	}
	if len(names) > 0 {
		m.write("const {", strings.Join(names, ", "), "} = ", from, ";\n")
	}
	return nil
}

// property is what stands for `name as binding` in a pattern or an object.
func property(name, binding []byte) string {
	if name == nil {
		return string(binding)
	}
	return string(name) + ": " + string(binding)
}

func (m *moduleBody) addExport(s *js.ExportStmt) error {
	switch {
	case s.Default:
		m.write("const exported = ")
		s.Decl.JS(&m.text)
		m.write(";\n")
		m.exports = append(m.exports, "default: exported")
		return nil
	case s.Decl != nil:
		s.Decl.JS(&m.text)
		m.write(";\n")
		names, err := declared(s.Decl)
		m.exports = append(m.exports, names...)
		return err
	}
	return m.addExportList(s)
}

// addExportList writes `export { a as b }` and `export { a as b } from 'm'`.
func (m *moduleBody) addExportList(s *js.ExportStmt) error {
	var from string
	if s.Module != nil {
		module, err := m.imported(s.Module)
		if err != nil {
			return err
		}
		from = module + "."
	}
	for _, a := range s.List {
		if string(a.Binding) == "*" || string(a.Name) == "*" {
			return fmt.Errorf("export * is not understood: name what is exported")
		}
		if a.Binding == nil {
			continue // behind a last comma
		}
		local := a.Name
		if local == nil {
			local = a.Binding
		}
		m.exports = append(m.exports, string(a.Binding)+": "+from+string(local))
	}
	return nil
}

// declared lists the names of an exported declaration.
func declared(decl js.IExpr) ([]string, error) {
	switch d := decl.(type) {
	case *js.FuncDecl:
		return []string{string(d.Name.Data)}, nil
	case *js.ClassDecl:
		return []string{string(d.Name.Data)}, nil
	case *js.VarDecl:
		if d.TokenType != js.ConstToken {
			return nil, fmt.Errorf("an exported variable is not understood: export a constant or a function")
		}
		var names []string
		for _, e := range d.List {
			v, ok := e.Binding.(*js.Var)
			if !ok {
				return nil, fmt.Errorf("an exported pattern is not understood: export one name each")
			}
			names = append(names, string(v.Data))
		}
		return names, nil
	}
	return nil, fmt.Errorf("an export of %T is not understood", decl)
}
