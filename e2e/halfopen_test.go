package e2e

import (
	"io"
	"net"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"
)

// halfOpen is how a connection can take a place and ask for nothing.
var halfOpen = map[string]struct {
	says string
	drip bool // and then a byte a second, so that it is never quite silent
}{
	"silent":            {says: ""},
	"half a request":    {says: "GET /v1/ws HTTP/1.1\r\nHost: x\r\nUpgrade: webso"},
	"a header a second": {says: "GET / HTTP/1.1\r\nHost: x\r\n", drip: true},
	"half a body":       {says: "POST /v1/generations HTTP/1.1\r\nHost: x\r\nContent-Length: 60000\r\n\r\n{\"idea\":"},
}

// TestTenThousandHalfOpenConnections: they are closed by the server, and whoever comes meanwhile is served.
func TestTenThousandHalfOpenConnections(t *testing.T) {
	if testing.Short() {
		t.Skip("waits until the server has had enough, ten seconds")
	}
	const n = 10_000
	s := serve(t, binaries.plain, t.TempDir(), "", unlimited...)
	var g errgroup.Group
	open := make(chan struct{}, n)
	for _, kind := range halfOpen {
		for range n / len(halfOpen) {
			g.Go(func() error { return hold(s.addr, kind.says, kind.drip, open) })
		}
	}
	for range n {
		<-open
	}
	u := newUser(deadline(t), t, s.url)
	must(t, u.connect())
	_, err := u.generate(idea, nil)
	must(t, err)
	must(t, u.finish())
	must(t, g.Wait())
	if peak := peakMemory(t, s.cmd.Process.Pid); peak > 600<<20 { // 60 KB each; buffers of a request are 8
		t.Errorf("the process took %d MB", peak>>20)
	}
}

// hold opens a connection, says something and waits until the server has had enough.
func hold(addr, says string, drip bool, open chan<- struct{}) error {
	c, err := net.DialTimeout("tcp", addr, time.Minute)
	open <- struct{}{}
	if err != nil {
		return err
	}
	defer func() { _ = c.Close() }() // it is of no more use
	if err := c.SetDeadline(time.Now().Add(time.Minute)); err != nil {
		return err
	}
	if _, err := io.WriteString(c, says); err != nil {
		return nil // it was closed at once
	}
	closed := make(chan error, 1)
	go func() {
		_, err := io.Copy(io.Discard, c)
		closed <- err
	}()
	tick := time.NewTicker(time.Second)
	defer tick.Stop()
	for {
		select {
		case err := <-closed:
			if ne, ok := err.(net.Error); ok && ne.Timeout() {
				return err
			}
			return nil
		case <-tick.C:
			if drip {
				_, _ = io.WriteString(c, "X-A: b\r\n") // whether it is still open, the other side says
			}
		}
	}
}
