package generation_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/rs/zerolog"

	"github.com/planspark/planspark/generation"
	"github.com/planspark/planspark/protocol"
)

// desk is all that a worker needs for one generation, without database and readers: what it is told is looked at.
type desk struct {
	record generation.Record
	check  func(protocol.Event) error // before an event is taken; nil takes all
	refuse int                        // the n-th write of what is finished is refused, the result is one; 0 is none
	slow   time.Duration              // that storing a section takes, behind its mark
	late   time.Duration              // that storing the result takes
	ended  chan struct{}              // closed at the result, or when the generation is handed back

	mu          sync.Mutex
	taken       bool
	writes      int
	fold        *protocol.Fold
	events      []protocol.Event
	checkpoints []generation.Checkpoint
	result      generation.Result
}

// atDesk has a pool work on a generation, in virtual time.
func atDesk(t *testing.T, record generation.Record, models generation.Models, check func(protocol.Event) error) *desk {
	t.Helper()
	return work(t, &desk{record: record, check: check}, models)
}

func work(t *testing.T, d *desk, models generation.Models) *desk {
	t.Helper()
	record := d.record
	record.ID, record.Owner, record.State = "g", "ada", protocol.StateRunning
	record.CreatedAt, record.StartedAt = time.Now().Add(-time.Minute), time.Now().Add(-time.Second)
	d.record, d.ended, d.fold = record, make(chan struct{}), protocol.NewFold(record.Snapshot())
	cfg := generation.PoolConfig{
		Worker: "one", Slots: 1, Lease: time.Hour, Timeout: time.Hour, Drain: time.Second, Models: models, Patience: 2 * time.Minute, Logger: zerolog.Nop(),
	}
	pool := generation.NewPool(cfg, d, d, planner, func(time.Duration) {})
	ctx, stop := context.WithCancel(t.Context())
	var running sync.WaitGroup
	running.Go(func() {
		if err := pool.Run(ctx); err != nil {
			t.Errorf("pool: %v", err)
		}
	})
	<-d.ended
	synctest.Wait()
	stop()
	running.Wait()
	return d
}

var errFull = errors.New("no space left")

func (d *desk) Claim(_ context.Context, c generation.ClaimRequest) ([]generation.Record, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.taken || c.Lane != d.record.Lane {
		return nil, nil
	}
	d.taken = true
	return []generation.Record{d.record}, nil
}

func (d *desk) Renew(context.Context, generation.Beat) ([]generation.Held, error) { return nil, nil }

func (d *desk) Leave(context.Context, string) error { return nil }

func (d *desk) Checkpoint(_ context.Context, _ generation.Held, c generation.Checkpoint) error {
	time.Sleep(d.slow)
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.writes++; d.writes == d.refuse {
		return errFull
	}
	d.checkpoints = append(d.checkpoints, c)
	return nil
}

func (d *desk) Finish(ctx context.Context, _ generation.Held, r generation.Result) (time.Time, error) {
	time.Sleep(d.late)
	if err := ctx.Err(); err != nil {
		return time.Time{}, err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.writes++; d.writes == d.refuse {
		return time.Time{}, errFull
	}
	d.result = r
	close(d.ended)
	return time.Now(), nil
}

func (d *desk) Release(context.Context, generation.Held) error {
	close(d.ended)
	return nil
}

func (d *desk) Open(context.Context, string, protocol.Snapshot) (generation.Writer, error) {
	return d, nil
}

func (d *desk) Append(_ context.Context, events ...protocol.Event) (protocol.Cursor, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, e := range events {
		if d.check != nil {
			if err := d.check(e); err != nil {
				return d.fold.Cursor(), err
			}
		}
		d.fold.Apply(d.fold.Cursor().Next(), e)
		d.events = append(d.events, e)
	}
	return d.fold.Cursor(), nil
}

func (d *desk) Mark() protocol.Cursor {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.fold.Cursor().Next()
}

func (d *desk) Next() protocol.Cursor { return d.Mark() }

func (d *desk) Checksum() (int, string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.fold.Checksum()
}

func (d *desk) Close() {}
