package wire

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"sync"

	"github.com/planspark/planspark/generation/provider"
)

// The bounds of an answer. A section of a plan with all that surrounds each of its tokens stays far
// below the first.
const (
	maxAnswer = 4 << 20  // bytes of a good answer
	maxError  = 64 << 10 // bytes of an error's body
)

type key struct{}

// Exchange is what is known of one call from its HTTP side. Safe for concurrent use.
type Exchange struct {
	mu     sync.Mutex
	fault  *provider.Fault // guarded by mu; the first that was seen
	detail errorBody       // guarded by mu; of an answer that was an error
}

// Watch returns a context whose requests, through a client of NewClient, are noted in the exchange.
func Watch(ctx context.Context) (context.Context, *Exchange) {
	x := &Exchange{}
	return context.WithValue(ctx, key{}, x), x
}

// Fault is why the call failed: what was seen of the connection, else garbage, since then it is the
// library that could not read the answer. It is nil when nothing was seen and err is nil.
func (x *Exchange) Fault(err error) error {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.fault != nil {
		return x.fault
	}
	if err != nil {
		return &provider.Fault{Kind: provider.Garbage}
	}
	return nil
}

// Names says whether the error that was answered is about a parameter of the request.
func (x *Exchange) Names(parameter string) bool {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.detail.names(parameter)
}

func (x *Exchange) note(f *provider.Fault) {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.fault == nil {
		x.fault = f
	}
}

// broke notes a request without an answer.
func (x *Exchange) broke(err error) {
	x.note(&provider.Fault{Kind: provider.Unavailable, Cause: err})
}

var errNoAPI = errors.New("not the answer of an API")

// answered looks at an answer's head, and sees to it that its body stays within bounds.
func (x *Exchange) answered(resp *http.Response) (*http.Response, error) {
	switch {
	case resp.StatusCode >= 400:
		return x.refused(resp), nil
	case resp.StatusCode >= 300:
		return nil, x.noAPI(resp, "redirect")
	}
	if media, _, _ := mime.ParseMediaType(resp.Header.Get("Content-Type")); media == "text/html" {
		return nil, x.noAPI(resp, "html")
	}
	resp.Body = &body{ReadCloser: resp.Body, exchange: x, left: maxAnswer}
	return resp, nil
}

// noAPI notes that something else than an API is at the address.
func (x *Exchange) noAPI(resp *http.Response, code string) error {
	x.note(&provider.Fault{Kind: provider.Rejected, Status: resp.StatusCode, Code: code})
	return errors.Join(fmt.Errorf("%w: %s", errNoAPI, code), resp.Body.Close())
}

// refused reads an error's body, and hands it on in memory for the library to read too.
func (x *Exchange) refused(resp *http.Response) *http.Response {
	raw, err := io.ReadAll(io.LimitReader(resp.Body, maxError))
	if closed := resp.Body.Close(); err == nil {
		err = closed
	}
	f, detail := read(resp.StatusCode, resp.Header, raw)
	f.Cause = err
	x.note(f)
	x.mu.Lock()
	x.detail = detail
	x.mu.Unlock()
	resp.Body = io.NopCloser(bytes.NewReader(raw))
	return resp
}

// InStream notes an error that came as an event of a stream that had begun well, and returns it.
func (x *Exchange) InStream(event []byte) error {
	f, _ := read(0, nil, event)
	x.note(f)
	return x.Fault(nil)
}

// body is that of a good answer. When it breaks off or grows too large it notes why, and ends: the
// libraries are to go on as at any other end, and not to report what they have half read.
type body struct {
	io.ReadCloser
	exchange *Exchange
	left     int
}

// Read implements io.Reader.
func (b *body) Read(p []byte) (int, error) {
	if b.left <= 0 {
		b.exchange.note(&provider.Fault{Kind: provider.Garbage, Code: "too_large"})
		return 0, io.EOF
	}
	n, err := b.ReadCloser.Read(p[:min(len(p), b.left)])
	b.left -= n
	if err != nil && !errors.Is(err, io.EOF) {
		b.exchange.note(&provider.Fault{Kind: provider.Cut, Cause: err})
		err = io.EOF
	}
	return n, err
}

// Close implements io.Closer. How a connection ends that is done with is of no interest.
func (b *body) Close() error {
	_ = b.ReadCloser.Close()
	return nil
}
