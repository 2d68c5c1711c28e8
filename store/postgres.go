package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/cenkalti/backoff/v5"
	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"
)

// What a server does by itself with a session of ours that makes no way, so that an instance that is
// paused or cut off holds up nobody: a statement, a wait for a lock, and a transaction left open.
const (
	statementTimeout = 8 * time.Second
	lockTimeout      = 4 * time.Second
	idleTimeout      = 5 * time.Second
)

// sessionSettings are those of each connection but those that change the schema. The server compiles a statement that
// it takes to be long, for 100 ms and more, and takes what it knows nothing of to be long: a queue fills faster than it
// is analysed. All of ours are short.
func sessionSettings() map[string]string {
	millis := func(d time.Duration) string { return strconv.FormatInt(d.Milliseconds(), 10) }
	return map[string]string{
		"jit":                                 "off",
		"statement_timeout":                   millis(statementTimeout),
		"lock_timeout":                        millis(lockTimeout),
		"idle_in_transaction_session_timeout": millis(idleTimeout),
	}
}

// connectTimeout bounds one try to connect; connectGrace is how long a server that does not answer at
// start is waited for, since it may be starting too.
const (
	connectTimeout = 5 * time.Second
	connectGrace   = 10 * time.Second
)

// defaultConnections is how many connections an instance has to PostgreSQL, whose own default is to
// take 100 from everybody together.
const defaultConnections = 16

// openPostgres connects to a server that any number of instances share.
func openPostgres(ctx context.Context, dsn string, o Options) (*Store, error) {
	d, err := postgresDialect()
	if err != nil {
		return nil, err
	}
	cfg, err := postgresConfig(dsn)
	if err != nil {
		return nil, err
	}
	ddl, err := reach(ctx, &cfg, dsn)
	if err != nil {
		return nil, err
	}
	cfg.Runtime = sessionSettings()
	writer, reader, err := openPools(cfg, o.Connections)
	if err != nil {
		return nil, errors.Join(err, ddl.Close())
	}
	writers := &pool{db: writer, dialect: d}
	finishes := newGroup(writers, o.Timeout/2)
	finishes.loose = true
	return &Store{
		log:      o.Logger,
		dialect:  d,
		writer:   writers,
		submits:  newGroup(writers, o.Timeout/2), // what fails together has the other half to be done alone
		finishes: finishes,
		reader:   &pool{db: reader, dialect: d},
		ddl:      ddl.DB,
		there:    func() error { return nil },
		release:  (&pool{db: ddl, dialect: d}).close,
		database: redacted(dsn),
	}, nil
}

// reach opens a pool for changes of the schema once the server answers. Like psql, it encrypts when the server can,
// unless told otherwise: that is asked once, and noted in cfg. The library would ask for each connection, and leave
// one behind for each that is refused.
func reach(ctx context.Context, cfg *pq.Config, dsn string) (*sqlx.DB, error) {
	db, err := openPool(*cfg, 2)
	if err != nil {
		return nil, err
	}
	err = answers(ctx, db.DB)
	switch {
	case err == nil:
		return db, nil
	case cfg.SSLMode == "" && errors.Is(err, pq.ErrSSLNotSupported):
		cfg.SSLMode = pq.SSLModeDisable
		if err := db.Close(); err != nil {
			return nil, err
		}
		return reach(ctx, cfg, dsn)
	}
	return nil, errors.Join(fmt.Errorf("connect to %s: %w%s", redacted(dsn), err, soThat(advice(err))), db.Close())
}

// postgresConfig reads a URL.
func postgresConfig(dsn string) (pq.Config, error) {
	cfg, err := pq.NewConfig(dsn)
	if err != nil {
		return cfg, fmt.Errorf("%s cannot be read as postgres://USER:PASSWORD@HOST:PORT/DATABASE?sslmode=MODE: %s", redacted(dsn), withoutSecrets(err, dsn))
	}
	if cfg.ConnectTimeout == 0 {
		cfg.ConnectTimeout = connectTimeout
	}
	if cfg.ApplicationName == "" {
		cfg.ApplicationName = "planspark"
	}
	return cfg, nil
}

// openPools shares the connections out, so that reads do not wait for writes that wait for each other.
func openPools(cfg pq.Config, size int) (writer, reader *sqlx.DB, err error) {
	if size <= 0 {
		size = defaultConnections
	}
	readers := max(1, size/3)
	if writer, err = openPool(cfg, max(1, size-readers)); err != nil {
		return nil, nil, err
	}
	if reader, err = openPool(cfg, readers); err != nil {
		return nil, nil, errors.Join(err, writer.Close())
	}
	return writer, reader, nil
}

func openPool(cfg pq.Config, size int) (*sqlx.DB, error) {
	connector, err := newPunctual(cfg)
	if err != nil {
		return nil, err
	}
	db := sqlx.NewDb(sql.OpenDB(connector), "postgres")
	db.SetMaxOpenConns(size)
	db.SetMaxIdleConns(size)
	db.SetConnMaxIdleTime(5 * time.Minute)
	db.SetConnMaxLifetime(time.Hour) // connections follow a server that moved
	return db, nil
}

// answers waits until the server does, or refuses.
func answers(ctx context.Context, db *sql.DB) error {
	ctx, cancel := context.WithTimeout(ctx, connectGrace)
	defer cancel()
	var last error
	_, err := backoff.Retry(ctx, func() (struct{}, error) {
		last = db.PingContext(ctx)
		if last != nil && classifyPostgres(last) != classLost {
			return struct{}{}, backoff.Permanent(last)
		}
		return struct{}{}, last
	}, backoff.WithMaxElapsedTime(connectGrace))
	if err != nil && last != nil {
		return last
	}
	return err
}

// redacted is a URL without its password.
func redacted(dsn string) string {
	u, err := url.Parse(dsn)
	if err != nil {
		return "the PostgreSQL URL"
	}
	u.RawQuery = ""
	return u.Redacted()
}

// withoutSecrets is the text of an error that must not quote the URL.
func withoutSecrets(err error, dsn string) string {
	text := err.Error()
	if strings.Contains(text, dsn) {
		return "it is not a URL"
	}
	if u, parsed := url.Parse(dsn); parsed == nil {
		if secret, ok := u.User.Password(); ok && secret != "" {
			text = strings.ReplaceAll(text, secret, "xxxxx")
		}
	}
	return text
}

// soThat puts advice behind an error.
func soThat(advice string) string {
	if advice == "" {
		return ""
	}
	return "; " + advice
}
