package docs_test

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"

	"github.com/planspark/planspark/docs"
)

// document is a specification as values.
func document(t *testing.T, name string) map[string]any {
	t.Helper()
	for _, s := range docs.Specifications() {
		if s.Name != name {
			continue
		}
		raw, err := s.JSON()
		if err != nil {
			t.Fatal(err)
		}
		var out map[string]any
		if err := json.Unmarshal(raw, &out); err != nil {
			t.Fatal(err)
		}
		return out
	}
	t.Fatalf("there is no %s", name)
	return nil
}

func TestJSONSaysTheSameAsYAMLInItsOrder(t *testing.T) {
	for _, s := range docs.Specifications() {
		var want any
		if err := yaml.Unmarshal(s.YAML, &want); err != nil {
			t.Fatal(err)
		}
		asJSON, err := json.Marshal(want)
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(asJSON, &want); err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(document(t, s.Name), want) {
			t.Errorf("%s: JSON and YAML differ", s.Name)
		}
		got, err := s.JSON()
		if err != nil {
			t.Fatal(err)
		}
		first, _, _ := bytes.Cut(s.YAML, []byte(":"))
		if !bytes.HasPrefix(got, []byte(`{"`+string(first)+`":`)) {
			t.Errorf("%s: the members of JSON are not in the order of YAML: %.40s", s.Name, got)
		}
	}
}

// TestEveryReferenceLeadsSomewhereAndNothingIsUnused walks both documents. A value that is null is a comma in an
// unquoted text.
func TestEveryReferenceLeadsSomewhereAndNothingIsUnused(t *testing.T) {
	used := map[string]bool{}
	both := map[string]map[string]any{"openapi": document(t, "openapi"), "asyncapi": document(t, "asyncapi")}
	for name := range both {
		var walk func(at string, v any)
		walk = func(at string, v any) {
			switch v := v.(type) {
			case nil:
				t.Errorf("%s is null", at)
			case []any:
				for _, member := range v {
					walk(at+"/…", member)
				}
			case map[string]any:
				if ref, ok := v["$ref"].(string); ok {
					used[follow(t, both, name, ref)] = true
				}
				for key, member := range v {
					walk(at+"/"+key, member)
				}
			}
		}
		walk(name, both[name])
	}
	for name, document := range both {
		for kind, things := range document["components"].(map[string]any) {
			for thing := range things.(map[string]any) {
				if at := name + "#/components/" + kind + "/" + thing; kind != "securitySchemes" && !used[at] {
					t.Errorf("%s is used nowhere", at)
				}
			}
		}
	}
}

// follow returns the full name of what a reference leads to, which must be there.
func follow(t *testing.T, both map[string]map[string]any, name, ref string) string {
	t.Helper()
	file, pointer, _ := strings.Cut(ref, "#")
	if file != "" {
		name = strings.TrimSuffix(strings.TrimPrefix(file, "./"), ".yaml")
	}
	var at any = both[name]
	for key := range strings.SplitSeq(strings.TrimPrefix(pointer, "/"), "/") {
		members, ok := at.(map[string]any)
		if at = members[strings.ReplaceAll(key, "~1", "/")]; !ok || at == nil {
			t.Errorf("%s: %s leads nowhere", name, ref)
			break
		}
	}
	return name + "#" + pointer
}
