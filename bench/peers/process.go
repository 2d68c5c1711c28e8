package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"time"
)

// child is a process of ours: lines go in and come out.
type child struct {
	cmd   *exec.Cmd
	in    io.WriteCloser
	lines *bufio.Reader
}

// start runs a program that ends with the context.
func start(ctx context.Context, env []string, path string, args ...string) (*child, error) {
	cmd := exec.CommandContext(ctx, path, args...)
	cmd.Env, cmd.Stderr = append(os.Environ(), env...), os.Stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	return &child{cmd, in, bufio.NewReader(out)}, nil
}

// again runs this program in another role.
func again(ctx context.Context, env []string, args ...string) (*child, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	return start(ctx, env, self, args...)
}

func (c *child) say() error {
	_, err := io.WriteString(c.in, "\n")
	return err
}

func (c *child) hear(v any) error {
	line, err := c.lines.ReadBytes('\n')
	if err != nil {
		return fmt.Errorf("%s: %w", c.cmd.Args[1], err)
	}
	return json.Unmarshal(line, v)
}

func (c *child) end() {
	_ = c.in.Close()
	_ = c.cmd.Process.Kill() // what it holds is of no use to anybody
	_ = c.cmd.Wait()
}

// ticks is the unit of /proc/PID/stat: sysconf(_SC_CLK_TCK) is 100 wherever Go runs on Linux.
const ticks = 100

// used is what a process has taken so far.
type used struct {
	cpu time.Duration // of processor, user and system
	rss int64         // bytes that are resident now
}

func (c *child) used() (used, error) {
	dir := "/proc/" + strconv.Itoa(c.cmd.Process.Pid)
	stat, err := os.ReadFile(dir + "/stat")
	if err != nil {
		return used{}, err
	}
	f := bytes.Fields(stat[bytes.LastIndexByte(stat, ')')+1:]) // behind the name; the first is field 3
	var u used
	for _, n := range []int{14, 15} { // utime, stime
		t, err := strconv.ParseInt(string(f[n-3]), 10, 64)
		if err != nil {
			return u, err
		}
		u.cpu += time.Duration(t) * time.Second / ticks
	}
	status, err := os.ReadFile(dir + "/status")
	if err != nil {
		return u, err
	}
	for line := range strings.Lines(string(status)) {
		if kb, ok := strings.CutPrefix(line, "VmRSS:"); ok {
			n, err := strconv.ParseInt(strings.Fields(kb)[0], 10, 64)
			u.rss = n << 10
			return u, err
		}
	}
	return u, errors.New("no VmRSS")
}
