package cli

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/rogpeppe/go-internal/lockedfile"

	"github.com/planspark/planspark/protocol"
)

// identity is who this user is at one server, and what they asked for last.
type identity struct {
	User      string        `json:"user,omitempty"`
	Token     string        `json:"token,omitempty"`
	ExpiresAt protocol.Time `json:"expires_at,omitzero"`
	Last      string        `json:"last,omitempty"` // id of the generation that was followed last
}

// credentials is the file in which guests find themselves again: planspark/session.json in the
// user's folder for configuration, readable by its owner only. Several commands may run at a time:
// each change is made under a lock.
type credentials struct{ dir string }

func (e *Env) credentials() credentials {
	if e.ConfigDir == "" {
		return credentials{}
	}
	return credentials{dir: filepath.Join(e.ConfigDir, "planspark")}
}

type sessionFile struct {
	Servers map[string]identity `json:"servers"`
}

func (c credentials) path() string { return filepath.Join(c.dir, "session.json") }

// load returns who the user is at a server; the zero identity when nothing is known.
func (c credentials) load(server string) (identity, error) {
	f, err := c.read()
	return f.Servers[server], err
}

func (c credentials) read() (sessionFile, error) {
	var f sessionFile
	if c.dir == "" {
		return f, nil
	}
	raw, err := os.ReadFile(c.path())
	if errors.Is(err, fs.ErrNotExist) {
		return f, nil
	}
	if err != nil {
		return f, fmt.Errorf("read the saved session: %w", err)
	}
	if json.Unmarshal(raw, &f) != nil {
		return sessionFile{}, fmt.Errorf("the saved session cannot be read; remove %s to begin anew", c.path())
	}
	return f, nil
}

// update changes what is known of a server, alone. change may take its time, as to ask the server; its
// error leaves the file as it is.
func (c credentials) update(server string, change func(*identity) error) error {
	if c.dir == "" {
		return errors.New("there is no folder for configuration; set HOME or XDG_CONFIG_HOME")
	}
	if err := os.MkdirAll(c.dir, 0o700); err != nil {
		return fmt.Errorf("keep the session: %w", err)
	}
	unlock, err := lockedfile.MutexAt(c.path() + ".lock").Lock()
	if err != nil {
		return fmt.Errorf("keep the session: %w", err)
	}
	defer unlock()
	f, err := c.read()
	if err != nil {
		return err
	}
	id := f.Servers[server]
	if err := change(&id); err != nil {
		return err
	}
	if f.Servers == nil {
		f.Servers = map[string]identity{}
	}
	f.Servers[server] = id
	raw, err := json.MarshalIndent(f, "", "  ")
	if err != nil {
		return fmt.Errorf("keep the session: %w", err)
	}
	return replaceFile(c.path(), 0o600, func(w *os.File) error {
		_, err := w.Write(append(raw, '\n'))
		return err
	})
}

// replaceFile writes a file whole or not at all.
func replaceFile(path string, mode fs.FileMode, write func(*os.File) error) (err error) {
	tmp, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(tmp.Name()))
		}
	}()
	err = errors.Join(write(tmp), tmp.Chmod(mode), tmp.Close())
	if err != nil {
		return err
	}
	return os.Rename(tmp.Name(), path)
}
