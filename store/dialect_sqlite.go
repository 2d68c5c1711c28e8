package store

import (
	"database/sql"
	"errors"
	"strings"

	"github.com/pressly/goose/v3"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// sqliteDialect is that of SQLite. Its clock counts milliseconds, and a transaction that writes holds
// the whole file.
func sqliteDialect() dialect {
	return dialect{
		name:     "sqlite",
		goose:    goose.DialectSQLite3,
		now:      `CAST(ROUND(unixepoch('now', 'subsec') * 1000) AS INTEGER) * 1000`,
		rows:     sqliteRows,
		parts:    "SELECT 0",
		view:     &sql.TxOptions{ReadOnly: true},
		classify: classifySQLite,
	}
}

func sqliteRows(columns []column) string {
	var list []string
	for _, c := range columns {
		list = append(list, "value ->> '"+c.name+"' AS "+c.name)
	}
	return "(SELECT " + strings.Join(list, ", ") + " FROM json_each(:rows)) AS r"
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
