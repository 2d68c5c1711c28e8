//go:build unix

package cluster

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os/exec"
	"path/filepath"
	"time"

	"github.com/planspark/planspark/e2e/link"
	"github.com/planspark/planspark/e2e/process"
)

// Instance is one `planspark serve`. It keeps its address when it is started again.
type Instance struct {
	*process.Process
	Addr     string     // host and port, for who goes past HAProxy
	URL      string     // the same, without a slash at its end
	Postgres *link.Link // its way to the database
	Redis    *link.Link // its way to Redis
}

// loopback are the peers whose X-Forwarded-For instances believe: HAProxy is one of them.
const loopback = "127.0.0.0/8"

// startInstance starts one with this name and waits until it is ready.
func (c *Cluster) startInstance(ctx context.Context, name string) error {
	dir, out, err := c.room(name)
	if err != nil {
		return err
	}
	addr, err := process.FreeAddress()
	if err != nil {
		return err
	}
	i := &Instance{Addr: addr, URL: "http://" + addr}
	if i.Postgres, err = link.New("127.0.0.1:0", c.Postgres.Addr()); err != nil {
		return err
	}
	if i.Redis, err = link.New("127.0.0.1:0", c.Redis.Addr); err != nil {
		return errors.Join(err, i.Postgres.Close())
	}
	args := []string{
		"serve", "--listen", addr, "--data-dir", filepath.Join(dir, "data"), "--trusted-proxies", loopback,
		"--database", c.Postgres.Over(i.Postgres.Addr(), Database), "--redis", c.Redis.Over(i.Redis.Addr()),
	}
	if c.Simulator != nil {
		args = append(args, c.Simulator.flags()...)
	}
	i.Process = process.New(process.Command{
		Name: name, Path: c.options.Binary, Args: append(args, c.options.Flags...), Env: c.options.Env, Dir: dir,
		Ready: func(ctx context.Context) error { return answers(ctx, i.URL+"/readyz") }, Output: out,
	})
	c.Instances = append(c.Instances, i)
	return i.Start(ctx)
}

// Replace has an instance end as an operator would, by SIGTERM, starts another binary in its place, and
// returns when HAProxy passes requests to it. An empty binary is the one that it has. The exit code of
// the old one must be 0.
func (c *Cluster) Replace(ctx context.Context, i *Instance, binary string) error {
	code, err := i.Stop(ctx)
	if err != nil && !errors.Is(err, process.ErrNotRunning) {
		return err
	}
	if code != 0 {
		return fmt.Errorf("%s exits with %d at SIGTERM; it wrote:\n%s", i.Name(), code, i.Tail())
	}
	if binary != "" {
		i.Change(func(c *process.Command) { c.Path = binary })
	}
	if err := i.Start(ctx); err != nil {
		return err
	}
	return c.AwaitUp(ctx, i)
}

// Roll replaces all instances, one after the other.
func (c *Cluster) Roll(ctx context.Context, binary string) error {
	for _, i := range c.Instances {
		if err := c.Replace(ctx, i, binary); err != nil {
			return err
		}
	}
	return nil
}

// unwatched are the packages that the race detector leaves out, as in Taskfile.yml, which says why.
var unwatched = []string{
	"modernc.org/sqlite/lib", "compress/flate", "regexp/...",
	"github.com/tdewolff/minify/v2/css", "github.com/tdewolff/minify/v2/js", "github.com/tdewolff/parse/v2/...",
	"image/png", "golang.org/x/image/...",
}

// Build compiles planspark into a file, with the race detector if race is set.
func Build(ctx context.Context, file string, race bool) error {
	args := []string{"build", "-o", file}
	if race {
		args = append(args, "-race")
		for _, pattern := range unwatched {
			args = append(args, "-gcflags="+pattern+"=-race=false")
		}
	}
	build := exec.CommandContext(ctx, "go", append(args, "github.com/planspark/planspark")...)
	if out, err := build.CombinedOutput(); err != nil {
		return fmt.Errorf("build planspark: %w\n%s", err, out)
	}
	return nil
}

// answerTimeout bounds a question whether something is ready.
const answerTimeout = 5 * time.Second

// answers says whether a page is there.
func answers(ctx context.Context, url string) error {
	ctx, cancel := context.WithTimeout(ctx, answerTimeout)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return err
	}
	r.Close = true // the server may be another one when it is asked again
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		return err
	}
	if resp.StatusCode != http.StatusOK {
		err = fmt.Errorf("%s: %s", url, resp.Status)
	}
	return errors.Join(err, resp.Body.Close())
}
