package docs_test

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"path"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/planspark/planspark/generation"
	"github.com/planspark/planspark/generation/market"
	"github.com/planspark/planspark/generation/plan"
	"github.com/planspark/planspark/protocol"
)

// The Go types that are told, and the schemas that say how. Those that they are made of follow.
var told = []struct {
	value  any
	schema string // in asyncapi.yaml with a "ws:"
}{
	{protocol.Problem{}, "Problem"},
	{protocol.Limits{}, "Limits"},
	{protocol.Request{}, "Request"},
	{protocol.Snapshot{}, "Snapshot"},
	{protocol.EventsMessage{}, "EventsMessage"},
	{protocol.SnapshotMessage{}, "SnapshotMessage"},
	{protocol.Queue{}, "QueueMessage"},
	{protocol.Progress{}, "ProgressMessage"},
	{protocol.ErrorMessage{}, "ErrorMessage"},
	{protocol.Session{}, "Session"},
	{protocol.Me{}, "Me"},
	{protocol.Submitted{}, "Submitted"},
	{protocol.Quote{}, "Quote"},
	{protocol.GenerationList{}, "GenerationList"},
	{protocol.RevisionList{}, "RevisionList"},
	{protocol.BusinessTypeList{}, "BusinessTypeList"},
	{protocol.CurrencyList{}, "CurrencyList"},
	{protocol.Arrival{}, "Arrival"},
	{protocol.Ops{}, "Ops"},
	{protocol.Hello{}, "ws:Hello"},
	{protocol.Reply{}, "ws:Reply"},
	{protocol.Pong{}, "ws:Pong"},
	{protocol.OpsMessage{}, "ws:OpsMessage"},
	{protocol.Goaway{}, "ws:Goaway"},
	{generation.Plan{}, "Plan"},
	{generation.Account{}, "Account"},
	{market.Brief{}, "Brief"},
	{plan.Financials{}, "Financials"},
}

// flat are types that are one struct in Go and a schema for each kind of message.
var flat = []struct {
	value   any
	file    string
	schemas []string
}{
	{protocol.Event{}, "openapi", []string{
		"StartedEvent", "StageEvent", "MarketEvent", "FinancialsEvent", "DeltaEvent", "SectionEvent", "SectionResetEvent",
		"RetryEvent", "FallbackEvent", "CompletedEvent", "FailedEvent", "CancelledEvent",
	}},
	{protocol.ClientMessage{}, "asyncapi", []string{"Generate", "Watch", "Unwatch", "Cancel", "Ping", "Renew", "WatchOps"}},
}

// typeCheck compares types with schemas.
type typeCheck struct {
	t    *testing.T
	both map[string]map[string]any
	seen map[reflect.Type]bool
}

func TestGoTypesHaveTheMembersOfTheirSchemas(t *testing.T) {
	c := &typeCheck{t: t, both: map[string]map[string]any{"openapi": document(t, "openapi"), "asyncapi": document(t, "asyncapi")}, seen: map[reflect.Type]bool{}}
	for _, row := range told {
		file, name := "openapi", row.schema
		if ws, ok := strings.CutPrefix(name, "ws:"); ok {
			file, name = "asyncapi", ws
		}
		c.structure(reflect.TypeOf(row.value), file, map[string]any{"$ref": "#/components/schemas/" + name})
	}
	for _, row := range flat {
		c.seen[reflect.TypeOf(row.value)] = true
		members := map[string]any{}
		for _, name := range row.schemas {
			schema, _ := c.resolve(row.file, map[string]any{"$ref": "#/components/schemas/" + name})
			maps.Copy(members, schema["properties"].(map[string]any))
		}
		c.same(reflect.TypeOf(row.value).String(), slices.Collect(maps.Keys(fieldsOf(reflect.TypeOf(row.value)))), slices.Collect(maps.Keys(members)))
	}
	for name := range structsOf(t, "../protocol") {
		if !slices.ContainsFunc(slices.Collect(maps.Keys(c.seen)), func(s reflect.Type) bool { return s.Name() == name && strings.HasSuffix(s.PkgPath(), "/protocol") }) {
			t.Errorf("protocol.%s is compared with no schema", name)
		}
	}
}

