package client

import (
	"context"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/planspark/planspark/protocol"
)

// NewGuest makes a guest session, and uses its token from now on. With a token of a guest in use the
// server may renew that session instead.
func (c *Client) NewGuest(ctx context.Context) (protocol.Session, error) {
	var g protocol.Session
	err := c.do(ctx, call{method: http.MethodPost, path: "/v1/session", body: struct{}{}}, &g)
	if err == nil && g.Token != "" {
		c.SetToken(g.Token)
	}
	return g, err
}

// Submit asks for a plan. The request goes out under a new idempotency key, so that it is sent again
// when its answer is lost and yet makes one generation.
func (c *Client) Submit(ctx context.Context, r protocol.Request) (protocol.Submitted, error) {
	return c.SubmitWithKey(ctx, r, c.cfg.NewKey())
}

// SubmitWithKey is Submit under a key of the caller's, who may thus repeat it for 24 hours.
func (c *Client) SubmitWithKey(ctx context.Context, r protocol.Request, key string) (protocol.Submitted, error) {
	var s protocol.Submitted
	err := c.do(ctx, call{method: http.MethodPost, path: "/v1/generations", body: r, key: key, repeatable: true}, &s)
	return s, err
}

// Quote says what Submit would do now, and does nothing.
func (c *Client) Quote(ctx context.Context, r protocol.Request) (protocol.Quote, error) {
	var q protocol.Quote
	err := c.do(ctx, call{method: http.MethodPost, path: "/v1/generations/quote", body: r, repeatable: true}, &q)
	return q, err
}

// Get returns the state of a generation, with its text so far.
func (c *Client) Get(ctx context.Context, id string) (protocol.Snapshot, error) {
	var s protocol.Snapshot
	path, err := generationPath(id)
	if err != nil {
		return s, err
	}
	err = c.do(ctx, call{method: http.MethodGet, path: path, repeatable: true}, &s)
	return s, err
}

// List returns up to limit of the caller's generations, newest first and without text, beginning
// behind the id before; an empty id begins with the newest, limit 0 leaves the number to the server.
func (c *Client) List(ctx context.Context, before string, limit int) ([]protocol.Snapshot, error) {
	q := url.Values{}
	if before != "" {
		q.Set("before", before)
	}
	if limit > 0 {
		q.Set("limit", strconv.Itoa(limit))
	}
	var l protocol.GenerationList
	err := c.do(ctx, call{method: http.MethodGet, path: "/v1/generations", query: q, repeatable: true}, &l)
	return l.Generations, err
}

// Cancel ends a generation and returns its state; one that had ended before stays as it is.
func (c *Client) Cancel(ctx context.Context, id string) (protocol.Snapshot, error) {
	var s protocol.Snapshot
	path, err := generationPath(id)
	if err != nil {
		return s, err
	}
	err = c.do(ctx, call{method: http.MethodPost, path: path + "/cancel", body: struct{}{}, repeatable: true}, &s)
	return s, err
}

// Erase deletes a generation and everything that belongs to it.
func (c *Client) Erase(ctx context.Context, id string) error {
	path, err := generationPath(id)
	if err != nil {
		return err
	}
	return c.do(ctx, call{method: http.MethodDelete, path: path, repeatable: true}, nil)
}

// Plan returns the finished plan as it was made, in a format. The caller reads it to its end and closes it.
func (c *Client) Plan(ctx context.Context, id string, f protocol.Format) (io.ReadCloser, error) {
	return c.plan(ctx, id, f, nil)
}

func (c *Client) plan(ctx context.Context, id string, f protocol.Format, query url.Values) (io.ReadCloser, error) {
	path, err := generationPath(id)
	if err != nil {
		return nil, err
	}
	resp, cancel, err := c.send(ctx, call{
		method: http.MethodGet, path: path + "/plan." + string(f), query: query, accept: "*/*", repeatable: true,
	})
	if err != nil {
		return nil, err
	}
	return &planBody{ReadCloser: resp.Body, cancel: cancel}, nil
}

type planBody struct {
	io.ReadCloser
	cancel context.CancelFunc
}

func (b *planBody) Close() error {
	defer b.cancel()
	return b.ReadCloser.Close()
}

// generationPath is the path of a generation below the server's. An id that no generation can have
// never leaves this machine.
func generationPath(id string) (string, error) {
	odd := func(r rune) bool {
		return r != '-' && (r < '0' || r > '9') && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z')
	}
	if id == "" || len(id) > 64 || strings.ContainsFunc(id, odd) {
		return "", protocol.NotFound()
	}
	return "/v1/generations/" + id, nil
}
