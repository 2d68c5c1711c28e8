package client

import (
	"context"
	"encoding/json"
	"io"
	"slices"

	"github.com/planspark/planspark/protocol"
)

// Update is one message about a generation. Exactly one of Queue, Progress, Snapshot and Events is
// there. Queue and Progress are volatile: whole values of which some may be left out. Snapshot and
// Events are durable: none is ever left out, and each begins where the one before it ended.
type Update struct {
	Type protocol.MessageType
	Raw  json.RawMessage // the message as it came

	Queue    *protocol.Queue
	Progress *protocol.Progress
	Snapshot *protocol.Snapshot // the whole state, in place of everything before
	Events   []protocol.Event   // in order, between After and Cursor

	After  protocol.Cursor // of Events
	Cursor protocol.Cursor // up to here the consumer has everything

	// State and Percent are where the generation stands behind this update. Percent counts what is being written
	// too, as the fold estimates it; it never falls while the watch lives.
	State   protocol.State
	Percent float64
	// Fold is all that is known of the generation. It belongs to the watch and is good until the next
	// update. With a watch that began behind a cursor, the text before it is missing until a snapshot
	// comes or the generation ends.
	Fold *protocol.Fold
	// Final is the whole generation with its proven text, in the terminal update only.
	Final *protocol.Snapshot
}

// Durable says whether the update is a part of the log.
func (u Update) Durable() bool { return u.Queue == nil && u.Progress == nil }

// Terminal says whether the generation ends with this update.
func (u Update) Terminal() bool {
	if u.Snapshot != nil {
		return u.Snapshot.State.Terminal()
	}
	return slices.ContainsFunc(u.Events, func(e protocol.Event) bool { return e.Kind.Terminal() })
}

// reading is the consumer's side of a watch: the fold of what it has read.
type reading struct {
	fold    *protocol.Fold
	whole   bool // the fold began at the beginning or with a snapshot
	percent float64
	over    error // what Next returns from now on
}

// apply folds an update into what is known, and proves the text when it is the last.
func (r *reading) apply(ctx context.Context, w *Watch, u Update) Update {
	switch {
	case u.Queue != nil:
		r.fold.Requeue(u.Queue.Position)
	case u.Progress != nil:
		r.percent = max(r.percent, u.Progress.Percent)
	case u.Snapshot != nil:
		r.fold, r.whole = protocol.NewFold(*u.Snapshot), true
	default:
		for _, e := range u.Events {
			r.fold.Apply(u.Cursor, e)
		}
	}
	r.percent = max(r.percent, r.fold.Estimate())
	u.Fold, u.State, u.Percent = r.fold, r.fold.State(), r.percent
	if !u.Durable() {
		u.Cursor = r.fold.Cursor()
	}
	if !u.Terminal() {
		return u
	}
	final, err := r.final(ctx, w)
	if err != nil {
		r.over = err
		return u
	}
	u.Final, r.over = &final, io.EOF
	return u
}

// final returns the whole generation, proven. What a watch that began in the middle has missed is
// fetched.
func (r *reading) final(ctx context.Context, w *Watch) (protocol.Snapshot, error) {
	s := r.fold.Snapshot()
	if !r.whole {
		fetched, err := w.session.client.Get(ctx, w.id)
		if err != nil {
			return s, err
		}
		// The proof is the one of the log, which this client followed.
		fetched.Chars, fetched.SHA256 = s.Chars, s.SHA256
		s = fetched
	}
	return s, Prove(s)
}

// Prove checks the text of a snapshot in a terminal state against the checksum that the server gave
// with it. The error is a *ChecksumError. One that failed or was cancelled may come without a
// checksum: there is nothing to prove.
func Prove(s protocol.Snapshot) error {
	if s.SHA256 == "" && s.State != protocol.StateCompleted {
		return nil
	}
	chars, sha := protocol.Checksum(s.Sections)
	want := -1
	if s.Chars != nil {
		want = *s.Chars
	}
	if sha == s.SHA256 && (want == -1 || chars == want) {
		return nil
	}
	return &ChecksumError{Generation: s.ID, Chars: chars, WantChars: want, SHA256: sha, WantSHA256: s.SHA256}
}
