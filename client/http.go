package client

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/planspark/planspark/protocol"
)

const (
	maxAnswer = 32 << 20 // bytes of a JSON answer
	maxTries  = 3        // of a call whose answer was lost
)

// call is one request over HTTP.
type call struct {
	method string
	path   string
	query  url.Values
	body   any    // sent as JSON; nil for none
	key    string // idempotency key; empty for none
	accept string // empty for JSON
	// repeatable calls have the same effect when they are sent again.
	repeatable bool
}

// do carries out a call and decodes the answer into out, unless that is nil. When the answer of a
// repeatable call is lost, it is sent again.
func (c *Client) do(ctx context.Context, q call, out any) error {
	resp, cancel, err := c.send(ctx, q)
	if err != nil {
		return err
	}
	defer cancel()
	defer resp.Body.Close()
	if out == nil {
		return nil
	}
	if err := json.NewDecoder(io.LimitReader(resp.Body, maxAnswer)).Decode(out); err != nil {
		return &UnreachableError{Server: c.Server(), Sent: true, Err: fmt.Errorf("its answer cannot be read: %w", err)}
	}
	return nil
}

// send returns the response of a call that succeeded, with the function that ends its context.
func (c *Client) send(ctx context.Context, q call) (*http.Response, context.CancelFunc, error) {
	delays := newBackoff(c.cfg.Rand)
	for try := 1; ; try++ {
		resp, cancel, err := c.once(ctx, q)
		lost, isLost := errors.AsType[*UnreachableError](err)
		if err == nil || !q.repeatable || try == maxTries || !isLost || !lost.Sent {
			return resp, cancel, err
		}
		if sleep(ctx, delays.next()) != nil {
			return nil, nil, err
		}
	}
}

func (c *Client) once(ctx context.Context, q call) (*http.Response, context.CancelFunc, error) {
	caller := ctx
	ctx, cancel := context.WithCancelCause(ctx)
	stop := func() { cancel(context.Canceled) }
	// Only until the answer begins: a plan may be long and the line slow.
	timer := time.AfterFunc(c.cfg.Timeout, func() { cancel(errTimeout) })
	resp, err := c.roundTrip(ctx, q)
	timer.Stop()
	if err == nil && resp.StatusCode < 300 {
		return resp, stop, nil
	}
	defer stop()
	if err == nil {
		defer resp.Body.Close()
		return nil, nil, c.refusal(resp)
	}
	if caller.Err() != nil {
		return nil, nil, caller.Err()
	}
	if errors.Is(context.Cause(ctx), errTimeout) {
		err = errTimeout
	}
	return nil, nil, c.unreachable(err)
}

var errTimeout = errors.New("no answer in time")

func (c *Client) roundTrip(ctx context.Context, q call) (*http.Response, error) {
	var body io.Reader
	if q.body != nil {
		raw, err := json.Marshal(q.body)
		if err != nil {
			return nil, fmt.Errorf("encode request: %w", err)
		}
		body = bytes.NewReader(raw)
	}
	req, err := http.NewRequestWithContext(ctx, q.method, c.url(q.path, q.query), body)
	if err != nil {
		return nil, fmt.Errorf("make request: %w", err)
	}
	req.Header = c.header()
	if q.method != http.MethodGet {
		req.Header.Set("Content-Type", "application/json")
	}
	if q.key != "" {
		req.Header.Set("Idempotency-Key", q.key)
	}
	req.Header.Set("Accept", "application/json")
	if q.accept != "" {
		req.Header.Set("Accept", q.accept)
	}
	return c.http.Do(req)
}

// header is what every request carries.
func (c *Client) header() http.Header {
	h := http.Header{"User-Agent": {c.cfg.UserAgent}}
	if t := c.Token(); t != "" {
		h.Set("Authorization", "Bearer "+t)
	}
	return h
}

// refusal reads the problem of a response that is not a success. What has none does not come from a
// PlanSpark server, but from something before it or in its place.
func (c *Client) refusal(resp *http.Response) error {
	raw, _ := io.ReadAll(io.LimitReader(resp.Body, 1<<20)) // a torn body is no problem, and handled below
	kind, _, _ := mime.ParseMediaType(resp.Header.Get("Content-Type"))
	var p protocol.Problem
	if strings.HasSuffix(kind, "json") && json.Unmarshal(raw, &p) == nil && p.Code != "" {
		return complete(&p, resp)
	}
	e := &UnreachableError{Server: c.Server(), Err: fmt.Errorf("this is not a PlanSpark server, it answered %s", resp.Status)}
	switch s := resp.StatusCode; {
	case s == http.StatusBadGateway, s == http.StatusServiceUnavailable, s == http.StatusGatewayTimeout:
		e.Err, e.Sent = fmt.Errorf("the proxy before it answered %s", resp.Status), true
	case s >= 300 && s < 400:
		e.Err = errors.New("it redirects elsewhere; use the address that it redirects to")
	}
	return e
}

// complete fills what a problem left to the response around it.
func complete(p *protocol.Problem, resp *http.Response) *protocol.Problem {
	if p.Status == 0 {
		p.Status = resp.StatusCode
	}
	if p.Title == "" {
		p.Title = protocol.RefusalOf(p.Code).Title
	}
	if s, err := strconv.ParseInt(resp.Header.Get("Retry-After"), 10, 64); err == nil && s > 0 && p.RetryAfterMS == 0 {
		p.RetryAfterMS = min(s, 24*3600) * 1000
	}
	return p
}
