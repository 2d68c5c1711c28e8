package cli

import (
	"context"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/planspark/planspark/client"
	"github.com/planspark/planspark/protocol"
)

// ReviseCmd is `planspark revise`.
type ReviseCmd struct {
	PlanFlags

	Changes []string `arg:"" optional:"" name:"key=value" help:"Assumptions to change; none lists them with their ranges."`
	Base    int      `placeholder:"N" group:"Which" help:"The revision to start from. [the latest]"`
}

// Help shows how revise is used.
func (ReviseCmd) Help() string {
	return `Without assumptions it lists them; with some it makes a new revision of the plan.

    planspark revise ID                                 list the assumptions
    planspark revise ID price=4.50 cogs_share=28%       recompute the plan
    planspark export ID --revision 2 -o plan.pdf

Amounts are in major units of the plan's currency, shares are 28% or 0.28. The plan as it was made is
revision 1; revisions stay, and the same assumptions are the same revision.`
}

// Run recomputes the plan, or lists what could be changed.
func (c ReviseCmd) Run(ctx context.Context, env *Env) error {
	ctx, stop := env.stoppable(ctx)
	defer stop()
	conn, err := c.connect(ctx, env, client.Hooks{})
	if err != nil {
		return err
	}
	known, err := asUser(ctx, conn, func() ([]protocol.Revision, error) { return conn.Revisions(ctx, c.ID) })
	if err != nil {
		return err
	}
	if c.Base == 0 {
		c.Base = len(known)
	}
	if c.Base < protocol.FirstRevision || c.Base > len(known) {
		return usageError(fmt.Sprintf("--base: this plan has revisions 1 to %d", len(known)))
	}
	a, err := assumptionsOf(ctx, conn.Client, c.ID, c.Base)
	if err != nil {
		return err
	}
	if len(c.Changes) == 0 {
		return c.list(env, a, known)
	}
	changes, err := a.parseAll(c.Changes)
	if err != nil {
		return err
	}
	r, err := conn.Revise(ctx, c.ID, c.Base, changes)
	if err != nil {
		return err
	}
	if c.JSON {
		return printLine(env.Stdout, r)
	}
	fmt.Fprintf(env.Stderr, "Revision %d\n", r.Revision)
	return a.compare(env.Stdout, known[c.Base-1], r)
}

// parseAll reads changes of the form key=value.
func (a assumed) parseAll(list []string) (map[string]int64, error) {
	changes := map[string]int64{}
	for _, change := range list {
		key, value, ok := strings.Cut(change, "=")
		if !ok {
			return nil, usageError(fmt.Sprintf("%q: want KEY=VALUE, such as price=4.50", printableLine(change)))
		}
		x, known := a.find(key)
		if !known {
			return nil, usageError(fmt.Sprintf("this plan has no assumption %q; planspark revise ID lists them", printableLine(key)))
		}
		n, err := a.parse(x, value)
		if err != nil {
			return nil, err
		}
		changes[key] = n
	}
	return changes, nil
}

// list prints what can be changed, and the revisions that there are.
func (c ReviseCmd) list(env *Env, a assumed, known []protocol.Revision) error {
	if c.JSON {
		return printLine(env.Stdout, map[string]any{"assumptions": a.Financials.Assumptions, "revisions": known})
	}
	w := tabwriter.NewWriter(env.Stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "KEY\tVALUE\tFROM\tTO\tWHAT IT IS")
	for _, x := range a.Financials.Assumptions {
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\n", printableLine(x.Key), a.write(x.Unit, x.Value), a.write(x.Unit, x.Min), a.write(x.Unit, x.Max), printableLine(x.Label))
	}
	fmt.Fprintln(w, "\nREVISION\tMADE (UTC)\tCHANGES")
	for _, r := range known {
		changed := []string{}
		for _, ch := range r.Changes {
			changed = append(changed, printableLine(ch.Key)+"="+a.write(ch.Unit, ch.After))
		}
		fmt.Fprintf(w, "%d\t%s\t%s\n", r.Revision, r.CreatedAt.UTC().Format(time.DateTime), strings.Join(changed, ", "))
	}
	return w.Flush()
}

// compare prints what a revision changes in the figures that matter.
func (a assumed) compare(out io.Writer, before, after protocol.Revision) error {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	row := func(name, was, is string) { fmt.Fprintf(w, "%s\t%s\t%s\t\n", name, was, is) }
	b, n := before.Figures, after.Figures
	money := func(v int64) string { return a.write("money", v) }
	month := func(m *int) string {
		if m == nil {
			return "never"
		}
		return fmt.Sprintf("month %d", *m)
	}
	row("", fmt.Sprintf("revision %d", before.Revision), fmt.Sprintf("revision %d", after.Revision))
	row("opening costs", money(b.StartupTotal), money(n.StartupTotal))
	row("need", money(b.Need), money(n.Need))
	row("loan", money(b.Loan), money(n.Loan))
	for y := range min(3, len(b.Revenue), len(n.Revenue), len(b.NetProfit), len(n.NetProfit)) {
		row(fmt.Sprintf("revenue, year %d", y+1), money(b.Revenue[y]), money(n.Revenue[y]))
		row(fmt.Sprintf("result, year %d", y+1), money(b.NetProfit[y]), money(n.NetProfit[y]))
	}
	row("break-even", month(b.BreakEvenMonth), month(n.BreakEvenMonth))
	row("lowest cash", money(b.LowestCash), money(n.LowestCash))
	row("chance of running out of cash", fmt.Sprintf("%.0f%%", 100*b.CashOut36), fmt.Sprintf("%.0f%%", 100*n.CashOut36))
	return w.Flush()
}
