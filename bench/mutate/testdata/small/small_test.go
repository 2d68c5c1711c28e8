package small

import "testing"

func TestFee(t *testing.T) {
	for _, c := range []struct{ paid, want int }{{0, 1}, {200, 20}} {
		if fee, err := Fee(c.paid, false); err != nil || fee != c.want {
			t.Errorf("of %d it is %d, %v", c.paid, fee, err)
		}
	}
	if fee, _ := Fee(200, true); fee != 15 {
		t.Errorf("a member pays %d", fee)
	}
	if _, err := Fee(-1, false); err == nil {
		t.Error("less than nothing was paid")
	}
}
