//go:build unix

package cluster

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/planspark/planspark/deploy"
	"github.com/planspark/planspark/e2e/process"
	"github.com/planspark/planspark/e2e/servers"
)

// Options say what a cluster is made of.
type Options struct {
	Binary    string    // of planspark; see Build
	Instances int       // how many; 0 is three
	Flags     []string  // of every instance, behind those that the topology needs
	Env       []string  // of every instance
	Listen    string    // where HAProxy listens; empty is a free port of 127.0.0.1
	Simulator []string  // flags of the simulated provider, which writes the sections; nil: there is none, and the built-in planner writes
	Postgres  []string  // settings, such as "max_connections=200"
	Redis     []string  // flags, such as "--maxmemory", "10mb"
	Logs      string    // a folder that keeps what each writes, behind Close too; empty is none
	Output    io.Writer // given what all write, by line and with their names; nil is nobody
}

// Cluster is a topology that runs.
type Cluster struct {
	URL       string // of HAProxy, without a slash at its end
	Postgres  *servers.Postgres
	Redis     *servers.Redis
	Simulator *Simulator // nil: there is none
	Instances []*Instance
	Proxy     *servers.HAProxy

	options Options
	dir     string
	lines   *process.Lines
	closers []io.Closer // in the order in which they were opened
}

// stopTimeout bounds how long Close waits for PostgreSQL, which is not to be killed: it would leave
// shared memory behind.
const stopTimeout = 10 * time.Second

// Database is the one that the instances share.
const Database = "planspark"

// Start starts everything and returns when requests to URL are answered by every instance. What it
// started it ends again when that fails.
func Start(ctx context.Context, o Options) (*Cluster, error) {
	if o.Instances == 0 {
		o.Instances = 3
	}
	dir, err := os.MkdirTemp("", "planspark") // short: PostgreSQL's socket lies below
	if err != nil {
		return nil, err
	}
	c := &Cluster{options: o, dir: dir}
	if o.Output != nil {
		c.lines = process.NewLines(o.Output)
	}
	if err := c.start(ctx); err != nil {
		return nil, errors.Join(err, c.Close())
	}
	return c, nil
}

func (c *Cluster) start(ctx context.Context) error {
	if err := os.Chmod(c.dir, 0o711); err != nil { // PostgreSQL may run as somebody else
		return err
	}
	for _, step := range []func(context.Context) error{c.startPostgres, c.startRedis, c.startSimulator, c.startInstances, c.startProxy} {
		if err := step(ctx); err != nil {
			return err
		}
	}
	return nil
}

func (c *Cluster) startPostgres(ctx context.Context) error {
	dir, out, err := c.room("postgres")
	if err != nil {
		return err
	}
	c.Postgres, err = servers.StartPostgres(ctx, servers.PostgresConfig{Dir: dir, Settings: c.options.Postgres, Output: out})
	if err != nil {
		return err
	}
	return c.Postgres.Exec(ctx, "postgres", "CREATE DATABASE "+Database)
}

func (c *Cluster) startRedis(ctx context.Context) error {
	dir, out, err := c.room("redis")
	if err != nil {
		return err
	}
	c.Redis, err = servers.StartRedis(ctx, servers.RedisConfig{Dir: dir, Flags: c.options.Redis, Output: out})
	return err
}

func (c *Cluster) startInstances(ctx context.Context) error {
	for i := range c.options.Instances {
		if err := c.startInstance(ctx, fmt.Sprintf("planspark-%d", i+1)); err != nil {
			return err
		}
	}
	return nil
}

func (c *Cluster) startProxy(ctx context.Context) error {
	dir, out, err := c.room("haproxy")
	if err != nil {
		return err
	}
	listen := c.options.Listen
	if listen == "" {
		if listen, err = process.FreeAddress(); err != nil {
			return err
		}
	}
	text, err := deploy.HAProxy(c.Backends())
	if err != nil {
		return err
	}
	file := filepath.Join(dir, "haproxy.cfg")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		return err
	}
	c.Proxy, err = servers.StartHAProxy(ctx, servers.HAProxyConfig{Dir: dir, File: file, Env: []string{"PLANSPARK_BIND=" + listen}, Output: out})
	if err != nil {
		return err
	}
	c.URL = "http://" + listen
	return c.AwaitUp(ctx, c.Instances...)
}

