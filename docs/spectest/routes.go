package spectest

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// route is an operation of the OpenAPI document.
type route struct {
	method, id string
	pattern    *regexp.Regexp
	literal    int   // bytes of the path that are no parameter: the more, the better it fits
	at         place // of the operation
	operation  document
}

var pathParameter = regexp.MustCompile(`\\\{(\w+)\\\}`)

func (l *library) routes() ([]route, error) {
	var out []route
	paths := l.documents["openapi"]["paths"].(document)
	for _, path := range slices.Sorted(maps.Keys(paths)) {
		quoted := regexp.QuoteMeta(path)
		pattern := pathParameter.ReplaceAllStringFunc(quoted, func(p string) string {
			if p == `\{path\}` {
				return `.+`
			}
			return `[^/]+`
		})
		for method, operation := range paths[path].(document) {
			o, ok := operation.(document)
			if !ok {
				continue // parameters
			}
			id, ok := o["operationId"].(string)
			if !ok {
				return nil, fmt.Errorf("%s %s has no operationId", method, path)
			}
			out = append(out, route{
				method: strings.ToUpper(method), id: id, pattern: regexp.MustCompile("^" + pattern + "$"),
				literal: len(pathParameter.ReplaceAllString(quoted, "")), operation: o,
				at: place{"openapi", ""}.in("paths", path, method),
			})
		}
	}
	slices.SortStableFunc(out, func(a, b route) int { return b.literal - a.literal })
	return out, nil
}

// find is the operation that a request is for.
func (w *Witness) find(method, path string) (route, bool) {
	for _, r := range w.routes {
		if r.method == method && r.pattern.MatchString(path) {
			return r, true
		}
	}
	return route{}, false
}

// expect enters what an operation may answer: its own answers by operation, shared ones by their names.
func (w *Witness) expect(r route) {
	for status, answer := range r.operation["responses"].(document) {
		at := r.at.in("responses", status)
		if ref, shared := answer.(document)["$ref"].(string); shared {
			at = at.follow(ref)
		}
		found, _, err := w.library.resolve(at)
		if err != nil {
			panic(err)
		}
		name := w.answerName(r, status)
		w.register.seen["answer "+name] = false
		for media := range object(found["content"]) {
			w.register.seen["answer "+name+" as "+media] = false
		}
		for header := range object(found["headers"]) {
			w.register.seen["answer "+name+" with "+header] = false
		}
		for _, status := range list(found["x-statuses"]) {
			w.register.seen["answer "+name+" "+fmt.Sprint(status)] = false
		}
	}
}

// answerName is what an answer is called: that of the component, when it is shared.
func (w *Witness) answerName(r route, status string) string {
	answer := r.operation["responses"].(document)[status].(document)
	if ref, shared := answer["$ref"].(string); shared {
		return strings.TrimPrefix(ref, "#/components/responses/")
	}
	return r.id + " " + status
}

// answerTo finds what is specified of a status.
func (w *Witness) answerTo(r route, status int) (answer document, at place, name string, err error) {
	key := strconv.Itoa(status)
	responses := r.operation["responses"].(document)
	if responses[key] == nil {
		key = "default"
	}
	if answer, at, err = w.library.resolve(r.at.in("responses", key)); err != nil {
		return nil, at, "", err
	}
	name = w.answerName(r, key)
	if allowed := list(answer["x-statuses"]); key == "default" {
		if !slices.ContainsFunc(allowed, func(v any) bool { return number(v) == status }) {
			return nil, at, "", fmt.Errorf("status %d is not specified", status)
		}
		w.note("answer %s %d", name, status)
	}
	return answer, at, name, nil
}

func object(value any) document {
	o, _ := value.(document)
	return o
}
