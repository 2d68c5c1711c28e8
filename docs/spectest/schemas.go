package spectest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"sync"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/planspark/planspark/docs"
)

// base is where the documents stand for each other's references.
const base = "https://planspark.invalid/"

// document is a specification as values of encoding/json, with numbers as they stand.
type document = map[string]any

// library is both specifications, with validators of what has a name in them.
type library struct {
	documents map[string]document // "openapi", "asyncapi"

	mu       sync.Mutex
	compiler *jsonschema.Compiler         // guarded by mu
	compiled map[place]*jsonschema.Schema // guarded by mu; safe for concurrent use themselves
}

func newLibrary() (*library, error) {
	l := &library{documents: map[string]document{}, compiler: jsonschema.NewCompiler(), compiled: map[place]*jsonschema.Schema{}}
	l.compiler.DefaultDraft(jsonschema.Draft2020)
	for _, spec := range docs.Specifications() {
		raw, err := spec.JSON()
		if err != nil {
			return nil, err
		}
		value, err := decode(raw)
		if err != nil {
			return nil, err
		}
		l.documents[spec.Name] = value.(document)
		closed, err := decode(raw) // a copy
		if err != nil {
			return nil, err
		}
		if err := l.compiler.AddResource(base+spec.Name+".yaml", closeUp(closed.(document))); err != nil {
			return nil, err
		}
	}
	return l, nil
}

func decode(raw []byte) (any, error) { return jsonschema.UnmarshalJSON(bytes.NewReader(raw)) }

// closeUp forbids what no schema names. Clients are to ignore it, so the published schemas allow it; tests are to
// find it. A schema that another one is composed of stays open, in a copy under "open".
func closeUp(d document) document {
	components := d["components"].(document)
	schemas := components["schemas"].(document)
	open := document{}
	for name, schema := range schemas {
		open[name] = clone(schema)
	}
	components["open"] = open
	walk(d, func(at document) {
		if members, ok := at["properties"].(document); ok && len(members) > 0 && at["additionalProperties"] == nil {
			at["unevaluatedProperties"] = false
		}
		all, _ := at["allOf"].([]any)
		for _, part := range all {
			p := part.(document)
			p["$ref"] = strings.Replace(p["$ref"].(string), "/schemas/", "/open/", 1)
		}
	})
	for _, schema := range open { // at their own level only: what they refer to is closed
		delete(schema.(document), "unevaluatedProperties")
	}
	return d
}

// walk calls visit for each object in a value.
func walk(value any, visit func(document)) {
	switch v := value.(type) {
	case document:
		visit(v)
		for _, member := range v {
			walk(member, visit)
		}
	case []any:
		for _, member := range v {
			walk(member, visit)
		}
	}
}

func clone(value any) any {
	raw, err := json.Marshal(value)
	if err != nil {
		panic(err) // it was JSON a moment ago
	}
	out, err := decode(raw)
	if err != nil {
		panic(err)
	}
	return out
}

// place names a value in a document by its pointer.
type place struct{ document, pointer string }

// follow is where a reference in a document leads.
func (p place) follow(ref string) place {
	file, pointer, _ := strings.Cut(ref, "#")
	if file == "" {
		return place{p.document, pointer}
	}
	return place{strings.TrimSuffix(strings.TrimPrefix(file, "./"), ".yaml"), pointer}
}

// in is a place below another one.
func (p place) in(keys ...string) place {
	for _, key := range keys {
		p.pointer += "/" + strings.NewReplacer("~", "~0", "/", "~1").Replace(key)
	}
	return p
}

// resolve returns what stands at a place, and the place itself, behind references.
func (l *library) resolve(p place) (document, place, error) {
	var at any = l.documents[p.document]
	for key := range strings.SplitSeq(strings.TrimPrefix(p.pointer, "/"), "/") {
		key = strings.NewReplacer("~1", "/", "~0", "~").Replace(key)
		switch v := at.(type) {
		case document:
			at = v[key]
		case []any:
			var i int
			if _, err := fmt.Sscan(key, &i); err != nil || i >= len(v) {
				return nil, p, fmt.Errorf("%s#%s is not there", p.document, p.pointer)
			}
			at = v[i]
		}
	}
	found, ok := at.(document)
	if !ok {
		return nil, p, fmt.Errorf("%s#%s is not there", p.document, p.pointer)
	}
	if ref, ok := found["$ref"].(string); ok {
		return l.resolve(p.follow(ref))
	}
	return found, p, nil
}

// validate says what is wrong with a value that should be as the schema at a place.
func (l *library) validate(p place, value any) error {
	schema, err := l.validator(p)
	if err != nil {
		return err
	}
	if err := schema.Validate(value); err != nil {
		return explain(err)
	}
	return nil
}

func (l *library) validator(p place) (*jsonschema.Schema, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if known, ok := l.compiled[p]; ok {
		return known, nil
	}
	schema, err := l.compiler.Compile(base + p.document + ".yaml#" + p.pointer)
	if err == nil {
		l.compiled[p] = schema
	}
	return schema, err
}