// Backends are the instances as a proxy's configuration names them.
func (c *Cluster) Backends() []deploy.Backend {
	var all []deploy.Backend
	for _, i := range c.Instances {
		all = append(all, deploy.Backend{Name: i.Name(), Addr: i.Addr})
	}
	return all
}

// room makes the folder of a process and the file of its log.
func (c *Cluster) room(name string) (dir string, out io.Writer, err error) {
	dir = filepath.Join(c.dir, name)
	if err := os.Mkdir(dir, 0o700); err != nil {
		return "", nil, err
	}
	file, err := os.Create(c.LogFile(name))
	if err != nil {
		return "", nil, err
	}
	c.closers = append(c.closers, file)
	if c.lines == nil {
		return dir, file, nil
	}
	return dir, io.MultiWriter(file, c.lines.Prefixed(fmt.Sprintf("%-11s | ", name))), nil
}

// LogFile is where a process writes, over all its lives.
func (c *Cluster) LogFile(name string) string {
	if c.options.Logs != "" {
		return filepath.Join(c.options.Logs, name+".log")
	}
	return filepath.Join(c.dir, name+".log")
}

// Processes are all that run, or ran, in the order in which they were started.
func (c *Cluster) Processes() []*process.Process {
	var all []*process.Process
	if c.Postgres != nil {
		all = append(all, c.Postgres.Process)
	}
	if c.Redis != nil {
		all = append(all, c.Redis.Process)
	}
	if c.Simulator != nil {
		all = append(all, c.Simulator.Process)
	}
	for _, i := range c.Instances {
		all = append(all, i.Process)
	}
	if c.Proxy != nil {
		all = append(all, c.Proxy.Process)
	}
	return all
}

// Reload has HAProxy read its configuration again, and returns when its new worker passes requests to
// every instance that runs.
func (c *Cluster) Reload(ctx context.Context) error {
	if err := c.Proxy.Reload(ctx); err != nil {
		return err
	}
	var running []*Instance
	for _, i := range c.Instances {
		if i.PID() != 0 {
			running = append(running, i)
		}
	}
	return c.AwaitUp(ctx, running...)
}

// AwaitUp returns when HAProxy passes requests to these instances.
func (c *Cluster) AwaitUp(ctx context.Context, instances ...*Instance) error {
	return c.await(ctx, instances, true)
}

// AwaitDown returns when HAProxy has found out that these instances cannot serve, or do not want to.
func (c *Cluster) AwaitDown(ctx context.Context, instances ...*Instance) error {
	return c.await(ctx, instances, false)
}

func (c *Cluster) await(ctx context.Context, instances []*Instance, wanted bool) error {
	ticker := time.NewTicker(50 * time.Millisecond)
	defer ticker.Stop()
	for {
		up, err := c.Proxy.Up(ctx)
		if err == nil && !slices.ContainsFunc(instances, func(i *Instance) bool { return slices.Contains(up, i.Name()) != wanted }) {
			return nil
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("haproxy takes %v for ready: %w", up, errors.Join(ctx.Err(), err))
		case <-ticker.C:
		}
	}
}

// Close ends everything at once and removes what was kept on disk.
func (c *Cluster) Close() error {
	var errs []error
	all := c.Processes()
	for i := len(all) - 1; i >= 0; i-- {
		errs = append(errs, c.end(all[i]))
	}
	for _, i := range c.Instances {
		errs = append(errs, i.Postgres.Close(), i.Redis.Close())
	}
	for _, f := range c.closers {
		errs = append(errs, f.Close())
	}
	return errors.Join(append(errs, os.RemoveAll(c.dir))...)
}

func (c *Cluster) end(p *process.Process) error {
	if c.Postgres == nil || p != c.Postgres.Process {
		return p.Kill()
	}
	ctx, cancel := context.WithTimeout(context.Background(), stopTimeout)
	defer cancel()
	_ = p.Continue() // a paused process hears nothing; it may as well have ended
	if _, err := p.Stop(ctx); err != nil && !errors.Is(err, process.ErrNotRunning) {
		return errors.Join(err, p.Kill())
	}
	return nil
}
