//go:build unix

package servers

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/planspark/planspark/e2e/process"
)

// Nginx is a web server in front of others: a master, and workers that do the work.
type Nginx struct {
	*process.Process
}

// NginxConfig says how an nginx runs.
type NginxConfig struct {
	Dir    string    // where it works
	Text   string    // its configuration; http is a block of its own
	Addr   string    // one of those where it listens
	Output io.Writer // what it logs; nil is nobody
}

// StartNginx starts a server and waits until it takes connections; that says nothing of those behind it.
func StartNginx(ctx context.Context, c NginxConfig) (*Nginx, error) {
	path, err := find("nginx")
	if err != nil {
		return nil, err
	}
	file, err := WriteNginx(c.Dir, c.Text)
	if err != nil {
		return nil, err
	}
	n := &Nginx{process.New(process.Command{
		Name: "nginx", Path: path, Args: append(NginxFlags(c.Dir, file), "-g", "daemon off;"), Output: c.Output,
		Ready: func(ctx context.Context) error {
			var d net.Dialer
			conn, err := d.DialContext(ctx, "tcp", c.Addr)
			if err != nil {
				return err
			}
			return conn.Close()
		},
	})}
	return n, n.Start(ctx)
}

// WriteNginx writes a configuration into a folder, where everything else that nginx writes goes too.
func WriteNginx(dir, text string) (file string, err error) {
	own := fmt.Sprintf("pid %s/nginx.pid;\nerror_log stderr notice;\n", dir)
	if os.Getuid() == 0 {
		own += "user root;\n" // its workers must get into the folder
	}
	temp := "http {\n"
	for _, name := range []string{"client_body", "proxy", "fastcgi", "uwsgi", "scgi"} {
		temp += fmt.Sprintf("\t%s_temp_path %s/%s;\n", name, dir, name)
	}
	if !strings.Contains(text, "http {\n") {
		return "", errors.New("the configuration of nginx has no http block")
	}
	file = filepath.Join(dir, "nginx.conf")
	return file, os.WriteFile(file, []byte(own+strings.Replace(text, "http {\n", temp, 1)), 0o600)
}

// NginxFlags name the configuration and the folder.
func NginxFlags(dir, file string) []string {
	return []string{"-p", dir, "-c", file, "-e", "stderr"}
}

// leaving is what a worker says that a reload replaces.
const leaving = "gracefully shutting down"

// Reload has new workers read the configuration, and returns when an old one has stopped to take
// connections. It serves those that it has to their end.
func (n *Nginx) Reload(ctx context.Context) error {
	before := strings.Count(n.Tail(), leaving)
	if err := n.Send(syscall.SIGHUP); err != nil {
		return err
	}
	ticker := time.NewTicker(20 * time.Millisecond)
	defer ticker.Stop()
	for strings.Count(n.Tail(), leaving) == before {
		select {
		case <-ctx.Done():
			return fmt.Errorf("nginx does not reload: %w; it wrote:\n%s", ctx.Err(), n.Tail())
		case <-ticker.C:
		}
	}
	return nil
}
