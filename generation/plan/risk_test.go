package plan

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestARankIsWhatSortingFinds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		list := rapid.SliceOfN(rapid.Map(rapid.Int64Range(-20, 20), func(n int64) Money { return Money(n) }), 1, 200).Draw(t, "list")
		k := rapid.IntRange(0, len(list)-1).Draw(t, "place")
		sorted := slices.Sorted(slices.Values(list))
		if got := ranked(list, k); got != sorted[k] || list[k] != got || k > 0 && slices.Max(list[:k]) > got {
			t.Fatalf("place %d is %d, want %d with nothing higher before it: %v", k, got, sorted[k], list)
		}
	})
}

// The fast forms of arithmetic give what the general one gives.
func TestFastSharesRoundAsMulDivDoes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := rapid.OneOf(rapid.Int64Range(-1<<45, 1<<45), rapid.Int64Range(-2_000_000, 2_000_000)).Draw(t, "a")
		f := rapid.OneOf(rapid.Int64Range(-1<<25, 1<<25), rapid.SampledFrom([]int64{0, 1, million, 500_000, -500_000})).Draw(t, "f")
		if got, want := perMillion(a, f), mulDiv(a, f, million); got != want {
			t.Fatalf("%d × %d ppm is %d, want %d", a, f, got, want)
		}
		if got, want := perThousand(a, f), mulDiv(a, f, 1000); got != want {
			t.Fatalf("%d × %d ‰ is %d, want %d", a, f, got, want)
		}
		if got, want := thirtieth(a), roundDiv(a, 30); got != want {
			t.Fatalf("%d/30 is %d, want %d", a, got, want)
		}
	})
}
