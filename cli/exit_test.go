package cli

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"github.com/planspark/planspark/client"
	"github.com/planspark/planspark/protocol"
)

func TestExitCodesFollowTheTableOfRefusals(t *testing.T) {
	for _, r := range protocol.Refusals() {
		err := fmt.Errorf("submit: %w", protocol.NewProblem(r.Code, ""))
		if got := exitCode(err); got != r.Exit {
			t.Errorf("%s exits %d, the table says %d", r.Code, got, r.Exit)
		}
	}
	closed := func(c protocol.CloseCode) error { return &client.ClosedError{Code: c} }
	for _, c := range []struct {
		err  error
		code int
	}{
		{nil, 0},
		{usageError("no"), 2},
		{ended(130), 130},
		{errInterrupted, 130},
		{context.Canceled, 130},
		{&client.UnreachableError{Err: errors.New("refused")}, 4},
		{&client.ChecksumError{}, 1},
		{errors.New("anything else"), 1},
		{closed(protocol.CloseUnauthenticated), 4},
		{closed(protocol.CloseForbidden), 4},
		{closed(protocol.CloseAuthExpired), 4},
		{closed(protocol.CloseTooManySessions), 3},
		{closed(protocol.CloseFlood), 3},
		{closed(protocol.CloseMalformed), 1},
		{&client.ClosedError{Code: protocol.CloseFlood, Problem: protocol.NewProblem(protocol.CodeUnauthenticated, "")}, 4},
	} {
		if got := exitCode(c.err); got != c.code {
			t.Errorf("%v exits %d, not %d", c.err, got, c.code)
		}
	}
}
