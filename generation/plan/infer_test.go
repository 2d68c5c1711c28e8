package plan_test

import (
	"os"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/planspark/planspark/generation/plan"
)

// ideas are requests as people write them, each with the type that a person
// would choose.
func ideas(t *testing.T) (list [][2]string) {
	t.Helper()
	text, err := os.ReadFile("testdata/ideas.tsv")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		want, idea, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		if !ok {
			t.Fatalf("ideas.tsv: %q has no tab", line)
		}
		list = append(list, [2]string{want, idea})
	}
	return list
}

func TestInferenceFindsTheTypeOfNineIdeasInTen(t *testing.T) {
	l := load(t)
	seen := map[string]int{}
	wrong := 0
	list := ideas(t)
	for _, line := range list {
		want, idea := line[0], line[1]
		seen[want]++
		if got := l.Infer(idea); got.Slug != want {
			wrong++
			t.Logf("%q: got %s (%d, then %s), want %s", idea, got.Slug, got.Score, got.RunnerUp, want)
		}
	}
	if len(list) < 150 || len(seen) != len(l.Archetypes()) {
		t.Fatalf("%d ideas of %d types are too few", len(list), len(seen))
	}
	if 10*wrong > len(list) {
		t.Errorf("%d of %d wrong", wrong, len(list))
	}
}

func TestInferenceIsDeterministicForAnyText(t *testing.T) {
	one, other := load(t), load(t)
	rapid.Check(t, func(t *rapid.T) {
		idea := rapid.String().Draw(t, "idea")
		if rapid.Bool().Draw(t, "with words") {
			idea += " " + strings.Join(rapid.SliceOf(rapid.SampledFrom([]string{"café", "app", "for", "shop", "Fahrradladen", "with", "yoga", "é́"})).Draw(t, "words"), " ")
		}
		a, b := one.Infer(idea), other.Infer(idea)
		if a != b {
			t.Fatalf("%q is %+v and %+v", idea, a, b)
		}
		if _, ok := one.Lookup(a.Slug); !ok || a.Slug == a.RunnerUp {
			t.Fatalf("%q is %+v", idea, a)
		}
	})
}

func TestRunnerUpIsKept(t *testing.T) {
	g := load(t).Infer("A bakery with a small café")
	if g.Slug != "bakery" || g.RunnerUp != "cafe" {
		t.Errorf("%+v", g)
	}
	// Too little for any answer, and most of it for none of the types.
	if g := load(t).Infer("for sport with sharpening"); g.Slug != plan.Other || g.RunnerUp != "" || g.Score == 0 {
		t.Errorf("%+v", g)
	}
}
