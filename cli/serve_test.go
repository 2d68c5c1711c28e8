package cli

import (
	"bytes"
	"net"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// TestAServiceThatIsStoppedWhileItStartsHasNotFailed: here it waits for a database that says nothing.
func TestAServiceThatIsStoppedWhileItStartsHasNotFailed(t *testing.T) {
	silent, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer silent.Close()
	stops := make(chan os.Signal, 1)
	go func() {
		if c, err := silent.Accept(); err == nil {
			stops <- syscall.SIGTERM
			defer c.Close()
			_, _ = c.Read(make([]byte, 1)) // the client has given up when this and what follows ends
			_, _ = c.Read(make([]byte, 1<<10))
		}
	}()
	var out bytes.Buffer
	dir := filepath.Join(t.TempDir(), "data")
	args := []string{"serve", "--database", "postgres://nobody@" + silent.Addr().String() + "/none?sslmode=disable", "--data-dir", dir, "--listen", "127.0.0.1:0"}
	if code := Main(t.Context(), args, Env{Stdout: &out, Stderr: &out, Interrupts: stops, ErrWidth: func() int { return 0 }}); code != 0 {
		t.Errorf("the exit code is %d: %s", code, &out)
	}
}
