package cli

import (
	"context"
	"fmt"

	"github.com/planspark/planspark/client"
	"github.com/planspark/planspark/protocol"
)

// CancelCmd is `planspark cancel`.
type CancelCmd struct {
	ID string `arg:"" help:"The id of the plan, as generate and list print it."`

	ServerFlags
}

// Run cancels the generation. One that has ended otherwise cannot be cancelled, which is a failure.
func (c CancelCmd) Run(ctx context.Context, env *Env) error {
	ctx, stop := env.stoppable(ctx)
	defer stop()
	conn, err := c.connect(ctx, env, client.Hooks{})
	if err != nil {
		return err
	}
	var s protocol.Snapshot
	err = conn.asUser(ctx, func() (err error) {
		s, err = conn.Cancel(ctx, c.ID)
		return err
	})
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
