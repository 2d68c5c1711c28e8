package spectest

import (
	"bytes"
	"errors"
	"io"
	"net/http"
)

// Transport watches everything that goes through base.
func (w *Witness) Transport(base http.RoundTripper) http.RoundTripper { return transport{w, base} }

type transport struct {
	witness *Witness
	base    http.RoundTripper
}

// RoundTrip implements http.RoundTripper.
func (t transport) RoundTrip(r *http.Request) (*http.Response, error) {
	sent, r, err := known(r)
	if err != nil {
		return nil, err
	}
	resp, err := t.base.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	if conn, ok := resp.Body.(io.ReadWriteCloser); ok && resp.StatusCode == http.StatusSwitchingProtocols {
		resp.Body = t.witness.socket(r, resp, conn)
		return resp, nil
	}
	x, ok := t.witness.begin(r, sent, resp)
	if !ok {
		return resp, nil
	}
	resp.Body = &watched{ReadCloser: resp.Body, exchange: x}
	return resp, nil
}

// known reads a body whose length is known, and returns the request with it: the one that came is the caller's. What is
// sent bit by bit goes through unseen.
func known(r *http.Request) ([]byte, *http.Request, error) {
	if r.Body == nil || r.ContentLength <= 0 {
		return nil, r, nil
	}
	sent, err := io.ReadAll(r.Body)
	if err := errors.Join(err, r.Body.Close()); err != nil {
		return nil, r, err
	}
	clone := r.Clone(r.Context())
	clone.Body = io.NopCloser(bytes.NewReader(sent))
	return sent, clone, nil
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
