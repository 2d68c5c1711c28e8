package cli

import (
	"context"
	"fmt"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/planspark/planspark/client"
	"github.com/planspark/planspark/protocol"
)

// ShowCmd is `planspark show`.
type ShowCmd struct {
	PlanFlags
}

// Run prints where the plan stands.
func (c ShowCmd) Run(ctx context.Context, env *Env) error {
	ctx, stop := env.stoppable(ctx)
	defer stop()
	conn, err := c.connect(ctx, env, client.Hooks{})
	if err != nil {
		return err
	}
	s, err := conn.get(ctx, c.ID)
	if err != nil {
		return err
	}
	if c.JSON {
		return printSnapshot(env.Stdout, s)
	}
	return describe(env, conn, s)
}

// get is Get for a user who may have to become a new guest.
func (c *connection) get(ctx context.Context, id string) (protocol.Snapshot, error) {
	return asUser(ctx, c, func() (protocol.Snapshot, error) { return c.Get(ctx, id) })
}

func describe(env *Env, conn *connection, s protocol.Snapshot) error {
	w := tabwriter.NewWriter(env.Stdout, 0, 0, 2, ' ', 0)
	row := func(name, format string, args ...any) {
		fmt.Fprintf(w, "%s\t%s\n", name, printableLine(fmt.Sprintf(format, args...)))
	}
	row("id", "%s", s.ID)
	row("idea", "%s", s.Request.Idea)
	row("state", "%s", s.State)
	if s.Position > 0 {
		row("place in line", "%d", s.Position)
	}
	row("done", "%.0f %%", s.Percent)
	if s.State == protocol.StateRunning && s.Stage != "" {
		row("stage", "%s", stageTitle(s.Stage))
	}
	done := 0
	for _, sec := range s.Sections {
		if sec.Complete {
			done++
		}
	}
	row("sections", "%d of %d", done, max(len(protocol.Sections()), done))
	if s.Source != "" {
		degraded := ""
		if s.Degraded {
			degraded = " (degraded)"
		}
		row("written by", "%s%s", writer(s.Source), degraded)
	}
	row("created", "%s", s.CreatedAt.UTC().Format(time.RFC3339))
	if !s.FinishedAt.IsZero() {
		row("finished", "%s", s.FinishedAt.UTC().Format(time.RFC3339))
	}
	if s.Problem != nil {
		row("problem", "%s: %s", s.Problem.Title, s.Problem.Detail)
	}
	if further := conn.further(s); further != "" {
		row("what next", "%s", further)
	}
	return w.Flush()
}

// stands says in a line where a plan stands, and what one does with it next.
func (c *connection) stands(s protocol.Snapshot) string {
	return strings.TrimSpace(fmt.Sprintf("It is %s, %.0f %% done. %s", s.State, s.Percent, c.further(s)))
}

// further says what one does with a plan next. Its page opens for who signs in there, too; a browser
// is a guest of its own, to whom the plans of this one do not exist.
func (c *connection) further(s protocol.Snapshot) string {
	switch {
	case !c.guest:
		return fmt.Sprintf("See it at %s/g/%s", c.Server(), s.ID)
	case s.State == protocol.StateCompleted:
		return fmt.Sprintf("Save it with planspark export %s -o plan.pdf", s.ID)
	case !s.State.Terminal():
		return "Follow it with planspark watch " + s.ID
	}
	return ""
}
