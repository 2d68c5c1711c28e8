//go:build unix

package servers

import (
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"net"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/planspark/planspark/e2e/process"
)

// HAProxy is a load balancer: a master, and a worker that does the work.
type HAProxy struct {
	*process.Process

	socket string
}

// HAProxyConfig says how a HAProxy runs.
type HAProxyConfig struct {
	Dir    string    // where its socket is; the path must be short
	File   string    // of its configuration, which opens a stats socket at $PLANSPARK_STATS
	Env    []string  // what the configuration reads
	Output io.Writer // what it logs; nil is nobody
}

// StartHAProxy starts a load balancer and waits until it answers at its socket; that says nothing of the
// servers behind it: see Up.
func StartHAProxy(ctx context.Context, c HAProxyConfig) (*HAProxy, error) {
	h := &HAProxy{socket: filepath.Join(c.Dir, "haproxy.sock")}
	path, err := find("haproxy")
	if err != nil {
		return nil, err
	}
	h.Process = process.New(process.Command{
		Name: "haproxy", Path: path, Args: []string{"-W", "-f", c.File}, Env: append([]string{"PLANSPARK_STATS=" + h.socket}, c.Env...),
		Output: c.Output, Ready: func(ctx context.Context) error { _, err := h.worker(ctx); return err },
	})
	return h, h.Start(ctx)
}

// Reload has a new worker read the configuration, and returns when it answers. The old one takes nothing
// new and serves the connections that it has to their end.
func (h *HAProxy) Reload(ctx context.Context) error {
	old, err := h.worker(ctx)
	if err != nil {
		return err
	}
	if err := h.Send(syscall.SIGUSR2); err != nil {
		return err
	}
	ticker := time.NewTicker(20 * time.Millisecond)
	defer ticker.Stop()
	for {
		if now, err := h.worker(ctx); err == nil && now != old {
			return nil
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("haproxy does not reload: %w; it wrote:\n%s", ctx.Err(), h.Tail())
		case <-ticker.C:
		}
	}
}

// worker is the number of the process that answers at the socket.
func (h *HAProxy) worker(ctx context.Context) (string, error) {
	answer, err := h.ask(ctx, "show info")
	if err != nil {
		return "", err
	}
	for line := range strings.Lines(answer) {
		if pid, ok := strings.CutPrefix(line, "Pid: "); ok {
			return strings.TrimSpace(pid), nil
		}
	}
	return "", errors.New("haproxy does not say which process it is")
}

// Up names the servers that get requests now.
func (h *HAProxy) Up(ctx context.Context) ([]string, error) {
	answer, err := h.ask(ctx, "show stat -1 4 -1")
	if err != nil {
		return nil, err
	}
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(answer, "# "))).ReadAll()
	if err != nil || len(rows) == 0 {
		return nil, fmt.Errorf("haproxy: statistics cannot be read: %w", errors.Join(err, errors.New(answer)))
	}
	name, status := column(rows[0], "svname"), column(rows[0], "status")
	var up []string
	for _, row := range rows[1:] {
		if row[status] == "UP" {
			up = append(up, row[name])
		}
	}
	return up, nil
}

func column(header []string, name string) int {
	for i, h := range header {
		if h == name {
			return i
		}
	}
	return 0
}

// askTimeout bounds a question to a server that should answer at once.
const askTimeout = 2 * time.Second

// ask runs a command of the runtime API.
func (h *HAProxy) ask(ctx context.Context, command string) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, askTimeout)
	defer cancel()
	var d net.Dialer
	c, err := d.DialContext(ctx, "unix", h.socket)
	if err != nil {
		return "", err
	}
	defer c.Close()
	if deadline, ok := ctx.Deadline(); ok {
		if err := c.SetDeadline(deadline); err != nil {
			return "", err
		}
	}
	if _, err := io.WriteString(c, command+"\n"); err != nil {
		return "", err
	}
	answer, err := io.ReadAll(c)
	return strings.TrimSpace(string(answer)), err
}

// find looks for a program in PATH and where systems keep those for administrators.
func find(name string) (string, error) {
	for _, candidate := range []string{name, "/usr/sbin/" + name, "/usr/local/sbin/" + name} {
		if path, err := exec.LookPath(candidate); err == nil {
			return path, nil
		}
	}
	return "", fmt.Errorf("%s is not installed: it is needed in PATH or in /usr/sbin", name)
}
