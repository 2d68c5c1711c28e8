package spectest

import (
	"bytes"
	"io"
	"net/http"
	"sync"
)

// Transport watches everything that goes through base.
func (w *Witness) Transport(base http.RoundTripper) http.RoundTripper { return transport{w, base} }

type transport struct {
	witness *Witness
	base    http.RoundTripper
}

// RoundTrip implements http.RoundTripper.
func (t transport) RoundTrip(r *http.Request) (*http.Response, error) {
	var sent copied
	if r.Body != nil && r.Body != http.NoBody {
		clone := r.Clone(r.Context()) // the request itself is the caller's
		clone.Body = struct {
			io.Reader
			io.Closer
		}{io.TeeReader(r.Body, &sent), r.Body}
		r = clone
	}
	resp, err := t.base.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	if conn, ok := resp.Body.(io.ReadWriteCloser); ok && resp.StatusCode == http.StatusSwitchingProtocols {
		resp.Body = t.witness.socket(r, resp, conn)
		return resp, nil
	}
	x, ok := t.witness.begin(r, sent.soFar(), resp)
	if !ok {
		return resp, nil
	}
	resp.Body = &watched{ReadCloser: resp.Body, exchange: x}
	return resp, nil
}

// copied is what was sent of a body. An answer may come while it is still being sent.
type copied struct {
	mu sync.Mutex
	b  []byte // guarded by mu
}

// Write implements io.Writer.
func (c *copied) Write(p []byte) (int, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.b = append(c.b, p...)
	return len(p), nil
}

func (c *copied) soFar() []byte {
	c.mu.Lock()
	defer c.mu.Unlock()
	return bytes.Clone(c.b)
}

// CloseIdleConnections is what http.Client looks for.
func (t transport) CloseIdleConnections() {
	if c, ok := t.base.(interface{ CloseIdleConnections() }); ok {
		c.CloseIdleConnections()
	}
}

// watched is a body that is judged when it was read to its end, or, if it is a stream, event by event. One that is
// broken off is not judged.
type watched struct {
	io.ReadCloser
	exchange *exchange
	read     bytes.Buffer
	judged   bool
}

// Read implements io.Reader.
func (b *watched) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	if b.judged {
		return n, err
	}
	b.read.Write(p[:n])
	if b.exchange.media == asStream {
		b.events()
	} else if err == io.EOF {
		b.judged = true
		b.exchange.body(b.read.Bytes())
	}
	return n, err
}

func (b *watched) events() {
	for {
		end := bytes.Index(b.read.Bytes(), []byte("\n\n"))
		if end < 0 {
			return
		}
		b.exchange.event(b.read.Next(end + 2))
	}
}
