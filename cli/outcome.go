package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/planspark/planspark/protocol"
)

// What a command that follows a generation does at its end.

// finish hands out the plan and says how it ended.
func (f *follower) finish(ctx context.Context, s *protocol.Snapshot) error {
	if s == nil {
		return ctx.Err()
	}
	if f.prose != nil {
		f.prose.advance(s.Sections)
	}
	if s.State == protocol.StateCompleted {
		if err := f.deliver(ctx, *s); err != nil {
			return err
		}
	}
	if !f.json {
		f.summary(*s)
	}
	if s.State == protocol.StateCompleted {
		return nil
	}
	if s.Problem != nil && f.json {
		explain(f.env.Stderr, s.Problem)
	}
	return ended(protocol.ExitFailed)
}

// deliver puts the finished plan where it was asked for. The messages of --json are all of it.
func (f *follower) deliver(ctx context.Context, s protocol.Snapshot) error {
	switch {
	case f.Output != "":
		return writePlan(ctx, f.conn.Client, f.id, protocol.FirstRevision, "--output", f.Output)
	case f.json || f.prose != nil:
		return nil
	}
	f.screen.clear()
	plan, err := f.conn.Plan(ctx, f.id, protocol.FormatMD)
	if err != nil {
		// The text is here and proven; the server that went away meanwhile is not needed for it.
		_, err = io.WriteString(f.env.Stdout, markdown(s))
		return err
	}
	_, err = io.Copy(f.env.Stdout, plan)
	return errors.Join(err, plan.Close())
}

// markdown is the plan as one document.
func markdown(s protocol.Snapshot) string {
	var b strings.Builder
	b.WriteString("# Business plan\n")
	for _, sec := range s.Sections {
		b.WriteString("\n## " + sec.Title + "\n\n" + strings.TrimSpace(sec.Text) + "\n")
	}
	return b.String()
}

func (f *follower) summary(s protocol.Snapshot) {
	switch s.State {
	case protocol.StateCompleted:
		chars, _ := protocol.Checksum(s.Sections)
		by := "by " + writer(s.Source)
		if s.Degraded {
			by += " (degraded: at least a part was planned offline instead of by a language model)"
		}
		f.screen.note("Completed %s%s. %d sections, %d characters, checked against the server's checksum.", by, took(s), len(s.Sections), chars)
		if f.Output != "" {
			f.screen.note("Written to %s", f.Output)
		}
		if f.Output == "" || !f.conn.guest {
			f.screen.note("%s", f.conn.further(s))
		}
	case protocol.StateCancelled:
		f.screen.note("Cancelled.")
	default:
		f.screen.clear()
		p := s.Problem
		if p == nil {
			p = protocol.NewProblem(protocol.CodeInternal, "")
		}
		explain(f.env.Stderr, p)
	}
}

// writers are the names of those who write, as they are spelled; a server of one's own keeps the name that it was given.
var writers = map[string]string{
	protocol.SourceOffline: "the built-in planner", geminiName: "Gemini", groqName: "Groq", openAIName: "OpenAI",
}

// writer says who wrote a plan.
func writer(source string) string { return cmp.Or(writers[source], source) }

func took(s protocol.Snapshot) string {
	if s.DurationMS == nil {
		return ""
	}
	if *s.DurationMS < 10_000 {
		return fmt.Sprintf(" in %.1f s", float64(*s.DurationMS)/1000)
	}
	return " in " + roughly(*s.DurationMS)
}
