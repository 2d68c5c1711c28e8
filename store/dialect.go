package store

import (
	"errors"
	"strings"

	"github.com/pressly/goose/v3"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// dialect is all in which one database differs from another.
type dialect struct {
	name     string
	goose    goose.Dialect
	now      string // microseconds since the epoch by the database's clock, fixed within a statement
	lockUser string // statement that holds :owner until the transaction ends; empty: a transaction holds everything
	skip     string // behind the SELECT of a claim, so that claimers do not wait for each other
	classify func(error) class
}

// class is what a failed statement means.
type class int

const (
	classOther       class = iota // a mistake of ours
	classUnique                   // a row like this exists
	classUnavailable              // the database cannot do it now
)

// sqliteDialect is that of SQLite. Its clock counts milliseconds.
func sqliteDialect() dialect {
	return dialect{
		name:     "sqlite",
		goose:    goose.DialectSQLite3,
		now:      `CAST(ROUND(unixepoch('now', 'subsec') * 1000) AS INTEGER) * 1000`,
		classify: classifySQLite,
	}
}

func classifySQLite(err error) class {
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return classUnavailable // the driver or the operating system, not a statement
	}
	switch e.Code() {
	case sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY:
		return classUnique
	}
	switch e.Code() & 0xff { // the primary code
	case sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CONSTRAINT, sqlite3.SQLITE_MISMATCH,
		sqlite3.SQLITE_MISUSE, sqlite3.SQLITE_RANGE, sqlite3.SQLITE_TOOBIG:
		return classOther
	}
	return classUnavailable
}

// sql writes a statement in the dialect.
func (d dialect) sql(query string) string {
	return strings.NewReplacer("{now}", d.now, "{skip}", d.skip).Replace(query)
}
