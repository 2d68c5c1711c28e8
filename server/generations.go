package server

import (
	"context"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"github.com/planspark/planspark/generation"
	"github.com/planspark/planspark/protocol"
)

// postGeneration answers POST /v1/generations.
func (s *Server) postGeneration(ctx context.Context, c *fiber.Ctx, who caller) error {
	raw, err := body(c)
	if err != nil {
		return err
	}
	receipt, left, err := s.submit(ctx, submission{who: who, raw: raw, key: c.Get("Idempotency-Key"), trace: c.Get(headerTraceparent)})
	left.tell(c)
	if err != nil {
		return err
	}
	id := receipt.Record.ID
	answer := protocol.Submitted{
		Snapshot: receipt.Record.Snapshot(),
		Joined:   receipt.Outcome == generation.OutcomeJoined,
		Cached:   receipt.Outcome == generation.OutcomeCached,
	}
	answer.Position = receipt.Position
	c.Location("/v1/generations/" + id)
	if receipt.Outcome == generation.OutcomeAccepted {
		return c.Status(fiber.StatusAccepted).JSON(answer)
	}
	if answer.Snapshot, err = s.deps.Generations.Snapshot(ctx, who.User, id); err != nil {
		return err
	}
	return c.JSON(answer)
}

// body is the request's body as it came. Encoded ones are refused: unpacking is for who asked for it,
// and a small bomb unpacks to a large one.
func body(c *fiber.Ctx) ([]byte, error) {
	if e := c.Get(fiber.HeaderContentEncoding); e != "" && e != "identity" {
		return nil, protocol.Wrong(fiber.StatusUnsupportedMediaType, fiber.HeaderContentEncoding, "Send the body without Content-Encoding.")
	}
	return c.Request().Body(), nil
}

// quote answers POST /v1/generations/quote.
func (s *Server) quote(ctx context.Context, c *fiber.Ctx, who caller) error {
	raw, err := body(c)
	if err != nil {
		return err
	}
	request, p := protocol.DecodeRequest(raw, s.deps.Catalog.Check)
	if p != nil {
		return p
	}
	q, err := s.deps.Generations.Quote(ctx, who.asCaller(), request)
	if err != nil {
		return err
	}
	refusal, err := s.refusal(ctx, who)
	if err != nil {
		return err
	}
	if refusal != nil {
		q = protocol.Quote{Outcome: protocol.QuoteRefused, Problem: refusal}
	}
	if q.Limits, _, err = s.limitsOf(ctx, who.User); err != nil {
		return err
	}
	q.Reading = s.deps.Catalog.Reading(request)
	return c.JSON(q)
}

// The bounds of one page of a list.
const (
	defaultPage = 20
	maxPage     = 100
)

// list answers GET /v1/generations.
func (s *Server) list(ctx context.Context, c *fiber.Ctx, who caller) error {
	limit, err := strconv.Atoi(c.Query("limit", strconv.Itoa(defaultPage)))
	if err != nil || limit < 1 || limit > maxPage {
		return invalidField("limit", "A whole number from 1 to 100.")
	}
	before := c.Query("before")
	if before != "" && !validID(before) {
		return invalidField("before", "The id of a generation, as in next_before.")
	}
	page, err := s.deps.Generations.List(ctx, who.User, before, limit+1)
	if err != nil {
		return err
	}
	answer := protocol.GenerationList{Generations: page}
	if len(page) > limit {
		answer.Generations, answer.NextBefore = page[:limit], page[limit-1].ID
	}
	return c.JSON(answer)
}

// idHandler serves a request about one generation.
type idHandler func(ctx context.Context, c *fiber.Ctx, who caller, id string) error

// withID refuses ids that cannot be ones just as it does ids that are not there. An admin looks at a
// generation in its owner's place; to change it there are operations, which are recorded.
func (s *Server) withID(h idHandler) userHandler {
	return func(ctx context.Context, c *fiber.Ctx, who caller) error {
		id := c.Params("id")
		if !validID(id) {
			return protocol.NotFound()
		}
		if c.Method() == fiber.MethodGet || c.Method() == fiber.MethodHead {
			owner, err := s.owner(ctx, who, id)
			if err != nil {
				return err
			}
			who.User = owner
		}
		return h(ctx, c, who, id)
	}
}

// snapshot answers GET /v1/generations/{id}.
func (s *Server) snapshot(ctx context.Context, c *fiber.Ctx, who caller, id string) error {
	snap, err := s.deps.Generations.Snapshot(ctx, who.User, id)
	if err != nil {
		return err
	}
	return c.JSON(snap)
}

// cancelGeneration answers POST /v1/generations/{id}/cancel.
func (s *Server) cancelGeneration(ctx context.Context, c *fiber.Ctx, who caller, id string) error {
	snap, err := s.deps.Generations.Cancel(ctx, who.User, id, protocol.ByOwner)
	if err != nil {
		return err
	}
	return c.JSON(snap)
}

// erase answers DELETE /v1/generations/{id}.
func (s *Server) erase(ctx context.Context, c *fiber.Ctx, who caller, id string) error {
	if err := s.deps.Generations.Erase(ctx, who.User, id); err != nil {
		return err
	}
	return c.SendStatus(fiber.StatusNoContent)
}

// draft answers GET /v1/generations/{id}/draft.
func (s *Server) draft(ctx context.Context, c *fiber.Ctx, who caller, id string) error {
	plan, err := s.deps.Plans.Draft(ctx, who.User, id)
	if err != nil {
		return err
	}
	return c.JSON(plan)
}
