package storetest

import (
	"context"
	"database/sql"
	"strings"

	_ "modernc.org/sqlite" // the driver
)

// Lengthen makes n more of the one generation that waits in an SQLite file, each of an owner of its own: a
// queue of a million, which would take an hour to submit.
func Lengthen(ctx context.Context, file string, n int) error {
	db, err := sql.Open("sqlite", file)
	if err != nil {
		return err
	}
	defer db.Close()
	var columns string
	if err := db.QueryRowContext(ctx, `SELECT string_agg(name, ',') FROM pragma_table_info('generations')`).Scan(&columns); err != nil {
		return err
	}
	values := strings.Split(columns, ",")
	for i, c := range values {
		switch c {
		case "id", "owner":
			values[i] = "printf('01900000-0000-7000-8000-%012d', n)"
		case "fingerprint":
			values[i] = "hex(randomblob(32))"
		case "queue_key":
			values[i] = "queue_key + n"
		}
	}
	_, err = db.ExecContext(ctx, `
		WITH RECURSIVE many(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM many WHERE n < $1)
		INSERT INTO generations (`+columns+`) SELECT `+strings.Join(values, ",")+` FROM generations, many WHERE $1 > 0`, n)
	return err
}
