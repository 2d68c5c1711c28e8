package cli

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/planspark/planspark/protocol"
)

// However sections grow beside each other, each is shown whole, once, and not torn apart.
func TestEverySectionIsShownWholeAndOnce(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		infos := protocol.Sections()[:rapid.IntRange(1, 5).Draw(rt, "sections")]
		var out []string
		p := newProse(func(line string) { out = append(out, line) }, func() int { return 80 })
		growing := make([]protocol.Section, 0, len(infos))
		left := map[string]int{}
		for _, s := range infos {
			left[s.Slug] = 4
		}
		for len(left) > 0 {
			i := rapid.IntRange(0, len(infos)-1).Draw(rt, "section")
			slug := infos[i].Slug
			if left[slug] == 0 {
				continue
			}
			growing = grow(growing, infos[i], 4-left[slug])
			if left[slug]--; left[slug] == 0 {
				delete(left, slug)
			}
			if rapid.Bool().Draw(rt, "shown now") {
				p.advance(growing)
			}
		}
		p.advance(growing)
		text := strings.Join(out, "\n")
		for _, s := range infos {
			whole := fmt.Sprintf("## %[1]s\n\n%[2]s 0 %[2]s 1 %[2]s 2\n", s.Title, s.Slug)
			if strings.Count(text, whole) != 1 {
				rt.Fatalf("%q is not there once:\n%s", whole, text)
			}
		}
	})
}

// grow adds the step to the section: three words, then it is complete.
func grow(sections []protocol.Section, info protocol.SectionInfo, step int) []protocol.Section {
	for i := range sections {
		if s := &sections[i]; s.Section == info.Slug {
			if step == 3 {
				s.Complete = true
			} else {
				s.Text += fmt.Sprintf("%s %d ", info.Slug, step)
			}
			return sections
		}
	}
	s := protocol.Section{Section: info.Slug, Title: info.Title, Index: info.Index, Text: fmt.Sprintf("%s %d ", info.Slug, step)}
	at := 0
	for at < len(sections) && sections[at].Index < s.Index {
		at++
	}
	return append(sections[:at], append([]protocol.Section{s}, sections[at:]...)...)
}

func TestTextThatBecameVoidIsShownAnew(t *testing.T) {
	var out []string
	p := newProse(func(line string) { out = append(out, line) }, func() int { return 80 })
	section := protocol.Section{Section: "company", Title: "The business", Index: 2, Text: "a first try\n"}
	p.advance([]protocol.Section{section})
	section.Text, section.Complete = "the second one\n", true
	p.advance([]protocol.Section{section})
	want := "## The business\n\na first try\n\n(This section is written anew.)\n\nthe second one\n"
	if got := strings.Join(out, "\n"); got != want {
		t.Errorf("shown:\n%s", got)
	}
}

func TestLinesAreWrappedAtWordsAndTablesAreNot(t *testing.T) {
	row := "| " + strings.Repeat("cell | ", 20)
	word := strings.Repeat("x", 60)
	var out []string
	l := lineWriter{print: func(s string) { out = append(out, s) }, width: func() int { return 31 }}
	l.write("The quick brown fox jumps over the lazy dog. 咖啡烘焙坊在里斯本开业了一家新店。 End\n" + row + "\n" + word + " tail\n\n\n\nlast\n")
	want := []string{
		"The quick brown fox jumps over", "the lazy dog.", "咖啡烘焙坊在里斯本开业了一家新店。", "End",
		strings.TrimRight(row, " "), word, "tail", "", "last",
	}
	if got := strings.Join(out, "\n"); got != strings.Join(want, "\n") {
		t.Errorf("printed:\n%s", got)
	}
}
