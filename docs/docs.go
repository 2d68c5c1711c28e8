// Package docs holds the published specifications, as files that the binary carries: of HTTP (OpenAPI) and of the
// WebSocket (AsyncAPI). It knows YAML and nothing of ours; docs/spectest reads what tests see against them.
// Everything in it is a constant, and safe for concurrent use.
package docs

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"

	"go.yaml.in/yaml/v4"
)

//go:embed openapi.yaml
var openAPI []byte

//go:embed asyncapi.yaml
var asyncAPI []byte

// Specification is one of the published ones. What it returns is shared: read only.
type Specification struct {
	Name string // "openapi" or "asyncapi"
	YAML []byte
}

// Specifications are all that are published.
func Specifications() []Specification {
	return []Specification{{Name: "openapi", YAML: openAPI}, {Name: "asyncapi", YAML: asyncAPI}}
}

// JSON is the same content as JSON, with members in their order. It takes some milliseconds.
func (s Specification) JSON() ([]byte, error) {
	var document yaml.Node
	if err := yaml.Unmarshal(s.YAML, &document); err != nil {
		return nil, fmt.Errorf("%s.yaml: %w", s.Name, err)
	}
	var out bytes.Buffer
	if err := write(&out, &document); err != nil {
		return nil, fmt.Errorf("%s.yaml: %w", s.Name, err)
	}
	return out.Bytes(), nil
}

// write writes a node as JSON. Anchors and merges are not for files that others read with other tools.
func write(out *bytes.Buffer, n *yaml.Node) error {
	switch n.Kind {
	case yaml.DocumentNode:
		return write(out, n.Content[0])
	case yaml.MappingNode:
		return writeList(out, n, '{', '}', func(i int) byte { return ",:"[i%2] })
	case yaml.SequenceNode:
		return writeList(out, n, '[', ']', func(int) byte { return ',' })
	case yaml.ScalarNode:
		var value any
		if err := n.Decode(&value); err != nil {
			return err
		}
		body, err := json.Marshal(value)
		if err != nil {
			return err
		}
		out.Write(body)
		return nil
	}
	return fmt.Errorf("line %d: this kind of YAML is not for specifications", n.Line)
}

// writeList writes the members of a node with what separates the i-th from the one before.
func writeList(out *bytes.Buffer, n *yaml.Node, open, end byte, separator func(i int) byte) error {
	out.WriteByte(open)
	for i, member := range n.Content {
		if i > 0 {
			out.WriteByte(separator(i))
		}
		if err := write(out, member); err != nil {
			return err
		}
	}
	out.WriteByte(end)
	return nil
}
