package server

import (
	"context"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"github.com/planspark/planspark/generation"
	"github.com/planspark/planspark/protocol"
)

// postRevision answers POST /v1/generations/{id}/revisions: 201 with a new one, 200 with the one that has
// the same assumptions already. Computing counts against the rates of submissions.
func (s *Server) postRevision(ctx context.Context, c *fiber.Ctx, who caller, id string) error {
	raw, err := body(c)
	if err != nil {
		return err
	}
	edit, p := protocol.DecodeEdit(raw)
	if p != nil {
		return p
	}
	left, err := s.takeRates(ctx, who, 1)
	left.tell(c)
	if err != nil {
		return err
	}
	revision, added, err := s.deps.Plans.Revise(ctx, who.User, id, edit)
	if err != nil {
		return err
	}
	c.Location(revision.PlanURL)
	if added {
		c.Status(fiber.StatusCreated)
	}
	return c.JSON(revision)
}

// listRevisions answers GET /v1/generations/{id}/revisions.
func (s *Server) listRevisions(ctx context.Context, c *fiber.Ctx, who caller, id string) error {
	revisions, err := s.deps.Plans.Revisions(ctx, who.User, id)
	if err != nil {
		return err
	}
	return c.JSON(protocol.RevisionList{Revisions: revisions})
}

// plan is the version of a finished plan that a request for plan.* asks for: as it was made, whose text the
// terminal event's checksum proves, unless ?revision= names another one.
func (s *Server) plan(ctx context.Context, c *fiber.Ctx, who caller, id string) (generation.Plan, error) {
	number := protocol.FirstRevision
	switch asked := c.Query("revision"); asked {
	case "":
	case "latest":
		number = generation.LatestRevision
	default:
		n, err := strconv.Atoi(asked)
		if err != nil || n < protocol.FirstRevision {
			return generation.Plan{}, invalidField("revision", "The number of a revision, counted from 1, or latest.")
		}
		number = n
	}
	return s.deps.Plans.Plan(ctx, who.User, id, number)
}
