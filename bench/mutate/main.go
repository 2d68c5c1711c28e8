package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"regexp"
	"strings"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "mutate:", err)
		os.Exit(1)
	}
}

// options is what the command line asks for.
type options struct {
	files *regexp.Regexp // names of the files that are changed
	skip  string         // tests that are not run, as go test takes it
	kinds *regexp.Regexp // kinds of changes
	every int            // one change in so many
	list  bool           // only say what would be tried
	keep  string         // folder for the changed code and its test binary; empty is a temporary one
}

func run(ctx context.Context, args []string, out io.Writer) error {
	var o options
	set := flag.NewFlagSet("mutate", flag.ContinueOnError)
	files := set.String("files", `.`, "change only files whose names match")
	kinds := set.String("kinds", `.`, "make only changes of kinds that match")
	set.StringVar(&o.skip, "skip", "", "leave out tests that match")
	set.IntVar(&o.every, "every", 1, "try one change in so many, spread over the package")
	set.BoolVar(&o.list, "list", false, "list the changes and try none")
	set.StringVar(&o.keep, "keep", "", "leave the changed code in this folder")
	if err := set.Parse(args); err != nil {
		return err
	}
	var err error
	if o.files, err = regexp.Compile(*files); err != nil {
		return err
	}
	if o.kinds, err = regexp.Compile(*kinds); err != nil {
		return err
	}
	if set.NArg() == 0 || o.every < 1 {
		return errors.New("name at least one package; -every counts from 1")
	}
	for _, pattern := range set.Args() {
		if err := mutate(ctx, o, pattern, out); err != nil {
			return fmt.Errorf("%s: %w", pattern, err)
		}
	}
	return nil
}

// mutate tries the changes of one package and prints what survived.
func mutate(ctx context.Context, o options, pattern string, out io.Writer) error {
	p, err := load(ctx, pattern)
	if err != nil {
		return err
	}
	if o.keep != "" {
		if err := os.MkdirAll(o.keep, 0o700); err != nil {
			return err
		}
	}
	changes := sample(p.changes(o), o.every)
	if o.list {
		for _, c := range changes {
			fmt.Fprintln(out, c)
		}
		return nil
	}
	b, err := build(ctx, o, p)
	if err != nil {
		return err
	}
	defer b.remove()
	tests, err := b.rehearse(ctx, o.skip)
	if err != nil {
		return err
	}
	count := map[verdict]int{}
	for i, c := range changes {
		v, err := b.try(ctx, c, tests, o.skip)
		if err != nil {
			return err
		}
		count[v]++
		if v == survived || v == unreached {
			fmt.Fprintf(out, "%s\t%s\n", v, c)
		}
		if i%100 == 99 {
			fmt.Fprintf(os.Stderr, "%s: %d of %d\n", p.path, i+1, len(changes))
		}
	}
	fmt.Fprintf(out, "%s: %d changes, %d noticed (%d by a time-out), %d survived, %d on no test's way\n", strings.TrimPrefix(p.path, p.module+"/"),
		len(changes), count[noticed]+count[timedOut], count[timedOut], count[survived], count[unreached])
	return nil
}

// sample takes one change in so many.
func sample(all []change, every int) (out []change) {
	for i, c := range all {
		if i%every == 0 {
			out = append(out, c)
		}
	}
	return out
}
