package store

import (
	"context"
	"database/sql"
	"errors"

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
func (s *Store) List(ctx context.Context, owner, before string, limit int) ([]generation.Record, error) {
	if limit <= 0 {
		return nil, nil
	}
	query := selectGenerations
	if before != "" {
		query = selectGenerationsBefore
	}
	return s.outlines(ctx, "list generations", query, args{"owner": owner, "before": before, "limit": limit})
}

const selectActive = `
	SELECT ` + outlineColumns + ` FROM generations
	WHERE owner = :owner AND state IN ('queued', 'running') ORDER BY created_at, id`

// Active implements generation.Ledger.
func (s *Store) Active(ctx context.Context, owner string) ([]generation.Record, error) {
	return s.outlines(ctx, "read active generations", selectActive, args{"owner": owner})
}

// outlines reads generations without what is long, and with the sections of those that were begun and are not completed.
func (s *Store) outlines(ctx context.Context, doing, query string, a args) (out []generation.Record, err error) {
	err = s.read(ctx, doing, func(c conn) error {
		var rows []generationRow
		if err := c.all(ctx, &rows, query, a); err != nil {
			return err
		}
		if out, err = records(rows); err != nil {
			return err
		}
		return attach(ctx, c, selectOutlines, out, func(r generation.Record) bool { return r.Attempt > 0 && r.State != protocol.StateCompleted })
	})
	return out, err
}

const (
	ofThese = `
	FROM sections WHERE generation_id IN (SELECT r.id FROM {rows id text}) ORDER BY place, section`

	selectSectionsOf = `SELECT ` + sectionColumns + ofThese
	selectOutlines   = `SELECT generation_id, section, title, place, '' AS body, source` + ofThese
)

// attach gives those of some generations that may have sections theirs, as a statement reads them.
func attach(ctx context.Context, c conn, query string, list []generation.Record, may func(generation.Record) bool) error {
	type wish struct {
		ID string `json:"id"`
	}
	var wanted []wish
	for _, r := range list {
		if may(r) {
			wanted = append(wanted, wish{r.ID})
		}
	}
	if len(wanted) == 0 {
		return nil
	}
	var parts []sectionRow
	if err := c.all(ctx, &parts, query, args{"rows": rows(wanted)}); err != nil {
		return err
	}
	byID := map[string][]protocol.Section{}
	for _, p := range parts {
		byID[p.GenerationID] = append(byID[p.GenerationID], p.section())
	}
	for i := range list {
		list[i].Sections = byID[list[i].ID]
	}
	return nil
}

const selectUsage = `SELECT` + usageOf + ` FROM (SELECT CAST(:owner AS TEXT) AS owner) r`

// Usage implements generation.Accounts.
func (s *Store) Usage(ctx context.Context, owner string) (u generation.Usage, err error) {
	var row usageRow
	err = s.read(ctx, "count usage", func(c conn) error {
		return c.one(ctx, &row, selectUsage, args{"owner": owner, "day": int64(microsPerDay)})
	})
	return generation.Usage{Active: row.ids(), Today: row.Today}, err
}
