package store

import (
	"context"
	"fmt"

	"github.com/planspark/planspark/generation"
	"github.com/planspark/planspark/protocol"
)

// Checkpoints of one attempt may overtake each other: seq only grows, and a mark of degraded stays.
const updateProgress = `
	UPDATE generations SET
		seq = CASE WHEN :seq > seq THEN :seq ELSE seq END,
		market = COALESCE(:market, market), financials = COALESCE(:financials, financials),
		degraded = CASE WHEN :degraded = 1 THEN 1 ELSE degraded END
	WHERE id = :id AND attempt = :attempt AND state = 'running'`

const insertSection = `
	INSERT INTO sections (generation_id, section, title, place, body, source, attempt)
	VALUES (:id, :section, :title, :place, :body, :source, :attempt)
	ON CONFLICT (generation_id, section) DO NOTHING`

const selectSection = `
	SELECT COUNT(*) FROM sections
	WHERE generation_id = :id AND section = :section AND attempt = :attempt AND body = :body AND title = :title
		AND place = :place AND source = :source`

// Checkpoint implements generation.Work. A section is written once: the same one again, from the
// attempt that wrote it, is taken as a repetition whose first answer was lost; any other is refused
// with generation.ErrFenced, and nothing of the checkpoint is stored.
func (s *Store) Checkpoint(ctx context.Context, h generation.Held, p generation.Checkpoint) error {
	return s.write(ctx, "checkpoint", func(c conn) error {
		n, err := c.exec(ctx, updateProgress, args{
			"id": h.ID, "attempt": h.Attempt, "seq": p.Seq,
			"market": text(p.Market), "financials": text(p.Financials), "degraded": flag(p.Degraded),
		})
		if err != nil {
			return err
		}
		if n == 0 {
			return fmt.Errorf("checkpoint %s attempt %d: %w", h.ID, h.Attempt, generation.ErrFenced)
		}
		if p.Section == nil {
			return nil
		}
		return writeSection(ctx, c, h, *p.Section)
	})
}

func writeSection(ctx context.Context, c conn, h generation.Held, s protocol.Section) error {
	row := args{
		"id": h.ID, "attempt": h.Attempt, "section": s.Section, "title": s.Title,
		"place": s.Index, "body": s.Text, "source": s.Source,
	}
	n, err := c.exec(ctx, insertSection, row)
	if err != nil || n > 0 {
		return err
	}
	var same int
	if err := c.one(ctx, &same, selectSection, row); err != nil {
		return err
	}
	if same == 0 {
		return fmt.Errorf("section %s of %s was written before: %w", s.Section, h.ID, generation.ErrFenced)
	}
	return nil
}
