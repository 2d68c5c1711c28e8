package store

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/planspark/planspark/ops"
	"github.com/planspark/planspark/protocol"
)

const upsertInstance = `
	INSERT INTO instances (id, status, beat_at) VALUES (:id, :status, {now})
	ON CONFLICT (id) DO UPDATE SET status = excluded.status, beat_at = excluded.beat_at`

const upsertBucket = `
	INSERT INTO buckets (width, began_at, instance, bucket) VALUES (:width, :began_at, :instance, :bucket)
	ON CONFLICT (width, began_at, instance) DO UPDATE SET bucket = excluded.bucket`

const addToDay = `
	INSERT INTO days (day, measure, n) VALUES (:day, :measure, :n)
	ON CONFLICT (day, measure) DO UPDATE SET n = days.n + excluded.n`

const deleteCommandsOf = `
	DELETE FROM commands WHERE instance = :instance RETURNING id, command`

const selectPaused = `SELECT provider FROM paused_providers ORDER BY provider`

// Beat implements ops.Fleet.
func (s *Store) Beat(ctx context.Context, b ops.Beat) (heard ops.Heard, err error) {
	taken := map[string]ops.Command{} // by id, by any try: the answer to one that took them may have been lost
	err = s.write(ctx, "beat", func(c conn) error {
		heard = ops.Heard{}
		t, err := now(ctx, c)
		if err != nil {
			return err
		}
		heard.Now = t.time()
		if err := publish(ctx, c, b, t); err != nil {
			return err
		}
		if err := takeCommands(ctx, c, b.Instance, taken); err != nil {
			return err
		}
		return c.all(ctx, &heard.Paused, selectPaused, args{})
	})
	if err != nil {
		return ops.Heard{}, err
	}
	for _, id := range slices.Sorted(maps.Keys(taken)) { // ids sort in the order in which the commands were given
		heard.Commands = append(heard.Commands, taken[id])
	}
	return heard, nil
}

func publish(ctx context.Context, c conn, b ops.Beat, t micros) error {
	status, err := encode("status", b.Status)
	if err != nil {
		return err
	}
	if _, err := c.exec(ctx, upsertInstance, args{"id": b.Instance, "status": status}); err != nil {
		return err
	}
	for _, k := range b.Buckets {
		body, err := encode("bucket", k)
		if err != nil {
			return err
		}
		_, err = c.exec(ctx, upsertBucket, args{
			"width": k.Width.Microseconds(), "began_at": k.Began.UnixMicro(), "instance": b.Instance, "bucket": body,
		})
		if err != nil {
			return err
		}
	}
	for _, measure := range slices.Sorted(maps.Keys(b.Day)) { // in one order, so that instances do not lock each other out
		if _, err := c.exec(ctx, addToDay, args{"day": t.day(), "measure": measure, "n": b.Day[measure]}); err != nil {
			return err
		}
	}
	return nil
}

func encode(what string, v any) (string, error) {
	raw, err := json.Marshal(v)
	if err != nil {
		return "", rowError{fmt.Errorf("encode a %s: %w", what, err)}
	}
	return string(raw), nil
}

// takeCommands removes the commands for an instance, and notes them in taken by their ids.
func takeCommands(ctx context.Context, c conn, instance string, taken map[string]ops.Command) error {
	var rows []struct {
		ID      string `db:"id"`
		Command string `db:"command"`
	}
	if err := c.all(ctx, &rows, deleteCommandsOf, args{"instance": instance}); err != nil {
		return err
	}
	for _, r := range rows {
		var cmd ops.Command
		if err := json.Unmarshal([]byte(r.Command), &cmd); err != nil {
			return unreadable(r.ID, "command", err)
		}
		taken[r.ID] = cmd
	}
	return nil
}

const selectInstances = `SELECT id, status, {now} - beat_at AS heard FROM instances ORDER BY id`

const selectQueued = `
	SELECT priority, COUNT(*) AS n, {now} - MIN(created_at) AS oldest FROM generations WHERE state = 'queued' GROUP BY priority`

const countRunning = `SELECT COUNT(*) FROM generations WHERE state = 'running'`

