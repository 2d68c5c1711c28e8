// Package migrations embeds the schema as numbered SQL files. A file runs on SQLite and on PostgreSQL
// alike, unless its name says for which it is: then the other has one of the same number. Package store
// applies them with goose. A file that was released is never changed: what comes later is a new file.
package migrations

import (
	"embed"
	"strings"
)

// Files holds every migration, named NNNN_title.sql or NNNN_title.DATABASE.sql.
//
//go:embed *.sql
var Files embed.FS

// Foreign names those that are for other databases.
func Foreign(database string) (names []string) {
	files, err := Files.ReadDir(".")
	if err != nil {
		panic(err) // it is in the binary
	}
	for _, f := range files {
		if parts := strings.Split(f.Name(), "."); len(parts) == 3 && parts[1] != database {
			names = append(names, f.Name())
		}
	}
	return names
}
