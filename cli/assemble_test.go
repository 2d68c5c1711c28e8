package cli

import (
	"context"
	"errors"
	"io"
	"net"
	"path/filepath"
	"testing"

	"github.com/rs/zerolog"

	"github.com/planspark/planspark/hub"
)

// deafLog cannot be followed.
type deafLog struct{ *hub.MemoryLog }

var errDeaf = errors.New("nothing can be heard")

func (deafLog) Follow(context.Context, hub.Follower) error { return errDeaf }

func TestAnInstanceStopsWhenAPartOfItFails(t *testing.T) {
	parser, err := newParser(&Env{Stdout: io.Discard, Stderr: io.Discard})
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	command, err := parser.Parse([]string{"serve", "--data-dir", dir, "--database", "sqlite://" + filepath.Join(dir, "test.db"), "--market-data", "snapshot"})
	if err != nil {
		t.Fatal(err)
	}
	c := command.Selected().Target.Addr().Interface().(*ServeCmd)
	a, err := c.assemble(t.Context(), zerolog.Nop())
	if err != nil {
		t.Fatal(err)
	}
	defer a.close()
	a.hub = hub.New(deafLog{hub.NewMemoryLog()}, a.store, hub.Options{})
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	if err := a.run(t.Context(), t.Context(), ln, c.DrainTimeout); !errors.Is(err, errDeaf) {
		t.Errorf("it ended with %v", err)
	}
}
