package server

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"time"

	"github.com/gofiber/fiber/v2"

	"github.com/planspark/planspark/panics"
	"github.com/planspark/planspark/protocol"
)

// exportMe answers GET /v1/me/export: everything that is the caller's as one JSON file, read from the
// database while it is sent.
func (s *Server) exportMe(ctx context.Context, c *fiber.Ctx, who caller) error {
	release, err := s.exports.take()
	if err != nil {
		return err
	}
	t := &takeout{server: s, user: who.User, request: requestID(c), release: release}
	if err := t.begin(ctx, who); err != nil {
		release()
		return err
	}
	c.Set(fiber.HeaderContentType, fiber.MIMEApplicationJSONCharsetUTF8)
	c.Set(fiber.HeaderCacheControl, "no-store")
	c.Set(fiber.HeaderContentDisposition, fmt.Sprintf(`attachment; filename="planspark-%s.json"`, s.deps.Now().UTC().Format(time.DateOnly)))
	c.Response().SetBodyStream(t, -1)
	return nil
}

// eraseMe answers DELETE /v1/me: nothing that is the caller's stays, and a browser forgets the session.
func (s *Server) eraseMe(ctx context.Context, c *fiber.Ctx, who caller) error {
	if err := s.deps.Accounts.EraseOwner(ctx, who.User); err != nil {
		return err
	}
	if who.cookie {
		s.clearCookie(c, cookieName, fiber.CookieSameSiteLaxMode)
	}
	return c.SendStatus(fiber.StatusNoContent)
}

// takeout is a file with everything of a user. Read makes the next piece when the one before was sent,
// so that never more than one generation is held. An error breaks the connection off, and what was sent
// is no whole JSON document: half a file cannot be taken for all of it.
type takeout struct {
	server  *Server
	user    string
	request string
	release func()

	buf   bytes.Buffer
	page  []string // ids that come next
	last  string   // the id behind which the next page begins
	wrote bool     // a generation was written
	ended bool
}

// begin writes what comes before the generations.
func (t *takeout) begin(ctx context.Context, who caller) error {
	account, err := t.server.deps.Accounts.Account(ctx, who.User)
	if err != nil {
		return err
	}
	head, err := json.Marshal(struct {
		User       string        `json:"user"`
		Tier       string        `json:"tier"`
		ExportedAt protocol.Time `json:"exported_at"`
		Account    any           `json:"account"`
	}{who.User, who.Tier, protocol.At(t.server.deps.Now()), account})
	if err != nil {
		return err
	}
	t.buf.Write(bytes.TrimSuffix(head, []byte("}")))
	t.buf.WriteString(`,"generations":[`)
	return nil
}

// Read implements io.Reader.
func (t *takeout) Read(p []byte) (int, error) {
	for t.buf.Len() == 0 {
		if t.ended {
			return 0, io.EOF
		}
		if err := panics.Caught(t.next); err != nil { // no request surrounds it any more
			t.server.deps.Log.Warn().Err(err).Str("request", t.request).Msg("an export was broken off")
			return 0, err
		}
	}
	return t.buf.Read(p)
}

// next writes the next generation, or the end. One that was erased meanwhile is left out.
func (t *takeout) next() error {
	ctx, cancel := t.server.ask()
	defer cancel()
	if len(t.page) == 0 {
		list, err := t.server.deps.Generations.List(ctx, t.user, t.last, maxPage)
		if err != nil {
			return err
		}
		for _, g := range list {
			t.page = append(t.page, g.ID)
		}
		if len(list) == 0 {
			t.ended = true
			t.buf.WriteString("\n]}\n")
			return nil
		}
	}
	id := t.page[0]
	t.page, t.last = t.page[1:], id
	belonging, err := t.server.deps.Accounts.Belonging(ctx, t.user, id)
	if protocol.HasCode(err, protocol.CodeNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	if t.wrote {
		t.buf.WriteByte(',')
	}
	t.wrote = true
	t.buf.WriteByte('\n')
	return json.NewEncoder(&t.buf).Encode(belonging)
}

// Close implements io.Closer; the HTTP server calls it when all was sent, or the client has left.
func (t *takeout) Close() error {
	t.release()
	return nil
}
