package store_test

import (
	"testing"

	"github.com/planspark/planspark/store/storetest"
)

func TestSQLite(t *testing.T) {
	storetest.Run(t, func(t testing.TB) storetest.Store { return open(t) })
}
