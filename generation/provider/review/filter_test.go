package review_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/planspark/planspark/generation/provider/review"
)

func filtered(parts ...string) string {
	f := review.NewFilter("Market analysis")
	var b strings.Builder
	for _, p := range parts {
		b.WriteString(f.Next(p))
	}
	return b.String() + f.Rest()
}

var answers = map[string]string{
	"":                                     "",
	" \n\n ":                               "",
	"Text.":                                "Text.\n",
	"\n\n  Text.\n\nMore.\n\n\n":           "Text.\n\nMore.\n",
	"## Market analysis\n\nText.":          "Text.\n",
	"**Market Analysis**\nText.\n":         "Text.\n",
	"# Another title\nText.":               "### Another title\nText.\n",
	"Text.\n# One\n## Two\n### 3\n#### 4":  "Text.\n### One\n### Two\n### 3\n#### 4\n",
	"Text.\n#hashtag":                      "Text.\n#hashtag\n",
	"```markdown\nText.\n\nMore.\n```":     "Text.\n\nMore.\n",
	"```\n# Market analysis\nText.\n```\n": "Text.\n",
	"Text.\n```\ncode\n```":                "Text.\n```\ncode\n```\n",
	"```md\nText.\n```\nMore.":             "Text.\n```\nMore.\n",
	"* one\n* two":                         "* one\n* two\n",
	"| a | b |\n| --- | --- |\n":           "| a | b |\n| --- | --- |\n",
}

func TestAFilterTakesAwayWhatIsAroundATextOnly(t *testing.T) {
	for answer, want := range answers {
		if got := filtered(answer); got != want {
			t.Errorf("%q became %q, want %q", answer, got, want)
		}
	}
}

func TestAFilterDoesNotMindHowATextIsCut(t *testing.T) {
	var all []string
	for answer := range answers {
		all = append(all, answer)
	}
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(rapid.SampledFrom(all), rapid.StringMatching("[#`* \na-zé|]{0,60}")).Draw(t, "text")
		want := filtered(text)
		var parts []string
		for rest := text; rest != ""; {
			n := rapid.IntRange(1, len(rest)).Draw(t, "cut")
			parts = append(parts, rest[:n])
			rest = rest[n:]
		}
		if got := filtered(parts...); got != want {
			t.Fatalf("in parts %q it became %q, whole %q", parts, got, want)
		}
	})
}

func TestAFilterHoldsOrdinaryTextBackForNothing(t *testing.T) {
	f := review.NewFilter("Market analysis")
	if got := f.Next("The"); got != "The" {
		t.Errorf("the first word was held back: %q", got)
	}
	if got := f.Next(" market\nis"); got != " market\nis" {
		t.Errorf("held back: %q", got)
	}
}

// What a filter adds to a token.
func BenchmarkFilter(b *testing.B) {
	f := review.NewFilter("Market analysis")
	for b.Loop() {
		f.Next("word ")
	}
}
