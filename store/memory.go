package store

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/planspark/planspark/ops"
	"github.com/planspark/planspark/protocol"
)

const selectBuckets = `
	SELECT width, began_at, instance, bucket FROM buckets
	WHERE width = :width AND began_at >= {now} - :ago ORDER BY began_at, instance`

// Buckets implements ops.Memory.
func (s *Store) Buckets(ctx context.Context, width, ago time.Duration) (out []ops.Bucket, err error) {
	err = s.view(ctx, "read buckets", func(c conn) error {
		var rows []struct {
			Width    int64  `db:"width"`
			BeganAt  micros `db:"began_at"`
			Instance string `db:"instance"`
			Bucket   string `db:"bucket"`
		}
		if err := c.all(ctx, &rows, selectBuckets, args{"width": width.Microseconds(), "ago": ago.Microseconds()}); err != nil {
			return err
		}
		out = make([]ops.Bucket, len(rows))
		for i, r := range rows {
			if err := json.Unmarshal([]byte(r.Bucket), &out[i]); err != nil {
				return unreadable(r.Instance, "bucket", err)
			}
			out[i].Instance, out[i].Width, out[i].Began = r.Instance, time.Duration(r.Width)*time.Microsecond, r.BeganAt.time()
		}
		return nil
	})
	return out, err
}

const selectDays = `
	SELECT day, measure, n FROM days WHERE day > {now} / :micros - :n ORDER BY day DESC, measure`

// Days implements ops.Memory.
func (s *Store) Days(ctx context.Context, n int) (out []ops.Day, err error) {
	err = s.view(ctx, "read days", func(c conn) error {
		out = nil
		var rows []struct {
			Day     int64  `db:"day"`
			Measure string `db:"measure"`
			N       int64  `db:"n"`
		}
		if err := c.all(ctx, &rows, selectDays, args{"micros": int64(microsPerDay), "n": n}); err != nil {
			return err
		}
		for _, r := range rows {
			date := dateOf(r.Day)
			if len(out) == 0 || out[len(out)-1].Date != date {
				out = append(out, ops.Day{Date: date, Measures: map[string]int64{}})
			}
			out[len(out)-1].Measures[r.Measure] = r.N
		}
		return nil
	})
	return out, err
}

const insertAction = `
	INSERT INTO audit (id, at, actor, action, target, outcome) VALUES (:id, {now}, :actor, :action, :target, :outcome)
	ON CONFLICT (id) DO NOTHING`

// Record implements ops.Memory. The time is the database's.
func (s *Store) Record(ctx context.Context, r protocol.AuditRecord) error {
	id, err := uuid.NewV7()
	if err != nil {
		return fmt.Errorf("make an id: %w", err)
	}
	return s.write(ctx, "record an action", func(c conn) error {
		_, err := c.exec(ctx, insertAction, args{
			"id": id.String(), "actor": r.Actor, "action": r.Action, "target": r.Target, "outcome": r.Outcome,
		})
		return err
	})
}

const selectActions = `
	SELECT at, actor, action, target, outcome FROM audit ORDER BY at DESC, id DESC LIMIT :limit`

// Actions implements ops.Memory.
func (s *Store) Actions(ctx context.Context, limit int) (out []protocol.AuditRecord, err error) {
	err = s.view(ctx, "read actions", func(c conn) error {
		var rows []struct {
			At      micros `db:"at"`
			Actor   string `db:"actor"`
			Action  string `db:"action"`
			Target  string `db:"target"`
			Outcome string `db:"outcome"`
		}
		if err := c.all(ctx, &rows, selectActions, args{"limit": limit}); err != nil {
			return err
		}
		out = make([]protocol.AuditRecord, len(rows))
		for i, r := range rows {
			out[i] = protocol.AuditRecord{At: protocol.At(r.At.time()), Actor: r.Actor, Action: r.Action, Target: r.Target, Outcome: r.Outcome}
		}
		return nil
	})
	return out, err
}

// For how long operators' memory is kept. Of buckets it is a number: those of ten minutes reach back a
// little more than a day. What operators did is kept for as long as usage.
const (
	keepBuckets  = 150
	keepInstance = 10 * time.Minute // after its last beat
	keepCommand  = 5 * time.Minute
)

const (
	deleteBuckets   = `DELETE FROM buckets WHERE began_at < {now} - width * :keep`
	deleteInstances = `DELETE FROM instances WHERE beat_at < {now} - :keep`
	deleteCommands  = `DELETE FROM commands WHERE created_at < {now} - :keep`
	deleteActions   = `DELETE FROM audit WHERE at < {now} - :keep`
	deleteDays      = `DELETE FROM days WHERE day < {now} / :day - :keep`
)

// SweepOperations removes what operators no longer look at.
func (s *Store) SweepOperations(ctx context.Context) error {
	return s.write(ctx, "sweep operations", func(c conn) error {
		for _, d := range []struct {
			statement string
			keep      args
		}{
			{deleteBuckets, args{"keep": keepBuckets}},
			{deleteInstances, args{"keep": keepInstance.Microseconds()}},
			{deleteCommands, args{"keep": keepCommand.Microseconds()}},
			{deleteActions, args{"keep": int64(keepUsage) * microsPerDay}},
			{deleteDays, args{"keep": int64(keepUsage), "day": int64(microsPerDay)}},
		} {
			if _, err := c.exec(ctx, d.statement, d.keep); err != nil {
				return err
			}
		}
		return nil
	})
}
