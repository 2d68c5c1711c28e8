package cli

import (
	"context"
	"fmt"

	"github.com/planspark/planspark/client"
	"github.com/planspark/planspark/protocol"
)

// CancelCmd is `planspark cancel`.
type CancelCmd struct {
	PlanFlags
}

// Run cancels the generation. One that has ended otherwise cannot be cancelled, which is a failure.
func (c CancelCmd) Run(ctx context.Context, env *Env) error {
	ctx, stop := env.stoppable(ctx)
	defer stop()
	conn, err := c.connect(ctx, env, client.Hooks{})
	if err != nil {
		return err
	}
	s, err := asUser(ctx, conn, func() (protocol.Snapshot, error) { return conn.Cancel(ctx, c.ID) })
	if err != nil {
		return err
	}
	if c.JSON {
		if err := printSnapshot(env.Stdout, s); err != nil {
			return err
		}
	}
	if s.State == protocol.StateCompleted || s.State == protocol.StateFailed {
		fmt.Fprintf(env.Stderr, "planspark: it had %s already\n", s.State)
		return ended(protocol.ExitFailed)
	}
	if !c.JSON {
		fmt.Fprintln(env.Stdout, "Cancelled.")
	}
	return nil
}
