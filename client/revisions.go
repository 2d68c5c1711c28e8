package client

import (
	"context"
	"io"
	"net/http"
	"net/url"
	"strconv"

	"github.com/planspark/planspark/protocol"
)

// Revise recomputes a finished plan with changed assumptions: values by key, in the units of plan.json, on
// top of the revision base. The answer is the new revision, or the one that has these assumptions already.
// What cannot hold is a *protocol.Problem that names each assumption.
func (c *Client) Revise(ctx context.Context, id string, base int, assumptions map[string]int64) (protocol.Revision, error) {
	var r protocol.Revision
	path, err := generationPath(id)
	if err != nil {
		return r, err
	}
	edit := struct {
		Base        int              `json:"base"`
		Assumptions map[string]int64 `json:"assumptions"`
	}{base, assumptions}
	err = c.do(ctx, call{method: http.MethodPost, path: path + "/revisions", body: edit, repeatable: true}, &r)
	return r, err
}

// Revisions lists the versions of a finished plan; the first is the plan as it was made.
func (c *Client) Revisions(ctx context.Context, id string) ([]protocol.Revision, error) {
	path, err := generationPath(id)
	if err != nil {
		return nil, err
	}
	var l protocol.RevisionList
	err = c.do(ctx, call{method: http.MethodGet, path: path + "/revisions", repeatable: true}, &l)
	return l.Revisions, err
}

// PlanRevision is Plan for a revision, by its number.
func (c *Client) PlanRevision(ctx context.Context, id string, f protocol.Format, number int) (io.ReadCloser, error) {
	return c.plan(ctx, id, f, url.Values{"revision": {strconv.Itoa(number)}})
}
