package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/planspark/planspark/generation"
	"github.com/planspark/planspark/protocol"
)

type revisionRow struct {
	Revision   int    `db:"revision"`
	Digest     string `db:"digest"`
	Outline    string `db:"outline"`
	Financials string `db:"financials"` // left out of lists, like sections
	Sections   string `db:"sections"`
	Source     string `db:"source"`
	Degraded   int64  `db:"degraded"`
	CreatedAt  micros `db:"created_at"`
}

// revision reads the row.
func (r revisionRow) revision(id string) (generation.Revision, error) {
	out := generation.Revision{Number: r.Revision, Digest: r.Digest, CreatedAt: r.CreatedAt.time()}
	if err := json.Unmarshal([]byte(r.Outline), &out.Outline); err != nil {
		return out, unreadable(id, "revision's outline", err)
	}
	out.Outline.Source, out.Outline.Degraded = r.Source, r.Degraded != 0
	if r.Financials == "" {
		return out, nil
	}
	out.Financials = json.RawMessage(r.Financials)
	if err := json.Unmarshal([]byte(r.Sections), &out.Sections); err != nil {
		return out, unreadable(id, "revision's text", err)
	}
	return out, nil
}

const selectRevisions = `
	SELECT r.revision, r.digest, r.outline, r.source, r.degraded, r.created_at
	FROM generations g JOIN revisions r ON r.generation_id = g.id
	WHERE g.id = :id AND g.owner = :owner ORDER BY r.revision`

// Revisions implements generation.PlanLedger.
func (s *Store) Revisions(ctx context.Context, owner, id string) (out []generation.Revision, err error) {
	err = s.view(ctx, "list revisions", func(c conn) error {
		if _, err := loadBare(ctx, c, owner, id); err != nil {
			return err
		}
		var rows []revisionRow
		if err := c.all(ctx, &rows, selectRevisions, args{"id": id, "owner": owner}); err != nil {
			return err
		}
		out = make([]generation.Revision, len(rows))
		for i, r := range rows {
			if out[i], err = r.revision(id); err != nil {
				return err
			}
		}
		return nil
	})
	return out, err
}

const selectRevision = `
	SELECT r.revision, r.digest, r.outline, r.financials, r.sections, r.source, r.degraded, r.created_at
	FROM generations g JOIN revisions r ON r.generation_id = g.id
	WHERE g.id = :id AND g.owner = :owner AND r.revision = :revision`

// Revision implements generation.PlanLedger.
func (s *Store) Revision(ctx context.Context, owner, id string, number int) (out generation.Revision, err error) {
	err = s.read(ctx, "load a revision", func(c conn) error {
		var row revisionRow
		err := c.one(ctx, &row, selectRevision, args{"id": id, "owner": owner, "revision": number})
		if errors.Is(err, sql.ErrNoRows) {
			if _, err := loadBare(ctx, c, owner, id); err != nil {
				return err
			}
			return protocol.NewProblem(protocol.CodeNotFound, "This plan has no such revision. GET /v1/generations/{id}/revisions lists them.")
		}
		if err != nil {
			return err
		}
		out, err = row.revision(id)
		return err
	})
	return out, err
}

const selectTwinRevision = `
	SELECT r.revision, r.digest, r.outline, r.source, r.degraded, r.created_at
	FROM generations g JOIN revisions r ON r.generation_id = g.id
	WHERE g.id = :id AND g.owner = :owner AND r.digest = :digest`

const lastRevision = `
	SELECT COALESCE(MAX(r.revision), 1) FROM generations g JOIN revisions r ON r.generation_id = g.id
	WHERE g.id = :id AND g.owner = :owner`

// A revision is written for a finished plan of the owner only, or not at all.
const insertRevision = `
	INSERT INTO revisions (generation_id, revision, digest, outline, financials, sections, source, degraded, created_at)
	SELECT id, :revision, :digest, :outline, :financials, :sections, :source, :degraded, {now}
	FROM generations WHERE id = :id AND owner = :owner AND state = 'completed'`

// AddRevision implements generation.PlanLedger. Of two at once the second finds what the first has kept: by
// the lock, or, should it come to that, by the unique index, which has it tried again.
func (s *Store) AddRevision(ctx context.Context, owner, id string, r generation.Revision, most int) (kept generation.Revision, added bool, err error) {
	err = s.write(ctx, "add a revision", func(c conn) error {
		if err := c.hold(ctx, lockUser, owner); err != nil {
			return err
		}
		kept, added = generation.Revision{}, false
		found, err := twinRevision(ctx, c, owner, id, r.Digest, &kept)
		if err != nil || found {
			return err
		}
		if err := appendRevision(ctx, c, owner, id, r, most); err != nil {
			return err
		}
		added, err = twinRevision(ctx, c, owner, id, r.Digest, &kept)
		return err
	})
	return kept, added, err
}

func twinRevision(ctx context.Context, c conn, owner, id, digest string, into *generation.Revision) (bool, error) {
	var row revisionRow
	err := c.one(ctx, &row, selectTwinRevision, args{"id": id, "owner": owner, "digest": digest})
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	*into, err = row.revision(id)
	return err == nil, err
}

func appendRevision(ctx context.Context, c conn, owner, id string, r generation.Revision, most int) error {
	var last int
	if err := c.one(ctx, &last, lastRevision, args{"id": id, "owner": owner}); err != nil {
		return err
	}
	if last >= most {
		return protocol.Invalid(protocol.FieldError{Field: "assumptions", Message: fmt.Sprintf(
			"This plan has %d revisions, the most that one can have. Ask for a new plan to go on from here.", most)})
	}
	outline, err := json.Marshal(r.Outline)
	if err != nil {
		return rowError{fmt.Errorf("encode an outline: %T", err)} // the text of err could quote it
	}
	sections, err := json.Marshal(r.Sections)
	if err != nil {
		return rowError{fmt.Errorf("encode sections: %T", err)}
	}
	n, err := c.exec(ctx, insertRevision, args{
		"id": id, "owner": owner, "revision": last + 1, "digest": r.Digest, "outline": string(outline), "financials": string(r.Financials),
		"sections": string(sections), "source": r.Outline.Source, "degraded": flag(r.Outline.Degraded),
	})
	if err == nil && n == 0 {
		return protocol.NotFound()
	}
	return err
}
