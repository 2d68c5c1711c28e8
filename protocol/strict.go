package protocol

import (
	"bytes"
	"encoding/json"
	"fmt"
	"unicode/utf8"
)

// maxDepth is how deep JSON from outside may nest.
const maxDepth = 32

// object reads JSON from outside into its members. It refuses what encoding/json lets pass and a
// careful peer never sends: invalid UTF-8, nesting deeper than 32, a name given twice, and anything
// that is not an object.
func object(raw []byte) (map[string]json.RawMessage, *Problem) {
	if !utf8.Valid(raw) {
		return nil, Malformed("body", "The JSON is not valid UTF-8.")
	}
	if !json.Valid(raw) {
		return nil, Malformed("body", "This is not valid JSON.")
	}
	if p := checkNames(raw); p != nil {
		return nil, p
	}
	var m map[string]json.RawMessage
	if err := json.Unmarshal(raw, &m); err != nil || m == nil {
		return nil, Malformed("body", "The JSON is not an object.")
	}
	return m, nil
}

// checkNames walks valid JSON and refuses repeated names and deep nesting.
func checkNames(raw []byte) *Problem {
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.UseNumber()
	type level struct {
		names map[string]bool // nil in an array
		name  bool            // the next string is a name
	}
	var stack []level
	for {
		tok, err := dec.Token()
		if err != nil {
			return nil // the end: the JSON was checked to be valid
		}
		top := len(stack) - 1
		if s, ok := tok.(string); ok && top >= 0 && stack[top].names != nil && stack[top].name {
			if stack[top].names[s] {
				return Invalid(FieldError{s, "This name is given twice."})
			}
			stack[top].names[s], stack[top].name = true, false
			continue
		}
		switch tok {
		case json.Delim('{'):
			stack = append(stack, level{names: map[string]bool{}, name: true})
		case json.Delim('['):
			stack = append(stack, level{})
		case json.Delim('}'), json.Delim(']'):
			stack = stack[:top]
			top--
			fallthrough
		default:
			if top >= 0 && stack[top].names != nil {
				stack[top].name = true
			}
		}
		if len(stack) > maxDepth {
			return Wrong(422, "body", fmt.Sprintf("The JSON nests deeper than %d.", maxDepth)) // it is JSON: a session goes on
		}
	}
}

// fields reads the members of an object by name and gathers what is wrong with them.
type fields struct {
	members map[string]json.RawMessage
	errs    []FieldError
}

func (f *fields) fail(name, format string, args ...any) {
	f.errs = append(f.errs, FieldError{name, fmt.Sprintf(format, args...)})
}

// take removes a member; absent and null are the same.
func (f *fields) take(name string) json.RawMessage {
	raw := f.members[name]
	delete(f.members, name)
	if string(raw) == "null" {
		return nil
	}
	return raw
}

func (f *fields) text(name string) string {
	raw := f.take(name)
	if raw == nil {
		return ""
	}
	var s string
	if json.Unmarshal(raw, &s) != nil {
		f.fail(name, "This must be text.")
	}
	return s
}

func (f *fields) number(name string) json.Number {
	raw := f.take(name)
	if raw == nil {
		return ""
	}
	if c := raw[0]; c != '-' && (c < '0' || c > '9') {
		f.fail(name, "This must be a number.")
		return ""
	}
	return json.Number(raw)
}

func (f *fields) integer(name string) int {
	n := f.number(name)
	if n == "" {
		return 0
	}
	v, ok := decimal(string(n))
	if !ok || !v.IsInt() || !v.Num().IsInt64() {
		f.fail(name, "This must be a whole number.")
		return 0
	}
	if v.Sign() == 0 {
		return -1 // given, and out of every range that we have; absent is 0
	}
	return int(v.Num().Int64())
}

// rest refuses every member that nobody asked for, by name.
func (f *fields) rest() {
	for _, name := range sortedKeys(f.members) {
		f.fail(name, "There is no such field.")
	}
}
