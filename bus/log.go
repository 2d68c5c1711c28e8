package bus

import (
	"context"
	_ "embed" // the script
	"errors"
	"fmt"
	"time"

	"github.com/redis/go-redis/v9"

	"github.com/planspark/planspark/generation"
	"github.com/planspark/planspark/hub"
	"github.com/planspark/planspark/protocol"
)

//go:embed append.lua
var appendSource string

var appendScript = newScript(appendSource)

// How long Redis keeps a log: one that nobody appends to is of a worker that has died, or of a
// generation that is done; one that has ended stays for readers who are a little behind; and the mark of
// its end outlives every worker that does not know yet.
const (
	logLife  = time.Hour
	endedFor = time.Minute
	markLife = 30 * time.Minute
)

// Log is the hub.Log that instances share: a stream a generation, in which the id of an entry is its
// cursor, so that Redis itself refuses whoever was replaced. Appending tells the instances that follow;
// what they are told is a hint, and the stream the truth.
type Log struct {
	bus       *Bus
	followers *subscriptions
}

// NewLog returns the logs of a bus.
func NewLog(b *Bus) *Log { return &Log{bus: b, followers: newSubscriptions(b)} }

func (l *Log) stream(id string) string { return "planspark:log:{" + id + "}" }
func (l *Log) mark(id string) string   { return "planspark:ended:{" + id + "}" }

// Append implements hub.Log.
func (l *Log) Append(ctx context.Context, id string, after protocol.Cursor, entries []hub.Entry) error {
	if len(entries) == 0 {
		return nil
	}
	args := []any{after.String(), logLife.Milliseconds(), l.followers.channel(id), message(after, entries), 0}
	if entries[0].Base {
		args[len(args)-1] = 1
	}
	for _, e := range entries {
		args = append(args, e.Cursor.String(), baseOf(e), e.Data)
	}
	var answer string
	err := l.bus.do(context.WithoutCancel(ctx), func(ctx context.Context, c redis.UniversalClient) (err error) {
		answer, err = appendScript.run(ctx, c, []string{l.stream(id), l.mark(id)}, args...).Text()
		return err
	})
	switch {
	case errors.Is(err, ErrAway):
		return hub.ErrAway
	case err != nil:
		return err
	case answer == "FENCED":
		return generation.ErrFenced
	case answer == "BASE":
		return hub.ErrNeedsBase
	}
	return nil
}

// noBase stands where an entry that is a base has the cursor of which it is one.
const noBase = "-"

func baseOf(e hub.Entry) string {
	if e.Base {
		return e.Of.String()
	}
	return noBase
}

// entry is baseOf and its like backwards.
func entry(cursor, base, data string) (e hub.Entry, err error) {
	if e.Cursor, err = protocol.ParseCursor(cursor); err != nil {
		return e, err
	}
	if base != noBase {
		e.Base = true
		if e.Of, err = protocol.ParseCursor(base); err != nil {
			return e, err
		}
	}
	e.Data = []byte(data)
	return e, nil
}

// Read implements hub.Log.
func (l *Log) Read(ctx context.Context, id string, after protocol.Cursor) ([]hub.Entry, error) {
	var found []redis.XMessage
	err := l.bus.do(ctx, func(ctx context.Context, c redis.UniversalClient) (err error) {
		found, err = c.XRange(ctx, l.stream(id), "("+after.String(), "+").Result()
		return err
	})
	if errors.Is(err, ErrAway) {
		return nil, hub.ErrAway
	}
	if err != nil {
		return nil, err
	}
	entries := make([]hub.Entry, len(found))
	for i, m := range found {
		if entries[i], err = entryOf(m); err != nil {
			return nil, fmt.Errorf("log of %s: %w", id, err)
		}
	}
	return entries, nil
}

func entryOf(m redis.XMessage) (hub.Entry, error) {
	base, _ := m.Values["b"].(string)
	data, ok := m.Values["d"].(string)
	if !ok {
		return hub.Entry{}, fmt.Errorf("entry %s has no data", m.ID)
	}
	return entry(m.ID, base, data)
}

// End implements hub.Log.
func (l *Log) End(ctx context.Context, id string) error {
	return l.close(ctx, id, func(ctx context.Context, p redis.Pipeliner) { p.PExpire(ctx, l.stream(id), endedFor) })
}

// Drop implements hub.Log.
func (l *Log) Drop(ctx context.Context, id string) error {
	return l.close(ctx, id, func(ctx context.Context, p redis.Pipeliner) { p.Del(ctx, l.stream(id)) })
}

func (l *Log) close(ctx context.Context, id string, how func(context.Context, redis.Pipeliner)) error {
	err := l.bus.do(ctx, func(ctx context.Context, c redis.UniversalClient) error {
		_, err := c.TxPipelined(ctx, func(p redis.Pipeliner) error {
			p.Set(ctx, l.mark(id), 1, markLife)
			how(ctx, p)
			return nil
		})
		return err
	})
	if errors.Is(err, ErrAway) {
		return hub.ErrAway
	}
	return err
}

// Subscribe implements hub.Log.
func (l *Log) Subscribe(id string) { l.followers.add(id) }

// Unsubscribe implements hub.Log.
func (l *Log) Unsubscribe(id string) { l.followers.remove(id) }

// Follow implements hub.Log.
func (l *Log) Follow(ctx context.Context, f hub.Follower) error { return l.followers.run(ctx, f) }
