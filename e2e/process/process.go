//go:build unix

// Package process runs programs for tests and for `task cluster`: it starts them and waits until they are
// ready, asks them to end, kills, pauses and continues them with all their children, and keeps what
// they write. It knows nothing of what the programs are.
//
// One goroutine a running program waits for its end. When this process dies, in whatever way, the programs
// end too (on Linux).
package process

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"sync"
	"syscall"
	"time"
)

// Command says what to run.
type Command struct {
	Name   string              // how it is called in errors and logs
	Path   string              // of the program
	Args   []string            // beside its name
	Env    []string            // beside the environment of this process
	Dir    string              // where it runs; empty is here
	As     *syscall.Credential // whose process it is; nil is ours
	Signal syscall.Signal      // asks it to end, also when we die; 0 is SIGTERM, and SIGKILL when we die

	// Ready is asked until it returns nil, which says that the program does its work; nil: it does as
	// soon as it runs.
	Ready func(ctx context.Context) error

	// Output is given what the program writes, beside what Tail keeps; nil is nobody.
	Output io.Writer
}

// Process is a program that can be started again and again. Its methods may be called from any goroutine.
type Process struct {
	tail tail

	mu      sync.Mutex
	command Command // guarded by mu
	current *run    // guarded by mu; the last that was started, nil before
}

// run is one life of a process.
type run struct {
	pid   int
	ended chan struct{}
	state *os.ProcessState // once ended is closed
}

// ErrRunning says that a process was started that runs.
var ErrRunning = errors.New("is running already")

// ErrNotRunning says that a process was asked for something that only a running one can do.
var ErrNotRunning = errors.New("is not running")

// readyEvery is the time between two questions whether a program is ready.
const readyEvery = 10 * time.Millisecond

// killGrace is how long pipes are read on behind the end of a program whose children hold them open.
const killGrace = 2 * time.Second

// New makes a process that is not started yet.
func New(c Command) *Process { return &Process{command: c} }

// Name is what the process is called.
func (p *Process) Name() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.command.Name
}

// Command is what the next Start runs.
func (p *Process) Command() Command {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.command
}

// Change changes what the next Start runs: a newer binary, other flags.
func (p *Process) Change(change func(*Command)) {
	p.mu.Lock()
	defer p.mu.Unlock()
	change(&p.command)
}

// Start runs the program and returns when it is ready. Where it ends before, or ctx does, the error says
// what it wrote last; after that it does not run.
func (p *Process) Start(ctx context.Context) error {
	if err := p.Launch(); err != nil {
		return err
	}
	if err := p.Await(ctx); err != nil {
		return errors.Join(err, p.Kill())
	}
	return nil
}

// Launch runs the program and does not wait until it is ready.
func (p *Process) Launch() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.current != nil && !p.current.over() {
		return fmt.Errorf("%s %w", p.command.Name, ErrRunning)
	}
	r, err := begin(p.command, &p.tail)
	if err != nil {
		return fmt.Errorf("start %s: %w", p.command.Name, err)
	}
	p.current = r
	return nil
}

// begin starts a program in a process group of its own, so that a Ctrl-C in the terminal reaches it only
// through us. It stays with the thread that started it: its death is what the kernel watches.
func begin(c Command, tail *tail) (*run, error) {
	cmd := exec.Command(c.Path, c.Args...)
	cmd.Env, cmd.Dir = append(os.Environ(), c.Env...), c.Dir
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Credential: c.As}
	dieWithParent(cmd.SysProcAttr, cmp.Or(c.Signal, syscall.SIGKILL))
	var out io.Writer = tail
	if c.Output != nil {
		out = io.MultiWriter(tail, c.Output)
	}
	cmd.Stdout, cmd.Stderr, cmd.WaitDelay = out, out, killGrace
	r := &run{ended: make(chan struct{})}
	started := make(chan error)
	go func() {
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		if err := cmd.Start(); err != nil {
			started <- err
			return
		}
		r.pid = cmd.Process.Pid
		started <- nil
		_ = cmd.Wait() // the state says how it ended
		r.state = cmd.ProcessState
		close(r.ended)
	}()
	return r, <-started
}

func (r *run) over() bool {
	select {
	case <-r.ended:
		return true
	default:
		return false
	}
}

