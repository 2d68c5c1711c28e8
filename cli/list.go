package cli

import (
	"context"
	"fmt"
	"io"
	"text/tabwriter"
	"time"

	"github.com/mattn/go-runewidth"

	"github.com/planspark/planspark/client"
	"github.com/planspark/planspark/protocol"
)

// ListCmd is `planspark list`.
type ListCmd struct {
	Limit  int    `default:"20" placeholder:"N" group:"Which" help:"How many, 1 to 100. [${default}]"`
	Before string `placeholder:"ID" group:"Which" help:"Only those older than this one, for the next page. [from the newest]"`

	ServerFlags
}

// ideaColumns is the width to which ideas are cut in a list.
const ideaColumns = 50

// Run prints the list.
func (c ListCmd) Run(ctx context.Context, env *Env) error {
	if c.Limit < 1 || c.Limit > 100 {
		return usageError("--limit must be from 1 to 100")
	}
	ctx, stop := env.stoppable(ctx)
	defer stop()
	conn, err := c.connect(ctx, env, client.Hooks{})
	if err != nil {
		return err
	}
	page, err := asUser(ctx, conn, func() ([]protocol.Snapshot, error) { return conn.List(ctx, c.Before, c.Limit) })
	if err != nil {
		return err
	}
	if c.JSON {
		for _, s := range page {
			if err := printSnapshot(env.Stdout, s); err != nil {
				return err
			}
		}
		return nil
	}
	if len(page) == 0 {
		fmt.Fprintln(env.Stderr, "No plans. Ask for one with planspark generate \"IDEA\".")
		return nil
	}
	return table(env.Stdout, page)
}

func table(out io.Writer, page []protocol.Snapshot) error {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "ID\tSTATE\tDONE\tCREATED (UTC)\tIDEA")
	for _, s := range page {
		idea := runewidth.Truncate(printableLine(s.Request.Idea), ideaColumns, "…")
		fmt.Fprintf(w, "%s\t%s\t%.0f %%\t%s\t%s\n", printableLine(s.ID), printableLine(string(s.State)), s.Percent,
			s.CreatedAt.UTC().Format(time.DateTime), idea)
	}
	return w.Flush()
}
