package server

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"
	"sync"

	"github.com/gofiber/fiber/v2"

	"github.com/planspark/planspark/export"
	"github.com/planspark/planspark/generation"
	"github.com/planspark/planspark/protocol"
)

// maxExports bounds how many files are held in memory at once, on their way to clients. A file has some
// hundred kilobytes.
const maxExports = 64

// filePolicy lets an HTML file show itself when it is opened from here, apart from this site.
const filePolicy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox"

// exportPlan answers GET /v1/generations/{id}/plan.{json,md,html,pdf,docx,xlsx}.
func (s *Server) exportPlan(ctx context.Context, c *fiber.Ctx, who caller, id string) error {
	format := protocol.Format(strings.Clone(c.Params("format")))
	if export.MediaType(format) == "" {
		return noFormat()
	}
	plan, err := s.plan(ctx, c, who, id)
	if err != nil {
		return err
	}
	tag, err := exportTag(plan, format)
	if err != nil {
		return err
	}
	c.Set(fiber.HeaderETag, tag)
	c.Set(fiber.HeaderCacheControl, "private, no-cache") // kept by its owner's browser, and asked for each time
	c.Vary(fiber.HeaderAuthorization, fiber.HeaderCookie)
	if has(c, tag) {
		return c.SendStatus(fiber.StatusNotModified)
	}
	release, err := s.exports.take()
	if err != nil {
		return err
	}
	file := &heldFile{release: release}
	if err := s.deps.Exporter.Write(ctx, &file.body, format, plan); err != nil {
		release()
		return err
	}
	c.Set(fiber.HeaderContentType, export.MediaType(format))
	if format != protocol.FormatJSON {
		c.Set(fiber.HeaderContentDisposition, fmt.Sprintf(`attachment; filename="%s"`, export.FileName(plan, format)))
	}
	if format == protocol.FormatHTML {
		c.Set(fiber.HeaderContentSecurityPolicy, filePolicy)
	}
	c.Response().SetBodyStream(file, file.body.Len())
	return nil
}

// noFormat is for a format that plans do not have, whoever asks.
func noFormat() *protocol.Problem {
	return protocol.NewProblem(protocol.CodeNotFound, "Plans do not come in this format: ask for plan.json, plan.md, plan.html, plan.pdf, plan.docx or plan.xlsx.")
}

// exportTag names the bytes of a file: they follow from the plan, the format and the version of the
// exporter.
func exportTag(p generation.Plan, f protocol.Format) (string, error) {
	body, err := json.Marshal(p)
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(append(body, f+"/"+export.Version...))
	return `"` + hex.EncodeToString(sum[:16]) + `"`, nil
}

// gate admits a bounded number at once.
type gate chan struct{}

// take refuses when the gate is full; release gives the place back, once.
func (g gate) take() (release func(), err error) {
	select {
	case g <- struct{}{}:
		return sync.OnceFunc(func() { <-g }), nil
	default:
		return nil, protocol.NewProblem(protocol.CodeUnavailable, "Too many files are being downloaded at this moment. Try again in a moment.")
	}
}

// heldFile is a file on its way to a client. The HTTP server closes it when it was sent, or when the
// client has left.
type heldFile struct {
	body    bytes.Buffer
	release func()
}

// Read implements io.Reader.
func (f *heldFile) Read(p []byte) (int, error) { return f.body.Read(p) }

// Close implements io.Closer.
func (f *heldFile) Close() error {
	f.release()
	return nil
}
