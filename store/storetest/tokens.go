package storetest

import (
	"reflect"
	"sync"
	"testing"

	"github.com/planspark/planspark/generation"
)

func spending(provider string, input, output int) generation.Spending {
	s := generation.Spending{Provider: provider}
	s.Input, s.Output = input, output
	return s
}

func tokens(t testing.TB, s Store, owner string) []generation.Spending {
	t.Helper()
	got, err := s.Tokens(t.Context(), owner)
	if err != nil {
		t.Fatalf("tokens: %v", err)
	}
	return got
}

var tokenTests = map[string]func(*testing.T, Store){
	"tokens add up by provider and owner": func(t *testing.T, s Store) {
		for _, spent := range [][]generation.Spending{
			{spending("groq", 10, 5)}, {spending("gemini", 100, 50), spending("groq", 1, 2)}, nil, {spending("gemini", 0, 1)},
		} {
			if err := s.Spend(t.Context(), "ann", spent); err != nil {
				t.Fatal(err)
			}
		}
		if err := s.Spend(t.Context(), "bob", []generation.Spending{spending("groq", 7, 7)}); err != nil {
			t.Fatal(err)
		}
		want := []generation.Spending{spending("gemini", 100, 51), spending("groq", 11, 7)}
		if got := tokens(t, s, "ann"); !reflect.DeepEqual(got, want) {
			t.Errorf("ann has spent %+v, want %+v", got, want)
		}
		if got := tokens(t, s, "eve"); len(got) > 0 {
			t.Errorf("eve, who had nothing, has spent %+v", got)
		}
	},
	"tokens that are counted at once are all counted": func(t *testing.T, s Store) {
		var all sync.WaitGroup
		for range 20 {
			all.Go(func() {
				if err := s.Spend(t.Context(), "ann", []generation.Spending{spending("gemini", 3, 2), spending("groq", 1, 1)}); err != nil {
					t.Errorf("spend: %v", err)
				}
			})
		}
		all.Wait()
		if got, want := tokens(t, s, "ann"), []generation.Spending{spending("gemini", 60, 40), spending("groq", 20, 20)}; !reflect.DeepEqual(got, want) {
			t.Errorf("spent %+v, want %+v", got, want)
		}
	},
}
