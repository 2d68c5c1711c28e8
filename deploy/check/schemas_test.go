package check

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v3"
)

// Where schemas are published as Go modules: those of Kubernetes 1.30, and KEDA's.
const (
	kubernetesModule = "sigs.k8s.io/kubectl-validate@v0.0.4"
	kedaModule       = "github.com/kedacore/keda/v2@v2.21.0"
)

// moduleDir downloads a module, or finds it where it was downloaded to.
func moduleDir(t *testing.T, module string) string {
	t.Helper()
	out, err := exec.Command("go", "mod", "download", "-json", module).Output()
	if err != nil {
		t.Fatalf("download %s: %v\n%s", module, err, out)
	}
	var m struct{ Dir string }
	if err := json.Unmarshal(out, &m); err != nil {
		t.Fatal(err)
	}
	return m.Dir
}

// schemas validates objects as a server does that is asked for strictness: fields that it does not know
// are errors.
type schemas struct {
	t        *testing.T
	compiler *jsonschema.Compiler
	of       map[string]string // the place of a kind's schema, by "apiVersion/kind"
}

func loadSchemas(t *testing.T) *schemas {
	t.Helper()
	s := &schemas{t: t, compiler: jsonschema.NewCompiler(), of: map[string]string{}}
	s.compiler.DefaultDraft(jsonschema.Draft2020)
	builtins := filepath.Join(moduleDir(t, kubernetesModule), "pkg", "openapiclient", "builtins", "1.30")
	for _, file := range []string{"api/v1.json", "apis/apps/v1.json", "apis/networking.k8s.io/v1.json", "apis/policy/v1.json"} {
		s.addOpenAPI(filepath.Join(builtins, file))
	}
	for _, file := range []string{"keda.sh_scaledobjects.yaml", "keda.sh_triggerauthentications.yaml"} {
		s.addDefinition(filepath.Join(moduleDir(t, kedaModule), "config", "crd", "bases", file))
	}
	return s
}

// read decodes JSON or YAML.
func (s *schemas) read(file string) map[string]any {
	s.t.Helper()
	raw, err := os.ReadFile(file)
	if err != nil {
		s.t.Fatal(err)
	}
	var doc map[string]any
	if err := yaml.Unmarshal(raw, &doc); err != nil {
		s.t.Fatal(err)
	}
	return plain(doc).(map[string]any)
}

// addOpenAPI takes in what a server publishes of a group.
func (s *schemas) addOpenAPI(file string) {
	s.t.Helper()
	doc := s.read(file)
	all := doc["components"].(map[string]any)["schemas"].(map[string]any)
	for name, schema := range all {
		strict(schema)
		kinds, _ := schema.(map[string]any)["x-kubernetes-group-version-kind"].([]any)
		for _, k := range kinds {
			kind := k.(map[string]any)
			version := strings.TrimPrefix(fmt.Sprintf("%s/%s", kind["group"], kind["version"]), "/")
			s.of[version+"/"+kind["kind"].(string)] = file + "#/components/schemas/" + name
		}
	}
	if err := s.compiler.AddResource(file, doc); err != nil {
		s.t.Fatal(err)
	}
}

// addDefinition takes in a custom resource.
func (s *schemas) addDefinition(file string) {
	s.t.Helper()
	doc := s.read(file)
	spec := doc["spec"].(map[string]any)
	for i, v := range spec["versions"].([]any) {
		version := v.(map[string]any)
		schema := version["schema"].(map[string]any)["openAPIV3Schema"].(map[string]any)
		properties := schema["properties"].(map[string]any)
		delete(properties, "metadata") // it is any object here; kustomize has read its name
		strict(schema)
		properties["metadata"] = map[string]any{"type": "object"}
		kind := spec["names"].(map[string]any)["kind"]
		s.of[fmt.Sprintf("%s/%s/%s", spec["group"], version["name"], kind)] = fmt.Sprintf("%s#/spec/versions/%d/schema/openAPIV3Schema", file, i)
	}
	if err := s.compiler.AddResource(file, doc); err != nil {
		s.t.Fatal(err)
	}
}

// strict forbids, in a schema and all below it, the fields that are not named.
func strict(schema any) {
	switch s := schema.(type) {
	case map[string]any:
		_, named := s["properties"].(map[string]any)
		_, more := s["additionalProperties"]
		if named && !more && s["x-kubernetes-preserve-unknown-fields"] != true {
			s["additionalProperties"] = false
		}
		for _, below := range s {
			strict(below)
		}
	case []any:
		for _, below := range s {
			strict(below)
		}
	}
}

// plain makes a document of what JSON decodes to.
func plain(v any) any {
	raw, err := json.Marshal(v)
	if err != nil {
		return nil
	}
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(string(raw)))
	if err != nil {
		return nil
	}
	return doc
}

// check says what is wrong with an object.
func (s *schemas) check(object map[string]any) error {
	place, ok := s.of[fmt.Sprintf("%s/%s", object["apiVersion"], object["kind"])]
	if !ok {
		return fmt.Errorf("nobody knows %s %s", object["apiVersion"], object["kind"])
	}
	schema, err := s.compiler.Compile(place)
	if err != nil {
		return err
	}
	return schema.Validate(plain(object))
}

func TestSchemasRefuseWhatIsWrong(t *testing.T) {
	s := loadSchemas(t)
	for name, object := range map[string]string{
		"a field that is not":       `{"apiVersion":"v1","kind":"Service","metadata":{"name":"x"},"spec":{"portz":[]}}`,
		"another type":              `{"apiVersion":"v1","kind":"Service","metadata":{"name":"x"},"spec":{"ports":[{"port":"eighty"}]}}`,
		"something is left out":     `{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"x"},"spec":{"template":{}}}`,
		"a deep field that is not":  `{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"x"},"spec":{"selector":{},"template":{"spec":{"containers":[{"name":"a","livenessProbe":{"httpget":{}}}]}}}}`,
		"KEDA, a field that is not": `{"apiVersion":"keda.sh/v1alpha1","kind":"ScaledObject","metadata":{"name":"x"},"spec":{"scaleTargetRef":{"name":"x"},"triggers":[],"min":1}}`,
		"a kind that is not":        `{"apiVersion":"v1","kind":"Pods"}`,
	} {
		doc, err := jsonschema.UnmarshalJSON(strings.NewReader(object))
		if err != nil {
			t.Fatal(err)
		}
		if s.check(doc.(map[string]any)) == nil {
			t.Errorf("%s: nothing is found wrong", name)
		}
	}
}
