package hub_test

import (
	"testing"

	"github.com/planspark/planspark/hub"
	"github.com/planspark/planspark/hub/hubtest"
)

func TestMemoryLog(t *testing.T) {
	hubtest.Run(t, func(*testing.T) hub.Log { return hub.NewMemoryLog() })
}
