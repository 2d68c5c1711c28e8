package server

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"github.com/planspark/planspark/generation"
	"github.com/planspark/planspark/limits"
	"github.com/planspark/planspark/protocol"
	"github.com/planspark/planspark/tracing"
)

// rates is what is left of the rates that a submission counts against.
type rates struct{ user, address limits.Decision }

// submission is a request to generate, by whichever way it came.
type submission struct {
	who caller
	raw []byte // the request as JSON
	key string // idempotency key; empty is none

	trace string // traceparent of the client; empty is none
}

// submit is the one way in: both HTTP and WebSocket pass here.
func (s *Server) submit(ctx context.Context, sub submission) (generation.Receipt, rates, error) {
	ctx, span := s.deps.Tracer.Begin(ctx, sub.trace, "submit", tracing.Served, time.Time{})
	defer span.End()
	receipt, left, err := s.trySubmit(ctx, sub)
	if err != nil {
		tellRefusal(span, err)
	}
	if s.deps.Observer != nil {
		outcome := string(receipt.Outcome)
		if err != nil {
			p, _ := protocol.ProblemOf(err)
			outcome = string(p.Code)
		}
		s.deps.Observer.Submitted(outcome, receipt.Active)
	}
	return receipt, left, err
}

// tellRefusal says in a trace why nothing was accepted. Refusals that are the client's own are no failures.
func tellRefusal(span tracing.Span, err error) {
	p, _ := protocol.ProblemOf(err)
	if p.Code == protocol.CodeInternal || p.Code == protocol.CodeUnavailable {
		span.Fail(string(p.Code))
		return
	}
	span.Set(tracing.Outcome.String(string(p.Code)))
}

func (s *Server) trySubmit(ctx context.Context, sub submission) (generation.Receipt, rates, error) {
	if s.draining.Load() {
		return generation.Receipt{}, rates{}, s.drainingProblem()
	}
	request, key, p := sub.decode(s.deps.Catalog.Check)
	if p != nil {
		left, err := s.takeRates(ctx, sub.who, 0)
		if err != nil {
			return generation.Receipt{}, left, err
		}
		return generation.Receipt{}, left, p
	}
	left, err := s.takeRates(ctx, sub.who, 1)
	if err != nil {
		return generation.Receipt{}, left, err
	}
	receipt, err := s.deps.Generations.Submit(ctx, sub.who.asCaller(), request, key)
	return receipt, left, err
}

func (sub submission) decode(offered func(protocol.Request) []protocol.FieldError) (protocol.Request, *generation.Idempotency, *protocol.Problem) {
	request, p := protocol.DecodeRequest(sub.raw, offered)
	if p != nil || sub.key == "" {
		return request, nil, p
	}
	if !validKey(sub.key) {
		return request, nil, invalidField("Idempotency-Key", "At most 255 visible ASCII characters.")
	}
	payload, err := json.Marshal(request)
	if err != nil {
		return request, nil, protocol.Malformed("body", "The request cannot be repeated.")
	}
	return request, &generation.Idempotency{Key: sub.key, Payload: sha256.Sum256(payload)}, nil
}

func validKey(key string) bool {
	return len(key) <= 255 && strings.IndexFunc(key, func(r rune) bool { return r < ' ' || r > '~' }) < 0
}

// takeRates counts n submissions against the rates of the user and of the address.
func (s *Server) takeRates(ctx context.Context, who caller, n int) (rates, error) {
	var r rates
	var err error
	if r.user, err = s.limiters.User.Take(ctx, who.User, n); err != nil {
		return r, err
	}
	if !r.user.OK {
		return r, tooFast("You are", r.user)
	}
	if r.address, err = s.limiters.IP.Take(ctx, who.address, n); err != nil {
		return r, err
	}
	if !r.address.OK {
		return r, tooFast("Your network is", r.address)
	}
	return r, nil
}

// refusal is what submit would say now to whatever request; nil when it would look at it. Nothing is counted.
func (s *Server) refusal(ctx context.Context, who caller) (*protocol.Problem, error) {
	if s.draining.Load() {
		return s.drainingProblem(), nil
	}
	left, err := s.takeRates(ctx, who, 0)
	if err != nil {
		return nil, err
	}
	if d, empty := spent(left.user); empty {
		return tooFast("You are", d), nil
	}
	if d, empty := spent(left.address); empty {
		return tooFast("Your network is", d), nil
	}
	return nil, nil
}

// spent is what a limiter that was asked what is left would say to one more, where that is too much.
func spent(left limits.Decision) (d limits.Decision, empty bool) {
	if left.Limit == 0 || left.Remaining > 0 {
		return left, false
	}
	left.RetryAfter = left.Reset + left.Window/time.Duration(left.Limit) - left.Window
	return left, true
}

func tooFast(who string, d limits.Decision) *protocol.Problem {
	return protocol.Problemf(protocol.CodeRateLimited, "%s submitting faster than %d a minute. Wait %d s.",
		who, d.Limit, int(d.RetryAfter/time.Second)+1).After(d.RetryAfter)
}

// tell says how much is left of the rates that counted.
func (r rates) tell(c *fiber.Ctx) {
	if policy, left := r.headers(); policy != "" {
		c.Set("RateLimit-Policy", policy)
		c.Set("RateLimit", left)
	}
}

// headers is the one place that writes the IETF draft's fields (draft-ietf-httpapi-ratelimit-headers):
// policies with their quota and window, and what is left with the seconds until it is whole again.
func (r rates) headers() (policy, left string) {
	var policies, lefts []string
	add := func(name string, d limits.Decision) {
		if d.Limit == 0 {
			return
		}
		reset := int((d.Reset + time.Second - 1) / time.Second)
		policies = append(policies, fmt.Sprintf("%q;q=%d;w=%d", name, d.Limit, int(d.Window/time.Second)))
		lefts = append(lefts, fmt.Sprintf("%q;r=%d;t=%d", name, d.Remaining, reset))
	}
	add("user", r.user)
	add("address", r.address)
	return strings.Join(policies, ", "), strings.Join(lefts, ", ")
}

// limitsOf is what a user may do and has done, and the ids of what is active.
func (s *Server) limitsOf(ctx context.Context, user string) (protocol.Limits, []string, error) {
	u, err := s.deps.Accounts.Usage(ctx, user)
	if err != nil {
		return protocol.Limits{}, nil, err
	}
	if u.Active == nil {
		u.Active = []string{}
	}
	l := s.cfg.Limits
	l.UsedToday, l.ActiveCount = u.Today, len(u.Active)
	return l, u.Active, nil
}
