package spectest

import (
	"bytes"
	"fmt"
	"mime"
	"net/http"
	"slices"
	"strings"
)

// The media types that are read.
const (
	asJSON    = "application/json"
	asProblem = "application/problem+json"
	asStream  = "text/event-stream"
)

// exchange is a request and its answer, as far as it has come.
type exchange struct {
	witness      *Witness
	what         string // for reports: method, path, status
	method, path string
	request      []byte
	status       int
	header       http.Header
	media        string
	at           place // of the specified answer; zero when there is none to hold against
}

// unread are the statuses of answers that are given before a request reaches the router, and so without an id.
var unread = []int{http.StatusBadRequest, http.StatusRequestTimeout, http.StatusRequestEntityTooLarge, http.StatusRequestHeaderFieldsTooLarge}

// ours says whether an answer is one of the service at all: tests speak with others, too.
func (x *exchange) ours() bool {
	return x.header.Get("X-Request-Id") != "" || x.media == asProblem && slices.Contains(unread, x.status)
}

func (w *Witness) begin(r *http.Request, sent []byte, resp *http.Response) (*exchange, bool) {
	x := &exchange{
		witness: w, method: r.Method, path: r.URL.Path, request: sent, status: resp.StatusCode, header: resp.Header,
		what: fmt.Sprintf("%s %s → %d", r.Method, r.URL.Path, resp.StatusCode),
	}
	x.media, _, _ = mime.ParseMediaType(resp.Header.Get("Content-Type"))
	if !x.ours() || r.Method == http.MethodOptions {
		return nil, false
	}
	x.judge()
	return x, true
}

// judge holds status and headers against what is specified.
func (x *exchange) judge() {
	method := x.method
	if method == http.MethodHead {
		method = http.MethodGet
	}
	r, ok := x.witness.find(method, x.path)
	if !ok {
		x.nowhere()
		return
	}
	answer, at, name, err := x.witness.answerTo(r, x.status)
	if err != nil {
		x.witness.violated(x.what, err)
		return
	}
	x.at = at
	x.witness.note("answer %s", name)
	x.headers(answer, name)
	x.content(answer, name)
	x.asked(r)
}

// nowhere is an answer at an address that is not specified: it says that there is nothing.
func (x *exchange) nowhere() {
	if x.status == http.StatusPermanentRedirect && x.header.Get("Location")+"/" == x.path {
		return // to an address that is specified, or is found not to be
	}
	x.at = place{"openapi", "/components/responses/NoSuchPage"}
	name := "NoSuchPage"
	if x.status != http.StatusNotFound {
		x.at, name = place{"openapi", "/components/responses/Refused"}, "Refused"
		x.witness.note("answer %s %d", name, x.status)
	}
	answer, _, err := x.witness.library.resolve(x.at)
	if err != nil {
		panic(err)
	}
	if x.status != http.StatusNotFound && !slices.ContainsFunc(list(answer["x-statuses"]), func(v any) bool { return number(v) == x.status }) {
		x.witness.violated(x.what, fmt.Errorf("this address is not specified"))
		return
	}
	x.headers(answer, name)
	x.content(answer, name)
}

// headers wants those that must be there, and no others than are specified.
func (x *exchange) headers(answer document, name string) {
	specified := object(answer["headers"])
	for header := range specified {
		at := x.at.in("headers", header)
		h, _, err := x.witness.library.resolve(at)
		switch value := x.header.Get(header); {
		case err != nil:
			x.witness.violated(x.what, err)
		case value == "" && h["required"] == true:
			x.witness.violated(x.what, fmt.Errorf("%s is missing", header))
		case value != "":
			x.witness.note("answer %s with %s", name, header)
		}
	}
	every := x.witness.library.documents["openapi"]["x-every-answer"].([]any)
	for header := range x.header {
		is := func(v any) bool { return strings.EqualFold(fmt.Sprint(v), header) }
		known := slices.ContainsFunc(every, is) || strings.HasPrefix(header, "Access-Control-")
		for s := range specified {
			known = known || is(s)
		}
		if !known {
			x.witness.violated(x.what, fmt.Errorf("the header %s is not specified", header))
		}
	}
}

// content wants a body of a kind that is specified, or none.
func (x *exchange) content(answer document, name string) {
	kinds := object(answer["content"])
	switch {
	case x.status == http.StatusNotModified, x.media == "" && (len(kinds) == 0 || x.method == http.MethodHead):
	case kinds[x.media] == nil:
		x.witness.violated(x.what, fmt.Errorf("a body of the type %q is not specified", x.media))
	default:
		x.witness.note("answer %s as %s", name, x.media)
	}
}

// asked holds the request against its schema: what is accepted must be specified.
func (x *exchange) asked(r route) {
	if x.status >= http.StatusBadRequest || r.operation["requestBody"] == nil {
		return
	}
	value, err := decode(x.request)
	if err != nil {
		x.witness.violated(x.what, fmt.Errorf("what was accepted is no JSON: %w", err))
		return
	}
	x.witness.check("what was accepted by "+x.what, r.at.in("requestBody", "content", asJSON, "schema"), value)
}

// body holds a whole body against its schema.
func (x *exchange) body(raw []byte) {
	if x.at == (place{}) || x.method == http.MethodHead || (x.media != asJSON && x.media != asProblem) {
		return
	}
	if kind, _, err := x.witness.library.resolve(x.at.in("content", x.media)); err != nil || kind["schema"] == nil {
		return
	}
	value, err := decode(raw)
	if err != nil {
		x.witness.violated(x.what, fmt.Errorf("the body is no JSON: %w", err))
		return
	}
	if x.witness.check(x.what, x.at.in("content", x.media, "schema"), value) && x.media == asProblem {
		if p := object(value); number(p["status"]) != x.status {
			x.witness.violated(x.what, fmt.Errorf("the problem says %v", p["status"]))
		}
	}
}

// event holds one block of an event stream against its schema.
func (x *exchange) event(block []byte) {
	var data []byte
	for line := range bytes.Lines(block) {
		if rest, ok := bytes.CutPrefix(line, []byte("data: ")); ok {
			data = append(data, rest...)
		}
	}
	if len(data) == 0 || x.at == (place{}) {
		return // a comment, or the time to reconnect after
	}
	value, err := decode(data)
	if err != nil {
		x.witness.violated(x.what, fmt.Errorf("an event is no JSON: %w", err))
		return
	}
	x.witness.check("an event of "+x.what, x.at.in("content", asStream, "schema"), value)
}
