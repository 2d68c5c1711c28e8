//go:build unix

// Command cluster starts a whole deployment of PlanSpark as processes on this machine, for people who
// want to see it live: PostgreSQL, Redis, a simulated provider, several instances, and HAProxy in front. Ctrl-C
// ends everything; nothing is kept. See `task cluster`.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/planspark/planspark/e2e/cluster"
)

// startTimeout bounds how long everything may take to be ready.
const startTimeout = 2 * time.Minute

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Stdout, os.Stderr); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return
		}
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// settings are what the command line says.
type settings struct {
	binary    string
	simulator bool
	options   cluster.Options
}

func parse(args []string, stderr io.Writer) (settings, error) {
	var s settings
	f := flag.NewFlagSet("cluster", flag.ContinueOnError)
	f.SetOutput(stderr)
	f.Usage = func() {
		fmt.Fprint(stderr, "Usage: task cluster -- [flags] [-- flags of every planspark serve]\n\n"+
			"Starts PostgreSQL, Redis, a simulated provider, instances and HAProxy on this machine. Ctrl-C ends everything; nothing is kept.\n\n")
		f.PrintDefaults()
	}
	f.IntVar(&s.options.Instances, "instances", 3, "how many `instances`")
	f.StringVar(&s.options.Listen, "listen", "", "`address` of HAProxy (default a free port of 127.0.0.1)")
	f.StringVar(&s.binary, "binary", "", "`file` to run (default: built from this tree)")
	f.BoolVar(&s.simulator, "simulator", true, "a simulated provider writes the sections; with -simulator=false the built-in planner does")
	f.StringVar(&s.options.Logs, "logs", "", "`folder` that keeps what each process writes (default none)")
	if err := f.Parse(args); err != nil {
		return s, err
	}
	if s.options.Instances < 1 {
		return s, errors.New("-instances must be at least 1")
	}
	s.options.Flags = append([]string{"--log-format", "console"}, f.Args()...)
	if s.simulator {
		s.options.Simulator = []string{}
	}
	return s, nil
}

func run(ctx context.Context, args []string, stdout, stderr io.Writer) (err error) {
	s, err := parse(args, stderr)
	if err != nil {
		return err
	}
	s.options.Binary, s.options.Output = s.binary, stderr
	if s.binary == "" {
		dir, err := os.MkdirTemp("", "planspark-build")
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
		s.options.Binary = filepath.Join(dir, "planspark")
		if err := cluster.Build(ctx, s.options.Binary, false); err != nil {
			return err
		}
	}
	starting, cancel := context.WithTimeout(ctx, startTimeout)
	defer cancel()
	c, err := cluster.Start(starting, s.options)
	if err != nil {
		return err
	}
	fmt.Fprint(stdout, describe(c))
	var all sync.WaitGroup
	for _, i := range c.Instances {
		all.Go(func() { revive(ctx, i, stdout) })
	}
	<-ctx.Done()
	all.Wait()
	return c.Close()
}

// revivePause is how long an instance that does not start is left alone.
const revivePause = time.Second

// revive starts an instance again whenever it ends, as what runs a deployment does, until the context ends.
func revive(ctx context.Context, i *cluster.Instance, stdout io.Writer) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-i.Ended():
		}
		err := i.Start(ctx)
		if ctx.Err() != nil {
			return
		}
		if err == nil {
			fmt.Fprintf(stdout, "%s has ended and runs again, as process %d\n", i.Name(), i.PID())
			continue
		}
		fmt.Fprintf(stdout, "%s does not start again: %v\n", i.Name(), err)
		select {
		case <-ctx.Done():
		case <-time.After(revivePause):
		}
	}
}

// describe says where everything is, and what to try.
func describe(c *cluster.Cluster) string {
	var b strings.Builder
	fmt.Fprintf(&b, "\nThe cluster is ready at %s/  (operations: %s/ops)\n\n", c.URL, c.URL)
	for _, i := range c.Instances {
		fmt.Fprintf(&b, "  %-12s %-24s process %d\n", i.Name(), i.URL, i.PID())
	}
	fmt.Fprintf(&b, "  %-12s %-24s process %d\n", "haproxy", c.URL, c.Proxy.PID())
	if c.Simulator != nil {
		fmt.Fprintf(&b, "  %-12s %-24s process %d\n", "simulator", c.Simulator.URL, c.Simulator.PID())
	}
	fmt.Fprintf(&b, "  %-12s %-24s process %d\n", "redis", c.Redis.URL(), c.Redis.PID())
	fmt.Fprintf(&b, "  %-12s %-24s process %d\n\n", "postgres", c.Postgres.Addr(), c.Postgres.PID())
	fmt.Fprintf(&b, "  planspark generate \"A cafe in Lisbon\" --server %s\n", c.URL)
	fmt.Fprintf(&b, "  kill -9 %-8d the others go on with what it did, and it starts again\n", c.Instances[0].PID())
	fmt.Fprintf(&b, "  kill %-11d it hands its work over and sends its clients away, and starts again\n", c.Instances[len(c.Instances)-1].PID())
	fmt.Fprintf(&b, "  kill -USR2 %-5d HAProxy reads its configuration again; nobody is cut off\n\nCtrl-C ends everything.\n\n", c.Proxy.PID())
	return b.String()
}
