package cli

import (
	"context"
	"errors"
	"io"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"

	"golang.org/x/term"
)

// Env is the process as commands see it.
type Env struct {
	Stdin          io.Reader
	Stdout, Stderr io.Writer
	// OutWidth and ErrWidth are the columns of the terminal behind the stream; 0 when there is none.
	OutWidth, ErrWidth func() int
	// Interrupts are the wishes to stop: SIGINT and SIGTERM.
	Interrupts <-chan os.Signal
	// ConfigDir is the user's folder for configuration; empty when there is none.
	ConfigDir string
	// HTTPClient makes the connections to servers; nil is the client package's own.
	HTTPClient *http.Client
	// Now is the clock of what is shown; durations are measured with package time.
	Now func() time.Time
}

// System is the Env of this process. From now on its signals go to Interrupts.
func System() Env {
	signals := make(chan os.Signal, 4)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	dir, err := os.UserConfigDir()
	if err != nil {
		dir = "" // said when something was to be kept there
	}
	return Env{
		Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr,
		OutWidth: widthOf(os.Stdout), ErrWidth: widthOf(os.Stderr),
		Interrupts: signals, ConfigDir: dir, Now: time.Now,
	}
}

func widthOf(f *os.File) func() int {
	if !term.IsTerminal(int(f.Fd())) || os.Getenv("TERM") == "dumb" {
		return func() int { return 0 }
	}
	return func() int {
		w, _, err := term.GetSize(int(f.Fd()))
		if err != nil || w < 20 {
			return 80
		}
		return w
	}
}

// errInterrupted says that a command was left before it was done.
var errInterrupted = errors.New("interrupted")

// stoppable is for commands that just end when the user wants to leave: the context ends with
// errInterrupted as its cause.
func (e *Env) stoppable(ctx context.Context) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancelCause(ctx)
	go func() { // ends with the context, which each command ends
		select {
		case <-e.Interrupts:
			cancel(errInterrupted)
		case <-ctx.Done():
		}
	}()
	return ctx, func() { cancel(nil) }
}
