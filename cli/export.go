package cli

import (
	"context"
	"fmt"
	"strconv"

	"github.com/planspark/planspark/client"
	"github.com/planspark/planspark/protocol"
)

// ExportCmd is `planspark export`.
type ExportCmd struct {
	PlanFlags

	Output string `short:"o" type:"path" required:"" placeholder:"FILE" group:"output" help:"File to write; its ending chooses the format: .pdf, .docx, .xlsx, .html, .md or .json."`

	Revision string `default:"1" placeholder:"N" group:"Which" help:"The revision to write, or latest; see planspark revise. [the plan as it was made]"`
}

// Help shows how export is used.
func (ExportCmd) Help() string {
	return `Writes a finished plan in the format that the ending of the file names.

    planspark export 0193a5c2-7c1e-7d60-9f3e-2f6f5c1d4b7a -o plan.pdf
    planspark export 0193a5c2-7c1e-7d60-9f3e-2f6f5c1d4b7a -o plan.docx --revision latest

.pdf to hand over, .docx to edit, .xlsx to reckon with (its assumptions drive formulas), .html
to read and print, .md for the text, .json for everything. An existing file is replaced, once
the whole plan is there.`
}

// Run writes the finished plan.
func (c ExportCmd) Run(ctx context.Context, env *Env) error {
	if err := checkFile("--output", c.Output); err != nil {
		return err
	}
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
	if s.State != protocol.StateCompleted {
		return unfinished(env, s)
	}
	revision, err := c.revision(ctx, conn)
	if err != nil {
		return err
	}
	if err := writePlan(ctx, conn.Client, s.ID, revision, "--output", c.Output); err != nil {
		return err
	}
	if c.JSON {
		return printSnapshot(env.Stdout, s.WithoutText())
	}
	fmt.Fprintf(env.Stderr, "Written to %s\n", c.Output)
	return nil
}

// revision is the number of the one that was asked for.
func (c ExportCmd) revision(ctx context.Context, conn *connection) (int, error) {
	if c.Revision == "latest" {
		known, err := conn.Revisions(ctx, c.ID)
		return max(protocol.FirstRevision, len(known)), err
	}
	n, err := strconv.Atoi(c.Revision)
	if err != nil || n < protocol.FirstRevision {
		return 0, usageError("--revision: want the number of a revision, counted from 1, or latest")
	}
	return n, nil
}

// unfinished says why there is no plan to export.
func unfinished(env *Env, s protocol.Snapshot) error {
	if s.State.Terminal() {
		fmt.Fprintf(env.Stderr, "planspark: there is no finished plan, it was %s\n", s.State)
		return ended(protocol.ExitFailed)
	}
	fmt.Fprintf(env.Stderr, "planspark: the plan is not finished, it is %s (%.0f %%)\nFollow it with planspark watch %s\n",
		s.State, s.Percent, printableLine(s.ID))
	return ended(protocol.ExitFailed)
}
