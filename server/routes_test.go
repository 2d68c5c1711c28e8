package server

import (
	"encoding/json"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/gofiber/fiber/v2"

	"github.com/planspark/planspark/docs"
)

// TestEveryRouteIsSpecifiedAndTheReverse compares the router with openapi.yaml.
func TestEveryRouteIsSpecifiedAndTheReverse(t *testing.T) {
	s := &Server{deps: Deps{Operations: monitorOperations{}}}
	app := fiber.New()
	s.routes(app)
	served := map[string]bool{"GET /assets/{path}": true} // what no route takes, see Server.asset
	parameter := regexp.MustCompile(`:(\w+)`)
	for _, r := range app.GetRoutes(true) {
		if r.Method != fiber.MethodHead { // each GET is one, too
			served[r.Method+" "+parameter.ReplaceAllString(r.Path, "{$1}")] = true
		}
	}
	specified := map[string]bool{}
	for path, item := range specifiedPaths(t) {
		for method := range item {
			if method != "parameters" {
				specified[strings.ToUpper(method)+" "+path] = true
			}
		}
	}
	if len(served) < 35 {
		t.Errorf("only %d routes are known: the reading is wrong", len(served))
	}
	for _, route := range slices.Sorted(maps.Keys(served)) {
		if !specified[route] {
			t.Errorf("%s is served, and not in openapi.yaml", route)
		}
	}
	for _, route := range slices.Sorted(maps.Keys(specified)) {
		if !served[route] {
			t.Errorf("%s is in openapi.yaml, and not served", route)
		}
	}
}

func specifiedPaths(t *testing.T) map[string]map[string]json.RawMessage {
	t.Helper()
	raw, err := docs.Specifications()[0].JSON()
	if err != nil {
		t.Fatal(err)
	}
	var spec struct {
		Paths map[string]map[string]json.RawMessage
	}
	if err := json.Unmarshal(raw, &spec); err != nil {
		t.Fatal(err)
	}
	return spec.Paths
}
