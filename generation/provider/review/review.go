package review

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/planspark/planspark/generation/plan/check"
)

// Rules are what the text of a section must be like.
type Rules struct {
	Language string        // BCP 47
	Figures  *check.Source // nil lets every figure pass
}

// The bounds of a text in words. They are wider than those that the model is asked for: a text is not
// thrown away for a third too much, only when it is another kind of text.
const (
	fewestWords = 40
	mostWords   = 1000
)

// maxNamed is how many strays a repair is asked for by name.
const maxNamed = 8

// Faults says what is wrong with a text; nothing when it is good.
func (r Rules) Faults(text string) []string {
	var out []string
	words := length(text)
	switch {
	case words < fewestWords:
		out = append(out, fmt.Sprintf("It has only %d words.", words))
	case words > mostWords:
		out = append(out, fmt.Sprintf("It has %d words, far too many.", words))
	}
	for _, rule := range forbidden {
		if rule.pattern.MatchString(text) {
			out = append(out, rule.fault)
		}
	}
	if !speaks(text, r.Language) {
		out = append(out, "It is not in the language "+r.Language+".")
	}
	return append(out, r.strays(text)...)
}

func (r Rules) strays(text string) []string {
	if r.Figures == nil {
		return nil
	}
	var named []string
	for _, f := range r.Figures.Stray(text) {
		named = append(named, f.Text)
	}
	if len(named) == 0 {
		return nil
	}
	return []string{"These figures are not among the given ones: " + strings.Join(named[:min(len(named), maxNamed)], "; ") +
		". State only given figures, as they are written, or say it without a figure."}
}

// forbidden is what no section may have.
var forbidden = []struct {
	pattern *regexp.Regexp
	fault   string
}{
	{regexp.MustCompile(`(?i)</?[a-z][a-z0-9-]*(\s[^<>]*)?/?>|<!--`), "It has HTML. Write Markdown only."},
	{regexp.MustCompile("(?m)^\\s*(```|~~~)"), "It has blocks of code. Write text."},
	{regexp.MustCompile(`!\[[^\]]*\]\(|\]\([^)]*\)|(?i)https?://`), "It has links or images. Leave them out."},
	{regexp.MustCompile(`(?i)\[(your|insert|enter|add|company|name|date|amount|x+)\b[^\]]*\]|\{\{|lorem ipsum`), "It has gaps for somebody else to fill in. Write it out."},
	{regexp.MustCompile(`(?i)^\s*(sure|certainly|of course|absolutely|here is|here's|below is|i'm sorry|i am sorry|as an ai|i cannot|i can't)\b`), "It begins with a remark to the person who asked. Give only the section."},
	{regexp.MustCompile(`(?i)\brequest-[0-9a-f]{8}\b|BCP 47`), "It speaks of its instructions. Give only the section."},
}