// Await returns when the program is ready; an error says that it ended before, or that ctx did.
func (p *Process) Await(ctx context.Context) error {
	p.mu.Lock()
	r, c := p.current, p.command
	p.mu.Unlock()
	if r == nil {
		return fmt.Errorf("%s %w", c.Name, ErrNotRunning)
	}
	ticker := time.NewTicker(readyEvery)
	defer ticker.Stop()
	for {
		var err error
		if c.Ready != nil {
			err = c.Ready(ctx)
		}
		if r.over() {
			return fmt.Errorf("%s ended: %s; it wrote:\n%s", c.Name, r.state, p.Tail())
		}
		if err == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("%s is not ready: %w; it wrote:\n%s", c.Name, errors.Join(ctx.Err(), err), p.Tail())
		case <-r.ended:
		case <-ticker.C:
		}
	}
}

// Stop asks the program to end and returns its exit code; -1 says that a signal ended it. An error is
// that of ctx: then it still runs.
func (p *Process) Stop(ctx context.Context) (int, error) {
	r, c, err := p.running()
	if err != nil {
		return 0, err
	}
	if err := p.Send(cmp.Or(c.Signal, syscall.SIGTERM)); err != nil {
		return 0, err
	}
	select {
	case <-r.ended:
		return r.state.ExitCode(), nil
	case <-ctx.Done():
		return 0, fmt.Errorf("%s does not end: %w", c.Name, ctx.Err())
	}
}

// Restart stops the program as Stop does, and starts it.
func (p *Process) Restart(ctx context.Context) error {
	if _, err := p.Stop(ctx); err != nil && !errors.Is(err, ErrNotRunning) {
		return err
	}
	return p.Start(ctx)
}

// Send sends a signal to the program, not to its children.
func (p *Process) Send(sig syscall.Signal) error {
	r, c, err := p.running()
	if err != nil {
		return err
	}
	if err := syscall.Kill(r.pid, sig); err != nil && !errors.Is(err, syscall.ESRCH) {
		return fmt.Errorf("send %s %s: %w", c.Name, sig, err)
	}
	return nil
}

// Kill ends the program and its children at once (kill -9) and waits for that; it is no error when it
// does not run.
func (p *Process) Kill() error {
	r, _, err := p.running()
	if err != nil {
		return nil
	}
	err = p.sendAll(r, syscall.SIGKILL)
	<-r.ended
	return err
}

// Pause holds the program and its children still (SIGSTOP).
func (p *Process) Pause() error { return p.all(syscall.SIGSTOP) }

// Continue lets a program that was paused go on (SIGCONT).
func (p *Process) Continue() error { return p.all(syscall.SIGCONT) }

func (p *Process) all(sig syscall.Signal) error {
	r, _, err := p.running()
	if err != nil {
		return err
	}
	return p.sendAll(r, sig)
}

// sendAll signals the process group, and children that left it, as those of PostgreSQL do.
func (p *Process) sendAll(r *run, sig syscall.Signal) error {
	strays := children(r.pid)
	err := syscall.Kill(-r.pid, sig)
	for _, pid := range strays {
		if e := syscall.Kill(pid, sig); err == nil {
			err = e
		}
	}
	if err != nil && !errors.Is(err, syscall.ESRCH) {
		return fmt.Errorf("send %s %s: %w", p.Name(), sig, err)
	}
	return nil
}

// running is the present life, or ErrNotRunning.
func (p *Process) running() (*run, Command, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.current == nil || p.current.over() {
		return nil, p.command, fmt.Errorf("%s %w", p.command.Name, ErrNotRunning)
	}
	return p.current, p.command, nil
}

// PID is the program's number; 0 when it does not run.
func (p *Process) PID() int {
	r, _, err := p.running()
	if err != nil {
		return 0
	}
	return r.pid
}

// Ended is closed when the program that runs now has ended; at once when none runs.
func (p *Process) Ended() <-chan struct{} {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.current == nil {
		over := make(chan struct{})
		close(over)
		return over
	}
	return p.current.ended
}

// Tail is the last of what the program wrote, over all its lives; at most 64 KiB.
func (p *Process) Tail() string { return p.tail.String() }
