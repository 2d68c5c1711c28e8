package store

import (
	"testing"

	"github.com/planspark/planspark/generation"
	"github.com/planspark/planspark/store/storetest"
)

// TestWhoErasedEverythingIsForgottenLast: when midnight comes between the statements of a sweep, the next one
// still knows whose days are to go.
func TestWhoErasedEverythingIsForgottenLast(t *testing.T) {
	s := openInternal(t)
	check := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	_, err := s.Submit(t.Context(), storetest.Submission("ann"))
	check(err)
	for _, owner := range []string{"ann", "bob"} {
		_, _, err := s.EraseOwner(t.Context(), owner, 9)
		check(err)
	}
	check(s.Spend(t.Context(), "bob", []generation.Spending{{Provider: "gemini"}}))
	for _, yesterday := range []string{
		`UPDATE usage_days SET day = day - 1`, `UPDATE token_days SET day = day - 1`, `UPDATE erased_users SET erased_at = erased_at - 86400000000`,
	} {
		_, err := s.writer.db.Exec(yesterday)
		check(err)
	}
	check(s.write(t.Context(), "end a sweep that began before midnight", func(c conn) error {
		_, err := c.exec(t.Context(), forgetErased, args{"day": int64(microsPerDay)})
		return err
	}))
	check(s.Sweep(t.Context()))
	for _, owner := range []string{"ann", "bob"} {
		if a, err := s.Account(t.Context(), owner); err != nil || len(a.Usage)+len(a.Tokens) > 0 {
			t.Errorf("of %s, who erased everything, is kept %+v, %v", owner, a, err)
		}
	}
}
