package store

import (
	"database/sql"
	"regexp"
	"strings"

	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"
)

// dialect is all in which one database differs from another.
type dialect struct {
	name      string
	goose     goose.Dialect
	migrators lock.SessionLocker            // lets one instance migrate at a time; nil: there is only one
	now       string                        // microseconds since the epoch by the database's clock, fixed within a statement
	parts     string                        // selects the connections that there are, as the parts of queue_lengths
	rows      func(columns []column) string // reads the rows that a statement is given as JSON, as a table r
	skip      string                        // behind the SELECT of a claim, so that claimers do not wait for each other
	locks     bool                          // transactions run at once, and take the locks of lock.go
	view      *sql.TxOptions                // of a transaction that sees one state of the database
	classify  func(error) class             // what a failed statement means
}

// class is what a failed statement means.
type class int

const (
	classOther       class = iota // a mistake of ours
	classUnique                   // a row like this exists
	classConflict                 // another transaction came first; nothing was changed
	classLost                     // the connection broke; whether a commit came through is not known
	classUnavailable              // the database cannot do it now
)

// again says whether the same transaction may succeed when it is run once more. After a lost connection
// it may have succeeded already, which is why all that we write can be written twice: only what is added up for
// a day, tokens and the figures of operations, then counts twice.
func (c class) again() bool { return c == classUnique || c == classConflict || c == classLost }

// passes says whether the trouble is the database's, and a later try may find it gone.
func (c class) passes() bool { return c == classConflict || c == classLost || c == classUnavailable }

// column is one of rows that a statement is given.
type column struct{ name, kind string }

var rowsOf = regexp.MustCompile(`\{rows ([^}]*)\}`)

// sql writes a statement in the dialect.
func (d dialect) sql(query string) string {
	query = rowsOf.ReplaceAllStringFunc(query, func(asked string) string {
		var columns []column
		for c := range strings.SplitSeq(rowsOf.FindStringSubmatch(asked)[1], ",") {
			name, kind, _ := strings.Cut(strings.TrimSpace(c), " ")
			columns = append(columns, column{name, kind})
		}
		return d.rows(columns)
	})
	return strings.NewReplacer("{now}", d.now, "{skip}", d.skip, "{connections}", d.parts).Replace(query)
}
