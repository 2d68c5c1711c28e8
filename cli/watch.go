package cli

import (
	"context"

	"github.com/planspark/planspark/protocol"
)

// WatchCmd is `planspark watch`.
type WatchCmd struct {
	ID    string `arg:"" optional:"" help:"The id of the plan, as generate and list print it."`
	Last  bool   `group:"Which" help:"The plan that you asked for or watched last. [off]"`
	After string `placeholder:"CURSOR" group:"Which" help:"Go on behind this place in its log, such as 1-57. [from the beginning]"`

	FollowFlags
	ServerFlags
}

// Help shows how watch is used.
func (WatchCmd) Help() string {
	return `Comes back to a plan as often as you like; a lost connection goes on where it was.

    planspark watch --last
    planspark watch 0193a5c2-7c1e-7d60-9f3e-2f6f5c1d4b7a --json --after 1-57

Watching a finished plan shows it again. Ctrl-C leaves it as it is; pressed twice within
2 s it cancels the plan.`
}

// Run follows the generation.
func (c WatchCmd) Run(ctx context.Context, env *Env) error {
	after, err := c.place()
	if err != nil {
		return err
	}
	if err := c.check(); err != nil {
		return err
	}
	f := newFollower(env, c.FollowFlags, c.JSON)
	asking, stop := env.stoppable(ctx)
	err = c.find(asking, env, f)
	if interrupted := context.Cause(asking); err != nil && interrupted != nil {
		err = interrupted
	}
	stop()
	if err != nil {
		return err
	}
	if c.Detach {
		f.screen.note("%s", f.conn.stands(f.found))
		return f.detach()
	}
	return f.follow(ctx, after)
}

func (c WatchCmd) place() (protocol.Cursor, error) {
	if (c.ID == "") != c.Last {
		return protocol.Cursor{}, usageError("watch wants either the ID of a plan or --last")
	}
	if c.After == "" {
		return protocol.Cursor{}, nil
	}
	after, err := protocol.ParseCursor(c.After)
	if err != nil {
		return after, usageError("--after: " + err.Error())
	}
	return after, nil
}

// find makes sure that there is such a generation before anything is printed.
func (c WatchCmd) find(ctx context.Context, env *Env, f *follower) error {
	conn, err := c.connect(ctx, env, f.hooks())
	if err != nil {
		return err
	}
	f.conn = conn
	id := c.ID
	if c.Last {
		if id, err = conn.last(ctx); err != nil {
			return err
		}
	}
	s, err := conn.get(ctx, id)
	if err == nil {
		f.found = s
		f.identify(s)
	}
	return err
}
