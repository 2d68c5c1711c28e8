// Package migrations embeds the schema as numbered SQL files. Each file runs on SQLite and on
// PostgreSQL alike; package store applies them with goose. A file that was released is never
// changed: what comes later is a new file.
package migrations

import "embed"

// Files holds every migration, named NNNN_title.sql.
//
//go:embed *.sql
var Files embed.FS
