package docx

import (
	"bufio"
	stdxml "encoding/xml"
	"fmt"
	"strings"
)

// xml writes markup. Errors stay with the writer and come out when it is flushed.
type xml struct{ *bufio.Writer }

// raw writes markup as it is.
func (x *xml) raw(markup string) { x.WriteString(markup) }

// put writes markup with texts in the places of its verbs, escaped.
func (x *xml) put(markup string, values ...any) {
	for i, v := range values {
		if s, ok := v.(string); ok {
			values[i] = escaped(s)
		}
	}
	fmt.Fprintf(x, markup, values...)
}

func escaped(s string) string {
	var b strings.Builder
	_ = stdxml.EscapeText(&b, []byte(s)) // a strings.Builder takes everything
	return b.String()
}

// namespaces of the main parts.
const namespaces = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"` +
	` xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"` +
	` xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"` +
	` xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"` +
	` xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"`

// twips are twentieths of a point.
func twips(points float64) int { return int(points*20 + 0.5) }
