package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/mattn/go-runewidth"

	"github.com/planspark/planspark/bench"
	"github.com/planspark/planspark/protocol"
)

// BenchCmd is `planspark bench`.
type BenchCmd struct {
	Scenario string        `default:"generate" enum:"connect,watch,generate,storm,slow" group:"load" help:"What the users do: connect, watch, generate, storm or slow, see above. [${default}]"`
	Users    int           `default:"100" group:"load" help:"Sessions. [${default}]"`
	Rate     float64       `default:"0" group:"load" help:"Sessions that are opened a second; 0: as fast as it goes. [${default}]"`
	Duration time.Duration `placeholder:"TIME" group:"load" help:"How long the load lasts once all are there. [30s; generate: one plan for each user]"`

	Generations int           `default:"4" group:"load" help:"Plans under way at a time, which the users share: watch, storm, slow. [${default}]"`
	SlowShare   float64       `default:"0.1" group:"load" help:"Share of the users that never read: slow. [${default}]"`
	StormEvery  time.Duration `default:"10s" group:"load" help:"Time between two cuts of all connections: storm. [${default}]"`

	Server []string `default:"http://127.0.0.1:8080" placeholder:"URL" group:"server" help:"The service; repeat it to spread users over instances. [${default}]"`
	Token  string   `placeholder:"TOKEN" group:"server" help:"All users are this one; better in the environment. [each is a guest of its own]"`
	JSON   bool     `name:"json" group:"output" help:"Print the summary as one JSON object, and nothing else on standard output. [off]"`
}

// Help explains bench beyond its flags.
func (BenchCmd) Help() string {
	return `Puts load on a running service and checks what it says: every message must go on where the
last one ended, all who watch a plan must end with the same text, and that text must have the
checksum that the service gave. Any violation is exit code 1.

  connect   open sessions and leave them idle
  watch     many watch a few plans, one behind the other
  generate  each user submits a plan, follows it to the end, and again until the time is over
  storm     watch, and all connections are cut at once, again and again
  slow      watch, and some never read

All load comes from one address, which a service takes for one household. Lift its limits while
you test, on a service that nobody else uses:

  planspark serve --max-sessions-per-ip 0 --max-sessions-per-user 0 --max-active-per-ip 0 \
      --ip-rate 0 --user-rate 0 --daily-limit 0 --max-wait 0
  planspark bench --scenario watch --users 1000 --duration 1m

--ip-rate also bounds new guests; --max-wait 0 has all plans wait in the queue instead of being
degraded. The built-in planner is done in a moment: serve --pace 400 has plans take as long as
those of a language model, simulate-provider is one. Each session takes a file (ulimit -n), here
and in the service; from one address to one port there are about 28,000 (Linux:
net.ipv4.ip_local_port_range). A load test from the same machine also measures itself.

Exit codes: 0 all was as promised, 1 it was not, 3 refused, 4 nobody answers.`
}

const defaultLoad = 30 * time.Second

// Run puts the load on the service and tells what was measured.
func (c *BenchCmd) Run(ctx context.Context, env *Env) error {
	if c.Duration == 0 && bench.Scenario(c.Scenario) != bench.Generate {
		c.Duration = defaultLoad
	}
	ctx, stop := env.stoppable(ctx)
	defer stop()
	live := panel{out: env.Stderr, width: env.ErrWidth}
	report, err := bench.Run(ctx, bench.Config{
		Scenario: bench.Scenario(c.Scenario), Servers: c.Server, Token: c.Token, Users: c.Users, Rate: c.Rate, Duration: c.Duration,
		Generations: min(c.Generations, max(1, c.Users)), SlowShare: c.SlowShare, StormEvery: c.StormEvery, Show: live.show,
	})
	live.clear()
	if _, ok := errors.AsType[*bench.ConfigError](err); ok {
		return usageError(err.Error())
	}
	if err != nil {
		return err
	}
	if err := c.tell(env, report); err != nil {
		return err
	}
	if report.Violations.Count > 0 {
		return ended(protocol.ExitFailed)
	}
	return nil
}

func (c *BenchCmd) tell(env *Env, r bench.Report) error {
	if c.JSON {
		return json.NewEncoder(env.Stdout).Encode(r)
	}
	_, err := io.WriteString(env.Stdout, printable(r.Summary()))
	return err
}

// panel shows how a run stands: in place on a terminal, as a line now and then elsewhere.
type panel struct {
	out   io.Writer
	width func() int
	shown int       // lines that are on the terminal now
	said  time.Time // when the last plain line was printed
}

func (p *panel) show(now bench.Progress) {
	width := p.width()
	if width == 0 {
		if time.Since(p.said) >= sparse {
			p.said = time.Now()
			fmt.Fprintln(p.out, printableLine(now.Line()))
		}
		return
	}
	lines := now.Lines()
	var b strings.Builder
	p.back(&b)
	for _, l := range lines {
		b.WriteString("\x1b[K" + runewidth.Truncate(printable(l), width-1, "…") + "\n")
	}
	p.shown = len(lines)
	_, _ = io.WriteString(p.out, b.String()) // a terminal that is gone shows nothing
}

// back goes to the first line of what is shown.
func (p *panel) back(w io.Writer) {
	if p.shown > 0 {
		fmt.Fprintf(w, "\x1b[%dA", p.shown)
	}
}

// clear takes the panel away, so that something else can be printed.
func (p *panel) clear() {
	if p.shown > 0 {
		p.back(p.out)
		fmt.Fprint(p.out, "\x1b[J")
		p.shown = 0
	}
}
