package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/planspark/planspark/client"
	"github.com/planspark/planspark/protocol"
)

// usage is an error in what the user typed; it exits with 2.
type usage struct{ message string }

func (u usage) Error() string { return u.message }

// usageError says what is wrong with the command line and what would be right.
func usageError(message string) error { return usage{message} }

// inFlag is err as an error in what the user gave for a flag; nil stays nil.
func inFlag(name string, err error) error {
	if err == nil {
		return nil
	}
	return usageError(fmt.Sprintf("--%s: %v", name, err))
}

// ended carries an exit code whose reason the user has been told already.
type ended int

func (e ended) Error() string { return fmt.Sprintf("exit code %d", int(e)) }

// exitCode translates an error; it is the only place that does.
func exitCode(err error) int {
	if err == nil {
		return protocol.ExitOK
	}
	if e, ok := errors.AsType[ended](err); ok {
		return int(e)
	}
	if _, ok := errors.AsType[usage](err); ok {
		return protocol.ExitUsage
	}
	if p, ok := errors.AsType[*protocol.Problem](err); ok {
		return protocol.RefusalOf(p.Code).Exit
	}
	if c, ok := errors.AsType[*client.ClosedError](err); ok {
		return exitOfClose(c.Code)
	}
	if _, ok := errors.AsType[*client.UnreachableError](err); ok {
		return protocol.ExitUnreachable
	}
	if errors.Is(err, errInterrupted) || errors.Is(err, context.Canceled) {
		return protocol.ExitDetached
	}
	return protocol.ExitFailed
}

// exitOfClose is for a session that the server ended without saying why.
func exitOfClose(c protocol.CloseCode) int {
	switch c {
	case protocol.CloseTooManySessions, protocol.CloseFlood, protocol.CloseOverloaded:
		return protocol.ExitRefused
	case protocol.CloseMalformed, protocol.CloseTooBig, protocol.CloseProtocolError:
		return protocol.ExitFailed
	}
	return protocol.ExitUnreachable
}

// report tells the user of an error and returns the exit code.
func report(env *Env, err error) int {
	code := exitCode(err)
	if _, told := errors.AsType[ended](err); told {
		return code
	}
	if errors.Is(err, errInterrupted) || errors.Is(err, context.Canceled) {
		fmt.Fprintln(env.Stderr, "Interrupted.")
		return code
	}
	if p, ok := errors.AsType[*protocol.Problem](err); ok {
		explain(env.Stderr, p)
		return code
	}
	fmt.Fprintf(env.Stderr, "planspark: %s\n", printable(err.Error()))
	if hint := hintFor(err); hint != "" {
		fmt.Fprintln(env.Stderr, hint)
	}
	return code
}

func hintFor(err error) string {
	if _, ok := errors.AsType[*client.UnreachableError](err); ok {
		return "Is it running? Start one with planspark serve, or name another with --server URL."
	}
	if c, ok := errors.AsType[*client.ChecksumError](err); ok {
		return "The server has the right text: planspark export " + c.Generation + " -o plan.md"
	}
	return ""
}

// explain tells a problem and what can be done about it.
func explain(w io.Writer, p *protocol.Problem) {
	fmt.Fprintf(w, "planspark: %s", printableLine(p.Title))
	if p.Detail != "" {
		fmt.Fprintf(w, ". %s", inWords(p.Detail))
	}
	fmt.Fprintln(w)
	for _, f := range p.Fields() {
		fmt.Fprintf(w, "  %s: %s\n", asTyped(f.Field), inWords(f.Message))
	}
	if len(p.Active) > 0 {
		fmt.Fprintln(w, "Wait for one of these, or cancel it:")
		for _, id := range p.Active {
			fmt.Fprintf(w, "  planspark watch %[1]s\n  planspark cancel %[1]s\n", printableLine(id))
		}
	}
	if p.RetryAfterMS > 0 && !strings.Contains(p.Detail, "Wait") {
		fmt.Fprintf(w, "Try again in %s.\n", roughly(p.RetryAfterMS))
	}
	if p.Code == protocol.CodeUnauthenticated {
		fmt.Fprintln(w, "Give a valid token in PLANSPARK_TOKEN, or none to be a guest.")
	}
}
