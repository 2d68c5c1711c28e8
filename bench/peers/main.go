// Command peers puts the same work on PlanSpark, on others of its kind and on the bare wire, in one run and
// interleaved, and says how they compare (docs/performance.md):
//
//	task peers
//
// Server and load are processes of their own, so that neither is measured with the other; the peers are
// this program again. What is compared is what the kernel says a server took: processor time and resident
// memory. It is a module of its own: nothing of it is part of the product.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"strings"
	"syscall"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "peers:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string) error {
	if len(args) > 0 {
		switch args[0] {
		case "serve": // a peer
			return servePeer(args[1:])
		case "load": // on a server
			return putLoad(args[1:])
		case "jobs": // through a queue
			return doJobs(ctx, args[1:])
		case "pick-up": // of jobs, one at a time
			return doPickUps(ctx, args[1:])
		case "curves": // how cost grows with work
			return doCurves(args[1:])
		case "plot": // results that were kept
			picture, err := draw(args[len(args)-1])
			fmt.Print(picture)
			return err
		}
	}
	c := campaign{}
	flags := flag.NewFlagSet("peers", flag.ContinueOnError)
	flags.StringVar(&c.planspark, "planspark", "dist/planspark", "binary under test")
	flags.StringVar(&c.before, "before", "", "another binary of PlanSpark, measured as planspark-before")
	flags.StringVar(&c.out, "out", "", "where results go: FILE.json and FILE.md; empty is standard output, Markdown only")
	flags.StringVar(&c.note, "note", "", "what else the machine was doing")
	flags.IntVar(&c.rounds, "rounds", 5, "rounds, each with every peer")
	only := flags.String("only", "", "workloads, by name and with commas; empty is all: "+workloadNames())
	peers := flags.String("peers", "", "peers, by name and with commas; empty is all of a workload")
	if err := flags.Parse(args); err != nil {
		return err
	}
	c.only, c.peers = fields(*only), fields(*peers)
	return c.run(ctx)
}

func fields(list string) map[string]bool {
	out := map[string]bool{}
	for f := range strings.SplitSeq(list, ",") {
		if f != "" {
			out[f] = true
		}
	}
	return out
}