// Look implements ops.Fleet.
func (s *Store) Look(ctx context.Context) (l ops.Look, err error) {
	err = s.view(ctx, "look at all instances", func(c conn) error {
		l = ops.Look{Queued: map[string]int{}}
		t, err := now(ctx, c)
		if err != nil {
			return err
		}
		l.Now = t.time()
		if l.Instances, err = instances(ctx, c); err != nil {
			return err
		}
		if err := lookAtQueue(ctx, c, &l); err != nil {
			return err
		}
		if err := c.one(ctx, &l.Running, countRunning, args{}); err != nil {
			return err
		}
		return c.all(ctx, &l.Paused, selectPaused, args{})
	})
	return l, err
}

func instances(ctx context.Context, c conn) ([]ops.Instance, error) {
	var rows []struct {
		ID     string `db:"id"`
		Status string `db:"status"`
		Heard  int64  `db:"heard"`
	}
	if err := c.all(ctx, &rows, selectInstances, args{}); err != nil {
		return nil, err
	}
	out := make([]ops.Instance, len(rows))
	for i, r := range rows {
		out[i] = ops.Instance{ID: r.ID, Heard: max(0, time.Duration(r.Heard)*time.Microsecond)}
		if err := json.Unmarshal([]byte(r.Status), &out[i].Status); err != nil {
			return nil, unreadable(r.ID, "status", err)
		}
	}
	return out, nil
}

func lookAtQueue(ctx context.Context, c conn, l *ops.Look) error {
	var rows []struct {
		Priority string `db:"priority"`
		N        int    `db:"n"`
		Oldest   int64  `db:"oldest"`
	}
	if err := c.all(ctx, &rows, selectQueued, args{}); err != nil {
		return err
	}
	for _, r := range rows {
		l.Queued[r.Priority] = r.N
		l.Oldest = max(l.Oldest, time.Duration(r.Oldest)*time.Microsecond)
	}
	return nil
}

// liveFor is for how long after its last beat an instance can be asked to do something.
const liveFor = 30 * time.Second

const insertCommand = `
	INSERT INTO commands (id, instance, command, created_at)
	SELECT :id, i.id, :command, {now} FROM instances i WHERE i.id = :instance AND i.beat_at > {now} - :live
	ON CONFLICT (id) DO UPDATE SET command = excluded.command`

// Ask implements ops.Fleet. It fails with protocol.CodeNotFound when there is no such instance, or
// nothing was heard of it for a while.
func (s *Store) Ask(ctx context.Context, instance string, cmd ops.Command) error {
	id, err := uuid.NewV7() // ids sort in the order in which the commands were given
	if err != nil {
		return fmt.Errorf("make an id: %w", err)
	}
	body, err := encode("command", cmd)
	if err != nil {
		return err
	}
	return s.write(ctx, "ask an instance", func(c conn) error {
		n, err := c.exec(ctx, insertCommand, args{"id": id.String(), "command": body, "instance": instance, "live": liveFor.Microseconds()})
		if err == nil && n == 0 {
			return protocol.NewProblem(protocol.CodeNotFound, "There is no such instance, or nothing was heard of it for half a minute.")
		}
		return err
	})
}

const (
	pauseProvider = `
	INSERT INTO paused_providers (provider, paused_at) VALUES (:provider, {now}) ON CONFLICT (provider) DO NOTHING`
	resumeProvider = `DELETE FROM paused_providers WHERE provider = :provider`
)

// PauseProvider implements ops.Fleet.
func (s *Store) PauseProvider(ctx context.Context, provider string, paused bool) error {
	change := resumeProvider
	if paused {
		change = pauseProvider
	}
	return s.write(ctx, "pause a provider", func(c conn) error {
		_, err := c.exec(ctx, change, args{"provider": provider})
		return err
	})
}

const deleteInstance = `DELETE FROM instances WHERE id = :id`

// Depart implements ops.Fleet.
func (s *Store) Depart(ctx context.Context, instance string) error {
	return s.write(ctx, "depart", func(c conn) error {
		_, err := c.exec(ctx, deleteInstance, args{"id": instance})
		return err
	})
}
