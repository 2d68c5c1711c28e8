package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"time"

	"github.com/planspark/planspark/client"
	"github.com/planspark/planspark/protocol"
)

// FollowFlags are those of commands that follow a generation.
type FollowFlags struct {
	Output string `short:"o" type:"path" placeholder:"FILE" group:"output" help:"Write the finished plan to FILE, in the format of its ending: .pdf, .docx, .xlsx, .html, .md or .json. [standard output]"`
	Detach bool   `group:"output" help:"Print the id and leave; the plan goes on. [off]"`
}

func (f FollowFlags) check() error {
	if f.Output == "" {
		return nil
	}
	return checkFile("--output", f.Output)
}

// follower follows one generation and shows it. Its methods are for one goroutine, but for the hooks.
type follower struct {
	FollowFlags
	env  *Env
	json bool
	conn *connection
	id   string

	found    protocol.Snapshot // of watch: where the plan stood when it was found
	screen   screen
	standing standing
	moves    moves
	prose    *prose      // nil unless the text is shown as it comes
	link     chan string // what hooks tell of the connection; bounded, told for comfort only
	leaving  leaving
}

func newFollower(env *Env, flags FollowFlags, asJSON bool) *follower {
	f := &follower{FollowFlags: flags, env: env, json: asJSON, moves: moves{}, link: make(chan string, 4)}
	f.screen = screen{env: env, quiet: asJSON}
	if env.OutWidth() > 0 && !asJSON && flags.Output == "" {
		f.prose = newProse(f.screen.print, env.OutWidth)
	}
	return f
}

// hooks tell of a connection that was lost.
func (f *follower) hooks() client.Hooks {
	return client.Hooks{Disconnected: func(_ error, in time.Duration) {
		text := "Connection lost. Trying again, the plan goes on."
		if in >= time.Second {
			text = "Connection lost. Trying again in " + roughly(in.Milliseconds()) + ", the plan goes on."
		}
		select {
		case f.link <- text:
		default:
		}
	}}
}

// begin notes what became of a submission.
func (f *follower) begin(s protocol.Submitted) {
	f.identify(s.Snapshot)
	f.message(protocol.Reply{
		Type: protocol.TypeReply, Generation: s.ID, Joined: &s.Joined, Cached: &s.Cached,
	})
	switch {
	case f.json:
	case s.Cached:
		f.screen.note("You asked for the same a moment ago: this is that plan.")
	case s.Joined:
		f.screen.note("The same is being written for you already: following that.")
	}
}

// identify prints the id, the first thing that is printed.
func (f *follower) identify(s protocol.Snapshot) {
	f.id = s.ID
	fmt.Fprintln(f.env.Stderr, printableLine(s.ID))
	f.conn.remember(s.ID)
}

// detach leaves at once. In a pipe the id is what the command is run for.
func (f *follower) detach() error {
	if f.env.OutWidth() == 0 && !f.json {
		fmt.Fprintln(f.env.Stdout, printableLine(f.id))
	}
	return nil
}

// message prints one message of the protocol, with --json only.
func (f *follower) message(m any) {
	if !f.json {
		return
	}
	if raw, err := json.Marshal(m); err == nil {
		fmt.Fprintln(f.env.Stdout, safeJSON(raw))
	}
}

// item is an update with what is shown of the fold, which itself is not for another goroutine.
type item struct {
	update   client.Update
	stage    string
	sections []protocol.Section // only when the text is shown as it comes
	err      error
}

func (f *follower) item(u client.Update, err error) item {
	it := item{update: u, err: err}
	if u.Fold != nil {
		it.stage = u.Fold.Stage()
	}
	if f.prose != nil && u.Fold != nil && u.Durable() {
		it.sections = u.Fold.Snapshot().Sections
	}
	it.update.Fold = nil
	return it
}

// follow shows the generation until it ends, or the user leaves.
func (f *follower) follow(ctx context.Context, after protocol.Cursor) error {
	ctx, cancel := context.WithCancel(ctx)
	items := make(chan item)
	go func() { // ends with the context or the generation; follow waits for it
		defer close(items)
		for u, err := range f.conn.Watch(ctx, f.id, after) {
			select {
			case items <- f.item(u, err):
			case <-ctx.Done():
				return
			}
		}
	}()
	defer func() {
		cancel()
		for range items {
		}
	}()
	err := f.loop(ctx, items)
	f.screen.clear()
	return err
}

func (f *follower) loop(ctx context.Context, items <-chan item) error {
	var final *protocol.Snapshot
	for {
		select {
		case it, more := <-items:
			if !more {
				return f.finish(ctx, final)
			}
			if it.err != nil {
				return it.err
			}
			f.show(it)
			if it.update.Final != nil {
				final = it.update.Final
			}
		case text := <-f.link:
			f.screen.status(text, text)
		case s := <-f.env.Interrupts:
			if err := f.interrupted(ctx, s); err != nil {
				return err
			}
		case <-f.leaving.timer:
			return ended(protocol.ExitDetached)
		}
	}
}

func (f *follower) show(it item) {
	u := it.update
	if f.json {
		fmt.Fprintln(f.env.Stdout, safeJSON(u.Raw))
		return
	}
	f.standing.take(u, it.stage)
	if f.leaving.timer != nil {
		return // how to come back is to stay on the screen
	}
	for _, text := range f.moves.news(u.Events) {
		f.screen.note("%s", text)
	}
	if f.prose != nil && u.Durable() {
		f.prose.advance(it.sections)
	}
	if !u.Terminal() {
		f.screen.status(f.standing.words())
	}
}

// cancelPatience is how long the server has to confirm a cancel.
const cancelPatience = 10 * time.Second

// interrupted does what the user wants with a signal; an error ends the command.
func (f *follower) interrupted(ctx context.Context, s os.Signal) error {
	switch f.leaving.heard(s) {
	case wishLeave:
		f.screen.note("Leaving; the plan goes on. Press Ctrl-C again within 2 s to cancel it. Come back with: planspark watch --last")
		return nil
	case wishCancel:
		f.screen.note("Cancelling…")
		ctx, stop := context.WithTimeout(ctx, cancelPatience)
		defer stop()
		// How it ended is told by its terminal event: it may have been completed a moment before.
		if _, err := f.conn.Cancel(ctx, f.id); err != nil {
			return err
		}
		f.leaving.timer = time.After(cancelPatience)
		return nil
	}
	f.screen.note("The plan goes on. Come back with: planspark watch --last")
	return ended(protocol.ExitDetached)
}
