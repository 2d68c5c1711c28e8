package plan

import (
	"math"
	"math/big"
	"testing"

	"pgregory.net/rapid"

	"github.com/planspark/planspark/generation/market"
)

func unitedStates() market.Location {
	return market.Location{
		Country: "US", Currency: "USD", MinorExponent: 2, FxPPM: million, PriceLevelPPM: million, IncomeRatioPPM: million,
		CityPricePPM: million, CityRentPPM: million, InflationPPM: 25_000, OncostPPM: 100_000, TaxPPM: 210_000,
		LoanRatePPM: 105_000, DiscountPPM: 120_000,
	}
}

// exact is a·b/d in numbers without a bound, rounded half away from zero.
func exact(a, b, d int64) *big.Int {
	n := new(big.Int).Mul(big.NewInt(a), big.NewInt(b))
	negative := n.Sign() < 0
	n.Abs(n).Lsh(n, 1).Add(n, big.NewInt(d))
	n.Quo(n, new(big.Int).Lsh(big.NewInt(d), 1))
	if negative {
		n.Neg(n)
	}
	return n
}

func TestMulDivIsExactForAllNumbers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := rapid.Int64Min(math.MinInt64+1).Draw(t, "a")
		b := rapid.Int64Min(math.MinInt64+1).Draw(t, "b")
		d := rapid.Int64Range(1, math.MaxInt64).Draw(t, "d")
		want := exact(a, b, d)
		if !want.IsInt64() {
			bound := int64(math.MaxInt64)
			if want.Sign() < 0 {
				bound = -bound
			}
			want = big.NewInt(bound)
		}
		if got := mulDiv(a, b, d); got != want.Int64() {
			t.Fatalf("mulDiv(%d, %d, %d) = %d, want %s", a, b, d, got, want)
		}
	})
}

func TestRoundDivRoundsHalfAwayFromZero(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.Int64Min(math.MinInt64+1).Draw(t, "n")
		d := rapid.Int64Range(1, math.MaxInt64).Draw(t, "d")
		if got, want := roundDiv(n, d), exact(n, 1, d).Int64(); got != want {
			t.Fatalf("roundDiv(%d, %d) = %d, want %d", n, d, got, want)
		}
	})
}

func TestNiceKeepsTwoToThreeDigits(t *testing.T) {
	for amount, want := range map[Money]Money{0: 0, 7: 7, 99: 99, 101: 100, 424: 425, 1_849: 1_850, 18_512: 18_500, 999_999: 1_000_000, -423: -425} {
		if got := nice(amount); got != want {
			t.Errorf("nice(%d) = %d, want %d", amount, got, want)
		}
	}
}
