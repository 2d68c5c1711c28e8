package cli

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/rs/zerolog"

	"github.com/planspark/planspark/store"
)

// secretBytes is the size of the secrets that sign sessions.
const secretBytes = 32

// ring holds the secrets that sign sessions, the newest first. Each has a time from which it signs: until
// then every instance learns to accept it, so that a rotation ends nobody's session.
type ring []ringSecret

type ringSecret struct {
	value []byte
	from  time.Time
}

const (
	// secretNotice is how long a new secret is known before it signs.
	secretNotice = 2 * time.Minute
	// secretKept is how long a secret is accepted behind its successor: the life of a guest session and a day.
	secretKept = 31 * 24 * time.Hour
)

func newRingSecret(from time.Time) ringSecret {
	value := make([]byte, secretBytes)
	rand.Read(value) // never fails (crypto/rand)
	return ringSecret{value, from}
}

// rotated is the ring with a new secret, without those that no session can have any more. With forget,
// no other is accepted.
func (r ring) rotated(now time.Time, forget bool) ring {
	if forget || len(r) == 0 {
		return ring{newRingSecret(now)}
	}
	out := ring{newRingSecret(now.Add(secretNotice))}
	for _, s := range r {
		successor := out[len(out)-1]
		if now.Sub(successor.from) > secretKept {
			break
		}
		out = append(out, s)
	}
	return out
}

// at is what a server goes by at a time: the secret that signs first, then what else is accepted.
func (r ring) at(now time.Time) [][]byte {
	var out [][]byte
	signs := max(0, slices.IndexFunc(r, func(s ringSecret) bool { return !s.from.After(now) }))
	for i, s := range r {
		if i == signs {
			out = slices.Insert(out, 0, s.value)
		} else {
			out = append(out, s.value)
		}
	}
	return out
}

// String is the ring as it is kept: a line for each secret, with the second since which it signs.
func (r ring) String() string {
	var b strings.Builder
	for _, s := range r {
		fmt.Fprintf(&b, "%x %d\n", s.value, s.from.Unix())
	}
	return b.String()
}

func parseRing(text string) (ring, error) {
	var out ring
	for line := range strings.Lines(text) {
		value, from, _ := strings.Cut(strings.TrimSpace(line), " ")
		secret, err := hex.DecodeString(value)
		since, err2 := strconv.ParseInt(from, 10, 64)
		if err != nil || err2 != nil || len(secret) < secretBytes {
			return nil, errors.New("the secrets that sign sessions are damaged")
		}
		out = append(out, ringSecret{secret, time.Unix(since, 0)})
	}
	if len(out) == 0 {
		return nil, errors.New("the secrets that sign sessions are gone")
	}
	return out, nil
}

// secrets keeps the ring: in the database when other instances must know it too, else in the data folder.
// The first instance of a database gives it its own.
type secrets struct {
	db   *store.Store // nil: the data folder
	path string
	now  func() time.Time
}

func newSecrets(db *store.Store, dataDir string) secrets {
	if db != nil && !db.Shared() {
		db = nil
	}
	return secrets{db: db, path: filepath.Join(dataDir, "secret"), now: time.Now}
}

// sessionSecret is the name of the ring in the database.
const sessionSecret = "session"

func (s secrets) load(ctx context.Context) (ring, error) {
	text, err := s.file()
	if err == nil && s.db != nil {
		text, err = s.db.Secret(ctx, sessionSecret, text)
	}
	if err != nil {
		return nil, err
	}
	r, err := parseRing(text)
	switch {
	case err == nil:
		return r, nil
	case s.db != nil:
		return nil, fmt.Errorf("%w; delete the row %q of the table secrets, and guests begin new sessions", err, sessionSecret)
	}
	return nil, fmt.Errorf("%w; delete %s, and guests begin new sessions", err, s.path)
}

// rotate adds a new secret, and says when it begins to sign.
func (s secrets) rotate(ctx context.Context, forget bool) (from time.Time, err error) {
	before, err := s.load(ctx)
	if err != nil {
		return time.Time{}, err
	}
	after := before.rotated(s.now(), forget)
	if s.db == nil {
		return after[0].from, s.write(after.String())
	}
	ok, err := s.db.ReplaceSecret(ctx, sessionSecret, before.String(), after.String())
	if err == nil && !ok {
		err = errors.New("somebody else rotated the secret at the same time; nothing was changed by this command")
	}
	return after[0].from, err
}

// file is the ring of this data folder. One is made when there is none, and kept there unless the database
// keeps it.
func (s secrets) file() (string, error) {
	text, err := os.ReadFile(s.path)
	if err == nil {
		return string(text), nil
	}
	if s.db != nil {
		return ring{newRingSecret(s.now())}.String(), nil
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return "", fmt.Errorf("the secret cannot be read: %w", err)
	}
	first := ring{newRingSecret(s.now())}.String()
	return first, s.write(first)
}

// write replaces the file at once. Only its owner may read it.
func (s secrets) write(text string) error {
	next := s.path + ".next"
	err := os.WriteFile(next, []byte(text), 0o600)
	if err == nil {
		err = os.Rename(next, s.path)
	}
	if err != nil {
		return fmt.Errorf("the secret cannot be kept: %w", err)
	}
	return nil
}

// secretsEvery is how often an instance looks for a rotation: several times within secretNotice.
const secretsEvery = 30 * time.Second

// follow tells of each change of the secrets until the context ends.
func (s secrets) follow(ctx context.Context, told [][]byte, tell func([][]byte) error, log zerolog.Logger) error {
	ticker := time.NewTicker(secretsEvery)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-ticker.C:
		}
		r, err := s.load(ctx)
		if err == nil && !slices.EqualFunc(told, r.at(s.now()), slices.Equal) {
			told = r.at(s.now())
			err = tell(told)
		}
		if err != nil && ctx.Err() == nil {
			log.Warn().Err(err).Msg("the secrets that sign sessions were not read; those of before stand")
		}
	}
}
