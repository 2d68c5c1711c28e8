package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/alecthomas/kong"

	"github.com/planspark/planspark/protocol"
)

// commands is the command line. The environment variable of each flag is PLANSPARK_ and its name.
type commands struct {
	Serve ServeCmd `cmd:"" default:"withargs" group:"service" help:"Run the service. This is also what happens without a command."`

	Generate GenerateCmd `cmd:"" group:"plans" help:"Ask for a business plan and follow it to its end."`
	Watch    WatchCmd    `cmd:"" group:"plans" help:"Follow a plan that is being written, or show a finished one."`
	List     ListCmd     `cmd:"" group:"plans" help:"List your plans, newest first."`
	Show     ShowCmd     `cmd:"" group:"plans" help:"Show where a plan stands."`
	Cancel   CancelCmd   `cmd:"" group:"plans" help:"Cancel a plan that waits or is being written."`
	Revise   ReviseCmd   `cmd:"" group:"plans" help:"Recompute a finished plan with other assumptions."`
	Export   ExportCmd   `cmd:"" group:"plans" help:"Write a finished plan to a file."`

	Simulate SimulateCmd `cmd:"" name:"simulate-provider" group:"service" help:"Run an LLM provider that is simulated, for development and load tests."`

	Migrate MigrateCmd `cmd:"" group:"service" help:"Bring the database schema up to date, or show where it stands."`
	Backup  BackupCmd  `cmd:"" group:"service" help:"Copy the SQLite database to a file while the service runs."`
	Rotate  RotateCmd  `cmd:"" name:"rotate-secret" group:"service" help:"Sign sessions with a new secret, without ending any."`
	Bench   BenchCmd   `cmd:"" group:"service" help:"Put load on a service, and check what it says."`
	Doctor  DoctorCmd  `cmd:"" group:"service" help:"Examine a service as this machine reaches it: proxies, WebSocket, buffering, clocks, resume."`
	Health  HealthCmd  `cmd:"" group:"service" help:"Ask an instance whether it takes new work, for health checks of containers."`
	Version VersionCmd `cmd:"" group:"service" help:"Show version, commit and Go version."`
}

const description = `Business plans, written while you watch.

Start the service in one terminal, ask for a plan in another:

    planspark serve
    planspark generate "A coffee roastery with a small café"

Every flag can also be set as an environment variable, named beside it.
Exit codes: 0 completed, 1 failed, cancelled or not found, 2 usage,
3 refused (a limit, or the queue is full), 4 cannot reach the server or
not signed in, 130 left with Ctrl-C while the plan goes on.`

// exited carries the exit code out of kong, which ends the process after help.
type exited int

// Main runs the command line and returns the exit code of the process.
func Main(ctx context.Context, args []string, env Env) (code int) {
	defer func() {
		if r := recover(); r != nil {
			e, ok := r.(exited)
			if !ok {
				panic(r)
			}
			code = int(e)
		}
	}()
	if len(args) == 1 && args[0] == "--version" {
		args = []string{"version"} // as people try it; a flag would read PLANSPARK_VERSION
	}
	parser, err := newParser(&env)
	if err != nil {
		fmt.Fprintf(env.Stderr, "planspark: %v\n", err)
		return protocol.ExitFailed
	}
	command, err := parser.Parse(args)
	if err != nil {
		return reportUsage(&env, args, err)
	}
	command.BindTo(ctx, (*context.Context)(nil))
	if err := command.Run(); err != nil {
		tellAsMessage(&env, command, err)
		return report(&env, err)
	}
	return protocol.ExitOK
}

func newParser(env *Env) (*kong.Kong, error) {
	return kong.New(&commands{},
		kong.Name("planspark"),
		kong.Description(description),
		kong.DefaultEnvars("PLANSPARK"),
		kong.Writers(env.Stdout, env.Stderr),
		kong.Exit(func(code int) { panic(exited(code)) }),
		kong.ConfigureHelp(kong.HelpOptions{NoExpandSubcommands: true, WrapUpperBound: 100}),
		kong.ExplicitGroups([]kong.Group{
			{Key: "plans", Title: "Plans"},
			{Key: "service", Title: "Service"},
			{Key: "request", Title: "What to plan"},
			{Key: "load", Title: "Load"},
			{Key: "output", Title: "Output"},
			{Key: "server", Title: "Server"},
		}),
		kong.PostBuild(sayDefaults),
		kong.Bind(env),
	)
}

// tellAsMessage prints a refusal as a message of the protocol, for who asked for messages.
func tellAsMessage(env *Env, command *kong.Context, err error) {
	c, ok := command.Selected().Target.Interface().(interface{ asMessages() bool })
	p, refused := errors.AsType[*protocol.Problem](err)
	if ok && c.asMessages() && refused {
		_ = printLine(env.Stdout, protocol.ErrorMessage{Type: protocol.TypeError, Problem: p}) // the reason and the code are told beside it
	}
}

// reportUsage says what is wrong with the command line, and where to read how it is right.
func reportUsage(env *Env, args []string, err error) int {
	help, text := "planspark --help", err.Error()
	if p, ok := errors.AsType[*kong.ParseError](err); ok && p.Context != nil && p.Context.Selected() != nil {
		help = p.Context.Selected().FullPath() + " --help"
		// What is no command is taken for an argument of serve, which has none.
		if len(args) > 0 && p.Context.Selected().Name == "serve" && text == "unexpected argument "+args[0] {
			help, text = "planspark --help", fmt.Sprintf("there is no command %q", args[0])
		}
	}
	fmt.Fprintf(env.Stderr, "planspark: %s\n", printableLine(plainly(text)))
	if strings.Contains(help, "generate") && strings.HasPrefix(text, "unexpected argument") {
		fmt.Fprintln(env.Stderr, "Put the idea in quotes.")
	}
	fmt.Fprintf(env.Stderr, "See %s.\n", help)
	return protocol.ExitUsage
}
