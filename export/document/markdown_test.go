package document

import (
	"strings"
	"testing"
)

// outline writes blocks in one line each, so that tests can show what they expect.
func outline(blocks []Block) string {
	var b strings.Builder
	for _, block := range blocks {
		switch block := block.(type) {
		case Heading:
			b.WriteString("h" + string(rune('0'+block.Level)) + " " + manners(block.Text))
		case Paragraph:
			b.WriteString("p " + manners(block.Text))
		case Code:
			b.WriteString("code " + block.Text)
		case Rule:
			b.WriteString("rule")
		case Quote:
			b.WriteString("quote(" + outline(block.Blocks) + ")")
		case List:
			for _, item := range block.Items {
				b.WriteString("item(" + outline(item) + ")")
			}
		case Table:
			for _, c := range block.Columns {
				b.WriteString("|" + c.Title.String())
				if c.Right {
					b.WriteByte('>')
				}
			}
			for _, r := range block.Rows {
				b.WriteByte('/')
				if r.Strong {
					b.WriteByte('!')
				}
				for _, c := range r.Cells {
					b.WriteString("|" + manners(c))
				}
			}
		}
		b.WriteByte(';')
	}
	return b.String()
}

func manners(t Text) string {
	var b strings.Builder
	for _, s := range t {
		mark := ""
		for sign, on := range map[string]bool{"*": s.Bold} {
			if on {
				mark += sign
			}
		}
		if s.Italic {
			mark += "_"
		}
		if s.Mono {
			mark += "`"
		}
		b.WriteString(mark + s.Text + mark)
	}
	return b.String()
}

func TestMarkdownBecomesBlocksOfPlainText(t *testing.T) {
	for _, c := range []struct{ name, markdown, want string }{
		{"manners", "a **b** *c* `d`", "p a *b* _c_ `d`;"},
		{"headings lie below the section's", "# a\n\n### b\n\n#### c", "h1 a;h1 b;h2 c;"},
		{"HTML stays text", "<script>alert(1)</script>\n\nand <b onclick=x>this</b>", "p <script>alert(1)</script>;p and <b onclick=x>this</b>;"},
		{"comments stay text", "a <!-- b --> c", "p a <!-- b --> c;"},
		{"links are their labels", "[here](http://evil.example) <http://evil.example>", "p here http://evil.example;"},
		{"dangerous links are labels too", "[x](javascript:alert(1))", "p x;"},
		{"pictures are their descriptions", "![a cat](http://evil.example/p.png)", "p a cat;"},
		{"references lead nowhere", "[a][b]\n\n[b]: http://evil.example", "p a;"},
		{"entities are letters", "caf&eacute; &#x26; &lt;b&gt;", "p café & <b>;"},
		{"what a backslash guards is no entity", `\&lt; \*a\* \\`, `p &lt; *a* \;`},
		{"lists", "- a\n- b\n  1. c", "item(p a;);item(p b;item(p c;););"},
		{"quotes", "> a\n> b", "quote(p a b;);"},
		{"code", "```\n<b>\n```", "code <b>;"},
		{"tables", "| a | b |\n| --- | ---: |\n| c | 1 |\n| **d** | **2** |", "|a|b>/|c|1/!|d|2;"},
		{"a table that lacks cells", "| a | b |\n|---|---|\n| c |", "|a|b/|c|;"},
		{"control characters go", "a\x00b\x1b[31m\u202Ec\u2066d", "p ab[31mcd;"},
		{"nothing", "", ""},
	} {
		got := outline(newReader().read(c.markdown))
		want := strings.ReplaceAll(c.want, ");item(", ")item(") // items of one list follow each other
		if got != want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, want)
		}
	}
}

func TestDeepNestingIsBounded(t *testing.T) {
	r := newReader()
	for _, deep := range []string{strings.Repeat("> ", 500) + "a", strings.Repeat("- ", 200) + "a"} {
		depth := 0
		var measure func(blocks []Block, at int)
		measure = func(blocks []Block, at int) {
			depth = max(depth, at)
			for _, b := range blocks {
				switch b := b.(type) {
				case Quote:
					measure(b.Blocks, at+1)
				case List:
					for _, item := range b.Items {
						measure(item, at+1)
					}
				}
			}
		}
		measure(r.read(deep), 0)
		if depth > maxDepth+1 {
			t.Errorf("%.6q… lies %d deep", deep, depth)
		}
	}
}

func TestOnlyTextIsKeptByteForByte(t *testing.T) {
	r := newReader()
	for markdown, inert := range map[string]bool{
		"a **b**\n\n| c |\n|---|\n| d |": true, "1 < 2 & 3": true, "a <b>": false, "[a](b)": false, "![a](b)": false, "<http://a.example>": false, "see http://a.example": false, "www.a.example": false,
		"> <div>\n> x": false, "\\<b\\>": true,
	} {
		if r.inert(markdown) != inert {
			t.Errorf("%q: inert is %v", markdown, !inert)
		}
	}
}

func FuzzMarkdown(f *testing.F) {
	for _, seed := range []string{"# a", "- a\n  - b", "| a |\n|---|\n| b |", "<b>", "[a](b)", "```\nx", "> > a", "&amp;\\&", "\xff\x00"} {
		f.Add(seed)
	}
	r := newReader()
	f.Fuzz(func(t *testing.T, markdown string) {
		for _, letter := range outline(r.read(markdown)) {
			if unwanted(letter) {
				t.Fatalf("%q gives %U", markdown, letter)
			}
		}
	})
}
