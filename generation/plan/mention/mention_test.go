package mention_test

import (
	"testing"

	"github.com/planspark/planspark/generation/plan/mention"
)

func TestWordsAreFoundUnlessTheyAreDenied(t *testing.T) {
	for _, c := range []struct {
		text, word string
		want       bool
	}{
		{"Un CAFÉ con brunch", "café", true},
		{"dogs and cats", "dog*", true},
		{"dogs and cats", "dog", false},
		{"no van, a real shop", "van", false},
		{"sin préstamos", "préstamo*", false},
		{"no loan, but a van and a loan later", "loan", true},
		{"un local en el centro", "local", false},
		{"local food", "local", true},
	} {
		text := " " + mention.Fold(c.text) + " "
		if got := mention.In(text, mention.Word(c.word)); got != c.want {
			t.Errorf("%q names %q: %v", c.text, c.word, got)
		}
	}
}
