package store

import (
	"context"
	"database/sql"
	"errors"
	"slices"

	"github.com/planspark/planspark/generation"
	"github.com/planspark/planspark/protocol"
)

const selectGeneration = `
	SELECT ` + generationColumns + ` FROM generations WHERE id = :id AND owner = :owner`

const selectSections = `
	SELECT ` + sectionColumns + ` FROM sections WHERE generation_id = :id ORDER BY place, section`

// Load implements generation.PlanLedger.
func (s *Store) Load(ctx context.Context, owner, id string) (r generation.Record, err error) {
	err = s.view(ctx, "load a generation", func(c conn) error {
		r, err = load(ctx, c, owner, id)
		return err
	})
	return r, err
}

// load reads a generation of the owner with its sections; protocol.NotFound when there is none.
func load(ctx context.Context, c conn, owner, id string) (generation.Record, error) {
	r, err := loadBare(ctx, c, owner, id)
	if err != nil {
		return generation.Record{}, err
	}
	r.Sections, err = sections(ctx, c, id)
	return r, err
}

// loadBare is load without sections.
func loadBare(ctx context.Context, c conn, owner, id string) (generation.Record, error) {
	var row generationRow
	err := c.one(ctx, &row, selectGeneration, args{"id": id, "owner": owner})
	if errors.Is(err, sql.ErrNoRows) {
		return generation.Record{}, protocol.NotFound()
	}
	if err != nil {
		return generation.Record{}, err
	}
	return row.record()
}

// sections reads those of a generation that the caller has shown to be the owner's.
func sections(ctx context.Context, c conn, id string) ([]protocol.Section, error) {
	var rows []sectionRow
	if err := c.all(ctx, &rows, selectSections, args{"id": id}); err != nil {
		return nil, err
	}
	var out []protocol.Section
	for _, r := range rows {
		out = append(out, r.section())
	}
	return out, nil
}

const selectGenerations = `
	SELECT ` + outlineColumns + ` FROM generations WHERE owner = :owner ORDER BY id DESC LIMIT :limit`

const selectGenerationsBefore = `
	SELECT ` + outlineColumns + ` FROM generations WHERE owner = :owner AND id < :before ORDER BY id DESC LIMIT :limit`

// List implements generation.Ledger. The order is that of the ids, which begin with the time of
// their making: a page goes on in the right place even when the generation it ended with was erased.
func (s *Store) List(ctx context.Context, owner, before string, limit int) (out []generation.Record, err error) {
	if limit <= 0 {
		return nil, nil
	}
	query := selectGenerations
	if before != "" {
		query = selectGenerationsBefore
	}
	err = s.read(ctx, "list generations", func(c conn) error {
		var rows []generationRow
		if err := c.all(ctx, &rows, query, args{"owner": owner, "before": before, "limit": limit}); err != nil {
			return err
		}
		if out, err = records(rows); err != nil {
			return err
		}
		return outline(ctx, c, out)
	})
	return out, err
}

const selectOutlines = `
	SELECT generation_id, section, title, place, '' AS body, source
	FROM sections WHERE generation_id IN (:ids) ORDER BY place, section`

// outline gives those that were begun, and are not completed, the sections that they have, without text.
func outline(ctx context.Context, c conn, list []generation.Record) error {
	var ids []string
	for _, r := range list {
		if begun(r) && r.State != protocol.StateCompleted {
			ids = append(ids, r.ID)
		}
	}
	if len(ids) == 0 {
		return nil
	}
	var parts []sectionRow
	if err := c.all(ctx, &parts, selectOutlines, args{"ids": ids}); err != nil {
		return err
	}
	attach(list, parts)
	return nil
}

// begun says whether there may be sections.
func begun(r generation.Record) bool { return r.Attempt > 0 }

const selectActive = `
	SELECT ` + outlineColumns + ` FROM generations
	WHERE owner = :owner AND state IN ('queued', 'running') ORDER BY created_at, id`

// created_at > 0 is always so; it tells SQLite which of the owner's two indexes holds only the active.
const selectActiveSections = `
	SELECT s.generation_id, s.section, s.title, s.place, '' AS body, s.source
	FROM generations g JOIN sections s ON s.generation_id = g.id
	WHERE g.owner = :owner AND g.state IN ('queued', 'running') AND g.created_at > 0 ORDER BY s.place, s.section`

// Active implements generation.Ledger.
func (s *Store) Active(ctx context.Context, owner string) (out []generation.Record, err error) {
	err = s.view(ctx, "read active generations", func(c conn) error {
		var rows []generationRow
		if err := c.all(ctx, &rows, selectActive, args{"owner": owner}); err != nil {
			return err
		}
		if out, err = records(rows); err != nil || !slices.ContainsFunc(out, begun) {
			return err
		}
		var parts []sectionRow
		err := c.all(ctx, &parts, selectActiveSections, args{"owner": owner})
		attach(out, parts)
		return err
	})
	return out, err
}

// One statement, since everybody asks who connects; a row for each that is active, and one when none is. For
// created_at see above.
const selectUsage = `
	SELECT COALESCE(g.id, '') AS id,
		COALESCE((SELECT MAX(accepted) FROM usage_days WHERE owner = :owner AND day = {now} / :day), 0) AS today
	FROM (SELECT 1 AS one) o LEFT JOIN generations g ON g.owner = :owner AND g.state IN ('queued', 'running') AND g.created_at > 0
	ORDER BY g.created_at, g.id`

// Usage implements generation.Accounts.
func (s *Store) Usage(ctx context.Context, owner string) (u generation.Usage, err error) {
	err = s.read(ctx, "count usage", func(c conn) error {
		var rows []struct {
			ID    string
			Today int
		}
		if err := c.all(ctx, &rows, selectUsage, args{"owner": owner, "day": int64(microsPerDay)}); err != nil {
			return err
		}
		u = generation.Usage{Today: rows[0].Today}
		for _, r := range rows {
			if r.ID != "" {
				u.Active = append(u.Active, r.ID)
			}
		}
		return nil
	})
	return u, err
}
