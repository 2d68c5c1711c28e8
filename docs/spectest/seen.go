package spectest

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// register is everything that the specifications say, and what of it was seen.
type register struct {
	library *library
	seen    map[string]bool // by name; false: not yet
	nodes   map[place]*node
}

func newRegister(l *library) *register {
	r := &register{library: l, seen: map[string]bool{}, nodes: map[place]*node{}}
	for _, name := range []string{"openapi", "asyncapi"} {
		schemas := place{name, "/components/schemas"}
		for schema := range l.documents[name]["components"].(document)["schemas"].(document) {
			r.expect(schemas.in(schema), schema)
		}
	}
	return r
}

// expect enters a schema, its members and the values that it enumerates.
func (r *register) expect(p place, name string) {
	schema, _, err := r.library.resolve(p)
	if err != nil {
		panic(err) // newRegister walks what is there
	}
	r.seen["type "+name] = false
	for _, value := range list(schema["enum"]) {
		r.seen[fmt.Sprintf("value %s %v", name, value)] = false
	}
	for member, value := range members(schema) {
		r.seen["member "+name+"."+member] = false
		for _, value := range list(value.(document)["enum"]) {
			r.seen[fmt.Sprintf("value %s.%s %v", name, member, value)] = false
		}
	}
}

// note remembers that something was seen, if it is entered.
func (r *register) note(name string) {
	if seen, ok := r.seen[name]; ok && !seen {
		r.seen[name] = true
	}
}

// unseen lists what was not seen, in order.
func (r *register) unseen() []string {
	var out []string
	for _, name := range slices.Sorted(maps.Keys(r.seen)) {
		if !r.seen[name] {
			out = append(out, name)
		}
	}
	return out
}

// node is a schema as marking needs it: compiled once, since messages are many.
type node struct {
	schema     document
	at         place
	entry      string            // in the register, when it has a name; its members are entered below it
	values     string            // what its enumerated values are entered below; empty when there are none
	all        []*node           // that it is composed of
	choices    []*node           // of which one fits
	members    map[string]*node  // by name
	entries    map[string]string // of the members, by name
	items      *node
	additional *node
	silent     bool // nothing below it is in the register
}

// node compiles the schema at a place. name is what it is called where it has no name itself.
func (r *register) node(p place, name string) *node {
	schema, at, err := r.library.resolve(p)
	if err != nil {
		panic(err) // docs has a test that every reference leads somewhere
	}
	n := &node{schema: schema, at: at, members: map[string]*node{}, entries: map[string]string{}}
	if own, ok := strings.CutPrefix(at.pointer, "/components/schemas/"); ok && !strings.Contains(own, "/") {
		if known, ok := r.nodes[at]; ok {
			return known
		}
		r.nodes[at] = n // before its members: schemas may contain themselves
		name, n.entry = own, "type "+own
	}
	if schema["enum"] != nil {
		n.values = "value " + name + " "
	}
	for i := range list(schema["allOf"]) {
		n.all = append(n.all, r.node(at.in("allOf", strconv.Itoa(i)), ""))
	}
	for _, choice := range []string{"oneOf", "anyOf"} {
		for i := range list(schema[choice]) {
			n.choices = append(n.choices, r.node(at.in(choice, strconv.Itoa(i)), ""))
		}
	}
	for member := range members(schema) {
		n.members[member] = r.node(at.in("properties", member), name+"."+member)
		n.entries[member] = "member " + name + "." + member
	}
	if schema["items"] != nil {
		n.items = r.node(at.in("items"), "")
	}
	if object(schema["additionalProperties"]) != nil {
		n.additional = r.node(at.in("additionalProperties"), "")
	}
	quiet := func(below *node) bool { return below == nil || below.silent }
	n.silent = n.entry == "" && n.values == "" && len(n.all)+len(n.choices)+len(n.members) == 0 && quiet(n.items) && quiet(n.additional)
	return n
}

// mark notes everything that a value, which is valid, shows of the schema at a place.
func (r *register) mark(p place, value any) {
	n, ok := r.nodes[p]
	if !ok {
		n = r.node(p, "")
		r.nodes[p] = n
	}
	r.show(n, value)
}

func (r *register) show(n *node, value any) {
	if n.silent {
		return
	}
	r.note(n.entry)
	if n.values != "" {
		r.note(n.values + fmt.Sprint(value))
	}
	for _, part := range n.all {
		r.show(part, value)
	}
	for _, choice := range n.choices {
		if r.fits(choice, value) {
			r.show(choice, value)
		}
	}
	switch v := value.(type) {
	case []any:
		for i := 0; n.items != nil && !n.items.silent && i < len(v); i++ {
			r.show(n.items, v[i])
		}
	case document:
		r.showMembers(n, v)
	}
}

func (r *register) showMembers(n *node, value document) {
	for name, v := range value {
		if below := n.members[name]; below != nil {
			r.note(n.entries[name])
			r.show(below, v)
		} else if n.additional != nil {
			r.show(n.additional, v)
		}
	}
}

// fits says whether a value is what one of several schemas means: by the constants in it, where it has some.
func (r *register) fits(n *node, value any) bool {
	for name, member := range n.members {
		if constant := member.schema["const"]; constant != nil {
			return object(value)[name] == constant
		}
	}
	return r.library.validate(n.at, value) == nil
}

func members(schema document) document {
	m, _ := schema["properties"].(document)
	return m
}

func list(value any) []any {
	l, _ := value.([]any)
	return l
}

// number reads a number of a document.
func number(value any) int {
	n, ok := value.(json.Number)
	if !ok {
		return 0
	}
	i, err := n.Int64()
	if err != nil {
		return 0
	}
	return int(i)
}
