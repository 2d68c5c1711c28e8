package store

import (
	"context"
	"database/sql"
	"errors"
	"time"
)

const insertTicket = `
	INSERT INTO tickets (name, note, expires_at) VALUES (:name, :note, {now} + :life) ON CONFLICT (name) DO NOTHING`

// KeepTicket implements server.TicketStore.
func (s *Store) KeepTicket(ctx context.Context, name, note string, life time.Duration) error {
	return s.write(ctx, "keep a ticket", func(c conn) error {
		_, err := c.exec(ctx, insertTicket, args{"name": name, "note": note, "life": life.Microseconds()})
		return err
	})
}

const takeTicket = `DELETE FROM tickets WHERE name = :name RETURNING note, expires_at > {now} AS valid`

// TakeTicket implements server.TicketStore.
func (s *Store) TakeTicket(ctx context.Context, name string) (note string, ok bool, err error) {
	var row struct {
		Note  string `db:"note"`
		Valid bool   `db:"valid"`
	}
	err = s.write(ctx, "take a ticket", func(c conn) error {
		err := c.one(ctx, &row, takeTicket, args{"name": name})
		if errors.Is(err, sql.ErrNoRows) {
			row.Valid = false
			return nil
		}
		return err
	})
	return row.Note, err == nil && row.Valid, err
}
