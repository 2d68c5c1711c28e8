package document

import (
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	tables "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// maxDepth bounds how deep lists and quotes lie in each other; what lies deeper is not set further in.
const maxDepth = 4

// reader reads Markdown (CommonMark and tables). It is safe for concurrent use.
type reader struct {
	parser parser.Parser
	keen   parser.Parser // makes links of bare addresses, as many readers of Markdown do
}

func newReader() *reader {
	return &reader{
		parser: goldmark.New(goldmark.WithExtensions(extension.Table)).Parser(),
		keen:   goldmark.New(goldmark.WithExtensions(extension.Table, extension.Linkify)).Parser(),
	}
}

// read makes blocks of the Markdown of a section.
func (r *reader) read(markdown string) []Block {
	source := []byte(Clean(markdown))
	w := &walker{source: source}
	return w.blocks(r.parser.Parse(text.NewReader(source)), 0)
}

// inert reports whether the Markdown is nothing but text and its structure: without HTML, links and
// pictures.
func (r *reader) inert(markdown string) bool {
	source := []byte(markdown)
	found := false
	_ = ast.Walk(r.keen.Parse(text.NewReader(source)), func(n ast.Node, _ bool) (ast.WalkStatus, error) {
		switch n.Kind() {
		case ast.KindHTMLBlock, ast.KindRawHTML, ast.KindLink, ast.KindAutoLink, ast.KindImage:
			found = true
			return ast.WalkStop, nil
		}
		return ast.WalkContinue, nil
	}) // the function returns no error
	return !found
}

// walker turns a syntax tree into blocks.
type walker struct{ source []byte }

func (w *walker) blocks(parent ast.Node, depth int) []Block {
	var out []Block
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		out = append(out, w.block(n, depth)...)
	}
	return out
}

func (w *walker) block(n ast.Node, depth int) []Block {
	switch n := n.(type) {
	case *ast.Heading:
		level := 1
		if n.Level > 3 {
			level = 2
		}
		return []Block{Heading{Level: level, Text: w.text(n)}}
	case *ast.Paragraph, *ast.TextBlock:
		if t := w.text(n); len(t) > 0 {
			return []Block{Paragraph{Text: t}}
		}
		return nil
	case *ast.List:
		return w.list(n, depth)
	case *ast.Blockquote:
		inner := w.blocks(n, depth+1)
		if depth >= maxDepth {
			return inner
		}
		return []Block{Quote{Blocks: inner}}
	case *ast.CodeBlock, *ast.FencedCodeBlock:
		return []Block{Code{Text: strings.TrimRight(w.lines(n), "\n")}}
	case *ast.HTMLBlock:
		return w.html(n)
	case *ast.ThematicBreak:
		return []Block{Rule{}}
	case *tables.Table:
		return []Block{w.table(n)}
	default:
		return w.blocks(n, depth)
	}
}

func (w *walker) list(n *ast.List, depth int) []Block {
	list := List{Ordered: n.IsOrdered(), Start: n.Start}
	var flat []Block
	for item := n.FirstChild(); item != nil; item = item.NextSibling() {
		blocks := w.blocks(item, depth+1)
		list.Items = append(list.Items, blocks)
		flat = append(flat, blocks...)
	}
	if depth >= maxDepth {
		return flat
	}
	return []Block{list}
}

// html keeps what looks like HTML as the text that it is.
func (w *walker) html(n *ast.HTMLBlock) []Block {
	raw := w.lines(n)
	if n.HasClosure() {
		raw += string(n.ClosureLine.Value(w.source))
	}
	if raw = strings.TrimSpace(raw); raw == "" {
		return nil
	}
	return []Block{Paragraph{Text: Plain(raw)}}
}

func (w *walker) lines(n ast.Node) string {
	var b strings.Builder
	for i := range n.Lines().Len() {
		at := n.Lines().At(i)
		b.Write(at.Value(w.source))
	}
	return b.String()
}

func (w *walker) table(n *tables.Table) Table {
	t := Table{}
	for _, a := range n.Alignments {
		t.Columns = append(t.Columns, Column{Right: a == tables.AlignRight})
	}
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		cells := make([]Text, len(t.Columns))
		i := 0
		for cell := row.FirstChild(); cell != nil && i < len(cells); cell = cell.NextSibling() {
			cells[i] = w.text(cell)
			i++
		}
		if row.Kind() == tables.KindTableHeader {
			for i := range cells {
				t.Columns[i].Title = cells[i]
			}
			continue
		}
		t.Rows = append(t.Rows, strong(cells))
	}
	return t
}

// strong finds out whether a row is a total: everything that it says is bold.
func strong(cells []Text) Row {
	row := Row{Cells: cells}
	for _, cell := range cells {
		for _, s := range cell {
			if !s.Bold && strings.TrimSpace(s.Text) != "" {
				return row
			}
		}
	}
	row.Strong = true
	for i, cell := range cells {
		row.Cells[i] = make(Text, len(cell))
		for k, s := range cell {
			s.Bold = false
			row.Cells[i][k] = s
		}
	}
	return row
}

// text collects the spans of a block.
func (w *walker) text(n ast.Node) Text {
	s := &spans{source: w.source}
	s.children(n, Span{})
	return s.trimmed()
}

// spans is a text in the making.
type spans struct {
	source []byte
	list   Text
}

func (s *spans) add(text string, manner Span) {
	if text == "" {
		return
	}
	if last := len(s.list) - 1; last >= 0 {
		same := s.list[last]
		same.Text = ""
		if same == manner {
			s.list[last].Text += text
			return
		}
	}
	manner.Text = text
	s.list = append(s.list, manner)
}

func (s *spans) children(n ast.Node, manner Span) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		s.inline(c, manner)
	}
}

func (s *spans) inline(n ast.Node, manner Span) {
	switch n := n.(type) {
	case *ast.Text:
		value := n.Segment.Value(s.source)
		if !n.IsRaw() {
			value = resolved(value)
		}
		s.add(Clean(string(value)), manner)
		if n.HardLineBreak() {
			s.add("\n", manner)
		} else if n.SoftLineBreak() {
			s.add(" ", manner)
		}
	case *ast.String:
		s.add(string(n.Value), manner)
	case *ast.Emphasis:
		if n.Level >= 2 {
			manner.Bold = true
		} else {
			manner.Italic = true
		}
		s.children(n, manner)
	case *ast.CodeSpan:
		manner.Mono = true
		s.children(n, manner)
	case *ast.RawHTML:
		for i := range n.Segments.Len() {
			at := n.Segments.At(i)
			s.add(string(at.Value(s.source)), manner)
		}
	case *ast.AutoLink:
		s.add(string(n.Label(s.source)), manner)
	default: // links and pictures are what they are called
		s.children(n, manner)
	}
}

// resolved reads entities and backslashes. What a backslash guards begins no entity.
func resolved(value []byte) []byte {
	var out []byte
	entities := func(part []byte) {
		out = append(out, util.ResolveNumericReferences(util.ResolveEntityNames(part))...)
	}
	start := 0
	for i := 0; i+1 < len(value); i++ {
		if value[i] == '\\' && util.IsPunct(value[i+1]) {
			entities(value[start:i])
			out = append(out, value[i+1])
			i++
			start = i + 1
		}
	}
	entities(value[start:])
	return out
}

func (s *spans) trimmed() Text {
	if n := len(s.list); n > 0 {
		s.list[0].Text = strings.TrimLeft(s.list[0].Text, " \t\n")
		s.list[n-1].Text = strings.TrimRight(s.list[n-1].Text, " \t\n")
	}
	return s.list
}
