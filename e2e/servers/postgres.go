//go:build unix

package servers

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"net"
	"net/url"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"syscall"

	_ "github.com/lib/pq" // the driver

	"github.com/planspark/planspark/e2e/process"
)

// Postgres is a PostgreSQL server. Its Stop is an immediate shutdown: to clients it looks like a crash,
// and what was committed is there when it goes on. It must not be power that fails, though: fsync is off.
type Postgres struct {
	*process.Process
	Port int // on 127.0.0.1, and in the name of the socket

	dir string
}

// PostgresConfig says how a PostgreSQL runs.
type PostgresConfig struct {
	Dir      string    // an empty folder, whose path is short: that of a socket has 107 bytes at most
	Settings []string  // such as "max_connections=20"
	Output   io.Writer // what it logs; nil is nobody
}

// StartPostgres makes a database cluster and a server for it, and waits until it answers. As root the
// folder, and the server, become the user postgres's, since no server starts as root.
func StartPostgres(ctx context.Context, c PostgresConfig) (*Postgres, error) {
	bin, err := postgresBinaries()
	if err != nil {
		return nil, err
	}
	as, err := postgresOwner(c.Dir)
	if err != nil {
		return nil, err
	}
	port, err := process.FreePort()
	if err != nil {
		return nil, err
	}
	data := filepath.Join(c.Dir, "data")
	initdb := exec.CommandContext(ctx, filepath.Join(bin, "initdb"), "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync")
	initdb.SysProcAttr, initdb.Dir = &syscall.SysProcAttr{Credential: as}, c.Dir
	if out, err := initdb.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("initdb: %w\n%s", err, out)
	}
	args := []string{"-D", data, "-k", c.Dir, "-p", strconv.Itoa(port), "-c", "listen_addresses=127.0.0.1", "-c", "fsync=off"}
	for _, s := range c.Settings {
		args = append(args, "-c", s)
	}
	p := &Postgres{Port: port, dir: c.Dir}
	p.Process = process.New(process.Command{
		Name: "postgres", Path: filepath.Join(bin, "postgres"), Args: args, Dir: c.Dir, As: as, Signal: syscall.SIGQUIT,
		Ready: p.answers, Output: c.Output,
	})
	return p, p.Start(ctx)
}

// URL names a database of the server, through its socket.
func (p *Postgres) URL(database string) string {
	q := url.Values{"host": {p.dir}, "port": {strconv.Itoa(p.Port)}, "user": {"postgres"}, "sslmode": {"disable"}}
	return (&url.URL{Scheme: "postgres", Path: "/" + database, RawQuery: q.Encode()}).String()
}

// Addr is the server's host and port.
func (p *Postgres) Addr() string { return net.JoinHostPort("127.0.0.1", strconv.Itoa(p.Port)) }

// Over names a database of the server as it is reached at an address, such as that of a link.
func (p *Postgres) Over(address, database string) string {
	return (&url.URL{Scheme: "postgres", User: url.User("postgres"), Host: address, Path: "/" + database, RawQuery: "sslmode=disable"}).String()
}

// Exec runs a statement as superuser.
func (p *Postgres) Exec(ctx context.Context, database, statement string) error {
	db, err := sql.Open("postgres", p.URL(database))
	if err != nil {
		return err
	}
	_, err = db.ExecContext(ctx, statement)
	if err := errors.Join(err, db.Close()); err != nil {
		return fmt.Errorf("%s: %w", statement, err)
	}
	return nil
}

func (p *Postgres) answers(ctx context.Context) error {
	db, err := sql.Open("postgres", p.URL("postgres"))
	if err != nil {
		return err
	}
	return errors.Join(db.PingContext(ctx), db.Close())
}

// PostgresTool finds one of PostgreSQL's own commands, such as pg_dump.
func PostgresTool(name string) (path string, err error) {
	if path, err := exec.LookPath(name); err == nil {
		return path, nil
	}
	bin, err := postgresBinaries()
	return filepath.Join(bin, name), err
}

// postgresBinaries finds the newest installed server.
func postgresBinaries() (string, error) {
	if path, err := exec.LookPath("initdb"); err == nil {
		return filepath.Dir(path), nil
	}
	found, err := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if err != nil || len(found) == 0 {
		return "", errors.New("PostgreSQL is not installed: initdb and postgres are needed, in PATH or in /usr/lib/postgresql")
	}
	return filepath.Dir(slices.Max(found)), nil
}

// postgresOwner gives the folder to the user postgres when we are root; nil is ourselves.
func postgresOwner(dir string) (*syscall.Credential, error) {
	if os.Getuid() != 0 {
		return nil, nil
	}
	u, err := user.Lookup("postgres")
	if err != nil {
		return nil, fmt.Errorf("PostgreSQL does not run as root, and there is no other user for it: %w", err)
	}
	uid, err := strconv.ParseUint(u.Uid, 10, 32)
	if err != nil {
		return nil, err
	}
	gid, err := strconv.ParseUint(u.Gid, 10, 32)
	if err != nil {
		return nil, err
	}
	if err := os.Chown(dir, int(uid), int(gid)); err != nil {
		return nil, err
	}
	return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}, nil
}
