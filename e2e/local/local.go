// Package local runs a whole service in this process, for tests and examples that want a real one in an instant: as
// `planspark serve` does, on a free port, with a database that is thrown away. It knows the command line only.
package local

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"time"

	"github.com/planspark/planspark/cli"
)

// patience bounds how long a service may take to start, and to stop.
const patience = 20 * time.Second

// Serve starts a service with these flags beside its own. stop ends it and waits; it may be called twice.
func Serve(flags ...string) (url string, stop func() error, err error) {
	dir, err := os.MkdirTemp("", "planspark-local")
	if err != nil {
		return "", nil, err
	}
	out, in := io.Pipe()
	interrupts, ended := make(chan os.Signal, 1), make(chan int, 1)
	args := append([]string{
		"serve", "--listen", "127.0.0.1:0", "--data-dir", dir, "--market-data", "snapshot", "--log-level", "error", "--drain-timeout", "1s",
	}, flags...)
	narrow := func() int { return 0 }
	go func() {
		ended <- cli.Main(context.Background(), args, cli.Env{
			Stdin: strings.NewReader(""), Stdout: in, Stderr: os.Stderr, OutWidth: narrow, ErrWidth: narrow,
			Interrupts: interrupts, ConfigDir: dir, Now: time.Now,
		})
		_ = in.Close()
	}()
	stop = sync.OnceValue(func() error {
		interrupts <- os.Interrupt
		select {
		case code := <-ended:
			if code != 0 {
				return fmt.Errorf("the service ended with %d", code)
			}
			return os.RemoveAll(dir)
		case <-time.After(patience):
			return errors.New("the service did not stop")
		}
	})
	if _, err := fmt.Fscanf(out, "PlanSpark is ready at %s\n", &url); err != nil {
		return "", nil, errors.Join(fmt.Errorf("the service did not start: %w", err), stop())
	}
	go func() { _, _ = io.Copy(io.Discard, out) }() // until the service ends
	return strings.TrimSuffix(url, "/"), stop, nil
}