// structure compares a struct with its schema: the members, which of them are always there, and what they are.
func (c *typeCheck) structure(typ reflect.Type, file string, reference map[string]any) {
	if c.seen[typ] {
		return
	}
	c.seen[typ] = true
	schema, file := c.resolve(file, reference)
	properties, needed := c.members(file, schema)
	fields := fieldsOf(typ)
	c.same(typ.String(), slices.Collect(maps.Keys(fields)), slices.Collect(maps.Keys(properties)))
	var always, required []string
	for name, f := range fields {
		if !strings.Contains(f.Tag.Get("json"), ",omit") {
			always = append(always, name)
		}
	}
	for _, name := range needed {
		required = append(required, name.(string))
	}
	c.same("what "+typ.String()+" always has", always, required)
	for name, f := range fields {
		if property, ok := properties[name].(map[string]any); ok {
			c.value(typ.String()+"."+name, f.Type, file, property)
		}
	}
}

// members are those of a schema and of the ones that it is made of, and the names of those that are always there.
func (c *typeCheck) members(file string, schema map[string]any) (properties map[string]any, required []any) {
	properties = map[string]any{}
	parts, _ := schema["allOf"].([]any)
	for _, part := range parts {
		whole, at := c.resolve(file, part.(map[string]any))
		members, needed := c.members(at, whole)
		maps.Copy(properties, members)
		required = append(required, needed...)
	}
	own, _ := schema["properties"].(map[string]any)
	maps.Copy(properties, own)
	needed, _ := schema["required"].([]any)
	return properties, append(required, needed...)
}

// value compares what a member is with what its schema says.
func (c *typeCheck) value(what string, typ reflect.Type, file string, schema map[string]any) {
	for typ.Kind() == reflect.Pointer {
		typ = typ.Elem()
	}
	resolved, file := c.resolve(file, schema)
	if choices, ok := resolved["anyOf"].([]any); ok {
		resolved, file = c.resolve(file, choices[0].(map[string]any))
	}
	kind := kindOf(typ)
	if said := types(resolved); kind != "" && len(said) > 0 && !slices.Contains(said, kind) {
		c.t.Errorf("%s is a %s, and the schema says %v", what, kind, said)
	}
	switch {
	case kind == "array":
		c.value(what+"[]", typ.Elem(), file, resolved["items"].(map[string]any))
	case kind == "object" && typ.Kind() == reflect.Map:
		c.value(what+"{}", typ.Elem(), file, resolved["additionalProperties"].(map[string]any))
	case kind == "object":
		c.structure(typ, file, resolved)
	}
}

func types(schema map[string]any) []string {
	switch said := schema["type"].(type) {
	case string:
		return []string{said}
	case []any:
		var out []string
		for _, s := range said {
			out = append(out, s.(string))
		}
		return out
	}
	return nil
}

// kindOf is the JSON type of a Go type; empty for raw JSON.
func kindOf(typ reflect.Type) string {
	switch {
	case typ == reflect.TypeFor[json.RawMessage]():
		return ""
	case typ == reflect.TypeFor[json.Number]():
		return "number"
	case typ == reflect.TypeFor[protocol.Time](), typ == reflect.TypeFor[protocol.Cursor](), typ.Kind() == reflect.String:
		return "string"
	case typ.Kind() == reflect.Bool:
		return "boolean"
	case slices.Contains([]reflect.Kind{reflect.Int, reflect.Int64, reflect.Uint64}, typ.Kind()):
		return "integer"
	case typ.Kind() == reflect.Float64:
		return "number"
	case typ.Kind() == reflect.Slice, typ.Kind() == reflect.Array:
		return "array"
	}
	return "object"
}

// fieldsOf are the fields that JSON has, by their names there, those of embedded structs too.
func fieldsOf(typ reflect.Type) map[string]reflect.StructField {
	out := map[string]reflect.StructField{}
	for i := range typ.NumField() {
		f := typ.Field(i)
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		switch {
		case f.Anonymous && name == "":
			maps.Copy(out, fieldsOf(f.Type))
		case name != "" && name != "-":
			out[name] = f
		}
	}
	return out
}

func (c *typeCheck) resolve(file string, schema map[string]any) (map[string]any, string) {
	for {
		ref, ok := schema["$ref"].(string)
		if !ok {
			return schema, file
		}
		document, name, _ := strings.Cut(ref, "#/components/schemas/")
		if document != "" {
			file = strings.TrimSuffix(strings.TrimPrefix(document, "./"), ".yaml")
		}
		schema, ok = c.both[file]["components"].(map[string]any)["schemas"].(map[string]any)[name].(map[string]any)
		if !ok {
			c.t.Fatalf("%s: there is no schema %s", file, name)
		}
	}
}

