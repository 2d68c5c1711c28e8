package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"time"

	"github.com/planspark/planspark/doctor"
	"github.com/planspark/planspark/protocol"
)

// DoctorCmd is `planspark doctor`.
type DoctorCmd struct {
	Server string        `default:"http://127.0.0.1:8080" placeholder:"URL" group:"server" help:"The service to examine, as its users reach it. [${default}]"`
	Token  string        `placeholder:"TOKEN" group:"server" help:"Who you are, where people sign in; better in the environment. [a guest of its own]"`
	Idle   time.Duration `default:"65s" help:"For how long a connection is left quiet, to see whether something cuts it; 0 leaves that out. [${default}]"`
	NoPlan bool          `help:"Do not ask for a plan, which shows whether a lost connection goes on where it was. It is cancelled and erased at once. [ask]"`
	JSON   bool          `name:"json" group:"output" help:"Print the findings as JSON, one a line, and nothing else on standard output. [off]"`
}

// Help explains doctor beyond its flags.
func (DoctorCmd) Help() string {
	return `Run it where your users are, with the address that they use: it sees what they see.

  planspark doctor --server https://plans.example.com

It says what is wrong and what to change. Exit codes: 0 nothing is wrong, 1 something is,
4 nobody answers.`
}

// Run examines the server and tells what it finds.
func (c *DoctorCmd) Run(ctx context.Context, env *Env) error {
	server, err := url.Parse(c.Server)
	if err != nil || server.Host == "" || server.Scheme != "http" && server.Scheme != "https" || server.RawQuery != "" || server.User != nil {
		return usageError("--server must be an http or https URL, such as https://plans.example.com")
	}
	if c.Idle < 0 {
		return usageError("--idle must be at least 0")
	}
	ctx, stop := env.stoppable(ctx)
	defer stop()
	reached := true
	tell := c.teller(env)
	if !c.JSON && c.Idle > 0 {
		fmt.Fprintf(env.Stderr, "Examining %s; leaving connections quiet takes %s.\n", printableLine(c.Server), c.Idle)
	}
	worst := doctor.Run(ctx, doctor.Config{Server: server, Token: c.Token, Idle: c.Idle, Plan: !c.NoPlan, Now: env.Now}, func(f doctor.Finding) {
		if ctx.Err() != nil {
			return // what was interrupted has found nothing
		}
		reached = reached && (f.Check != doctor.CheckReach || f.Status != doctor.Fault)
		tell(f)
	})
	switch {
	case ctx.Err() != nil:
		return context.Cause(ctx)
	case !reached:
		return ended(protocol.ExitUnreachable)
	case worst == doctor.Fault:
		return ended(protocol.ExitFailed)
	}
	return nil
}

// teller prints findings in the form that was asked for.
func (c *DoctorCmd) teller(env *Env) func(doctor.Finding) {
	if c.JSON {
		out := json.NewEncoder(env.Stdout)
		out.SetEscapeHTML(false)
		return func(f doctor.Finding) { _ = out.Encode(f) } // whoever reads it has left
	}
	return func(f doctor.Finding) {
		fmt.Fprintf(env.Stdout, "%-7s  %-9s  %s\n", f.Status, f.Check, printableLine(f.Detail))
		if f.Mend != "" {
			fmt.Fprintf(env.Stdout, "%-7s  %-9s  → %s\n", "", "", printableLine(f.Mend))
		}
	}
}
