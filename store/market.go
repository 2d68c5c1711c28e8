package store

import (
	"context"
	"database/sql"
	"errors"
	"time"
)

const selectReading = `SELECT body, {now} - read_at AS age FROM market_readings WHERE subject = :subject`

// Reading returns what was kept about a subject of market data, and how old it is; nil when there is
// nothing.
func (s *Store) Reading(ctx context.Context, subject string) (body []byte, age time.Duration, err error) {
	err = s.read(ctx, "read market data", func(c conn) error {
		var row struct {
			Body string `db:"body"`
			Age  int64  `db:"age"` // microseconds
		}
		err := c.one(ctx, &row, selectReading, args{"subject": subject})
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		body, age = []byte(row.Body), time.Duration(row.Age)*time.Microsecond
		return err
	})
	return body, age, err
}

const upsertReading = `
	INSERT INTO market_readings (subject, body, read_at) VALUES (:subject, :body, {now})
	ON CONFLICT (subject) DO UPDATE SET body = excluded.body, read_at = excluded.read_at`

// KeepReading replaces what is kept about a subject of market data.
func (s *Store) KeepReading(ctx context.Context, subject string, body []byte) error {
	return s.write(ctx, "keep market data", func(c conn) error {
		_, err := c.exec(ctx, upsertReading, args{"subject": subject, "body": string(body)})
		return err
	})
}
