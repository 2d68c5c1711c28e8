package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"io"
	"net"
	"strings"

	"github.com/lib/pq"
	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"
)

// postgresDialect is that of PostgreSQL. Its clock is that of the moment at which a statement began: a
// transaction that waited for a lock reads the time behind the wait.
func postgresDialect() (dialect, error) {
	migrators, err := lock.NewPostgresSessionLocker(lock.WithLockTimeout(1, 300)) // looks each second, for five minutes
	if err != nil {
		return dialect{}, err
	}
	return dialect{
		name:      "postgres",
		goose:     goose.DialectPostgres,
		migrators: migrators,
		now:       `CAST(EXTRACT(EPOCH FROM statement_timestamp()) * 1000000 AS BIGINT)`,
		rows:      postgresRows,
		parts:     "SELECT pid FROM pg_stat_activity",
		skip:      "FOR UPDATE SKIP LOCKED",
		locks:     true,
		view:      &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true},
		classify:  classifyPostgres,
	}, nil
}

func postgresRows(columns []column) string {
	var list []string
	for _, c := range columns {
		list = append(list, c.name+" "+c.kind)
	}
	return "json_to_recordset(CAST(:rows AS json)) AS r(" + strings.Join(list, ", ") + ")"
}

// classifyPostgres reads SQLSTATE, whose first two characters are the class of the error (PostgreSQL
// documentation, appendix A).
func classifyPostgres(err error) class {
	var e *pq.Error
	if !errors.As(err, &e) {
		return classifyConnection(err)
	}
	switch e.Code {
	case "23505": // unique_violation
		return classUnique
	case "40001", "40P01": // serialization_failure, deadlock_detected
		return classConflict
	case "57P01", "57P02", "57P03": // shut down, crashed, starting
		return classLost
	case "57014", "55P03", "25P03": // timeout, lock timeout, idle in transaction for too long
		return classUnavailable
	}
	if onStandby(err) {
		return classUnavailable
	}
	switch e.Code.Class() {
	case "08": // connection exception
		return classLost
	case "28", "3D", "53", "58", "XX": // authorisation, no such database, no resources, system error, internal
		return classUnavailable
	}
	return classOther
}

// onStandby says whether a server refused a write because it only follows another one, or was made read-only: read-only
// transaction, and not supported, which is all that a standby says of a transaction that is to write.
func onStandby(err error) bool {
	var e *pq.Error
	return errors.As(err, &e) && (e.Code == "25006" || e.Code == "0A000")
}

// classifyConnection is for what did not come from the server.
func classifyConnection(err error) class {
	var n net.Error
	switch {
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled):
		return classUnavailable // nobody waits any more
	case errors.Is(err, driver.ErrBadConn), errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF), errors.As(err, &n):
		return classLost
	}
	return classUnavailable
}

// advice says what an operator should do about an error at start.
func advice(err error) string {
	if errors.Is(err, pq.ErrSSLNotSupported) {
		return "the server does not encrypt: set that up there, or leave sslmode out, so that it is used as it is"
	}
	var e *pq.Error
	if !errors.As(err, &e) {
		return "check that the server runs and that host and port of --database are right"
	}
	switch e.Code {
	case "28P01", "28000":
		return "check user and password of --database, and pg_hba.conf of the server"
	case "3D000":
		return "create the database, or name another one at the end of --database"
	case "53300":
		return "the server has no connections left: raise max_connections, or lower --database-connections"
	case "25006":
		return "the server is a read-only standby: let --database name the primary"
	case "42501":
		return "grant the user the right to create tables in this schema"
	}
	return ""
}