func (c *typeCheck) same(what string, inGo, inSchema []string) {
	c.t.Helper()
	for _, name := range inGo {
		if !slices.Contains(inSchema, name) {
			c.t.Errorf("%s: %s is in Go only", what, name)
		}
	}
	for _, name := range inSchema {
		if !slices.Contains(inGo, name) {
			c.t.Errorf("%s: %s is in the schema only", what, name)
		}
	}
}

// parsed are the files of a package, without its tests.
func parsed(t *testing.T, dir string) (files []*ast.File) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !strings.HasSuffix(e.Name(), ".go") || strings.HasSuffix(e.Name(), "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), dir+"/"+e.Name(), nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
	}
	return files
}

// structsOf are the exported structs of a package that have JSON tags.
func structsOf(t *testing.T, dir string) map[string]bool {
	t.Helper()
	out := map[string]bool{}
	for _, file := range parsed(t, dir) {
		ast.Inspect(file, func(n ast.Node) bool {
			spec, ok := n.(*ast.TypeSpec)
			if !ok || !spec.Name.IsExported() {
				return true
			}
			if s, ok := spec.Type.(*ast.StructType); ok && slices.ContainsFunc(s.Fields.List, func(f *ast.Field) bool { return f.Tag != nil }) {
				out[spec.Name.Name] = true
			}
			return true
		})
	}
	if len(out) < 30 {
		t.Errorf("only %d structs were found: the reading is wrong", len(out))
	}
	return out
}

// TestCodesStatesAndKindsAreThoseOfTheProtocol: what is enumerated in YAML is what Go has constants for.
func TestCodesStatesAndKindsAreThoseOfTheProtocol(t *testing.T) {
	schemas := document(t, "openapi")["components"].(map[string]any)["schemas"].(map[string]any)
	var codes []string
	for _, r := range protocol.Refusals() {
		codes = append(codes, string(r.Code))
	}
	enum := func(values any) (out []string) {
		for _, v := range values.([]any) {
			out = append(out, v.(string))
		}
		return out
	}
	c := &typeCheck{t: t}
	c.same("codes", codes, enum(schemas["Code"].(map[string]any)["enum"]))
	c.same("states", constants(t, "State"), enum(schemas["State"].(map[string]any)["enum"]))
	var kinds []string
	for _, one := range schemas["Event"].(map[string]any)["oneOf"].([]any) {
		name := path.Base(one.(map[string]any)["$ref"].(string))
		kinds = append(kinds, schemas[name].(map[string]any)["properties"].(map[string]any)["kind"].(map[string]any)["const"].(string))
	}
	c.same("kinds of events", constants(t, "Kind"), kinds)
	problems := document(t, "asyncapi")["info"].(map[string]any)["description"].(string)
	for _, code := range []protocol.CloseCode{
		protocol.CloseNormal, protocol.CloseProtocolError, protocol.CloseTooBig, protocol.CloseRestarting, protocol.CloseOverloaded,
		protocol.CloseHeartbeatMissed, protocol.CloseWriteStalled, protocol.CloseSessionAge, protocol.CloseAuthExpired, protocol.CloseMalformed,
		protocol.CloseUnauthenticated, protocol.CloseForbidden, protocol.CloseTooManySessions, protocol.CloseFlood,
	} {
		if !strings.Contains(problems, "| "+jsonOf(t, code)+" |") {
			t.Errorf("asyncapi.yaml does not tell of close code %d", code)
		}
	}
}

// constants are the values that the protocol has names for, of a type.
func constants(t *testing.T, typ string) (values []string) {
	t.Helper()
	for _, file := range parsed(t, "../protocol") {
		ast.Inspect(file, func(n ast.Node) bool {
			spec, ok := n.(*ast.ValueSpec)
			if !ok {
				return true
			}
			if of, ok := spec.Type.(*ast.Ident); !ok || of.Name != typ {
				return true
			}
			for _, v := range spec.Values {
				if literal, ok := v.(*ast.BasicLit); ok {
					value, err := strconv.Unquote(literal.Value)
					if err != nil {
						t.Fatal(err)
					}
					values = append(values, value)
				}
			}
			return true
		})
	}
	if len(values) == 0 {
		t.Fatalf("the protocol has no constant of type %s", typ)
	}
	return values
}

func jsonOf(t *testing.T, v any) string {
	t.Helper()
	raw, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}
