package server

import (
	"context"
	"time"

	"github.com/gofiber/fiber/v2"

	"github.com/planspark/planspark/hub"
	"github.com/planspark/planspark/ops"
	"github.com/planspark/planspark/protocol"
)

// Operations is what operators see and do; see MonitorOperations. actor is who does it, for the record.
// Refusals are *protocol.Problem. Safe for concurrent use.
type Operations interface {
	Snapshot(ctx context.Context, span time.Duration) protocol.Ops
	Scale() protocol.Scale
	Watch(wake func()) Watch
	Drain(ctx context.Context, actor, instance string) error
	SetWorkers(ctx context.Context, actor, instance string, workers int) error
	PauseProvider(ctx context.Context, actor, provider string, paused bool) error
	Record(ctx context.Context, r protocol.AuditRecord) error
}

// MonitorOperations makes Operations of a monitor.
func MonitorOperations(m *ops.Monitor) Operations { return monitorOperations{m} }

type monitorOperations struct{ *ops.Monitor }

func (o monitorOperations) Watch(wake func()) Watch { return opsWatch{o.Monitor.Watch(wake)} }

// opsWatch makes frames of a monitor's messages; a session serves it like any other watch.
type opsWatch struct{ *ops.Watch }

func (w opsWatch) Next() (hub.Frame, bool) {
	data, ok := w.Watch.Next()
	return hub.Frame{Data: data}, ok
}

// opsRoutes are the addresses of operations.
func (s *Server) opsRoutes(app *fiber.App) {
	app.Post("/v1/ops/session", s.signInOperator)
	app.Delete("/v1/ops/session", s.signOutOperator)
	app.Get("/v1/ops/session", s.operates(s.showOperator))
	app.Get("/metrics", s.operates(s.metrics))
	if s.deps.Operations == nil {
		return
	}
	app.Get("/v1/ops", s.operates(s.showOps))
	app.Get("/v1/ops/scale", s.operates(s.showScale))
	app.Post("/v1/ops/instances/:id/drain", s.operates(s.drainInstance))
	app.Put("/v1/ops/instances/:id/workers", s.operates(s.setWorkers))
	app.Put("/v1/ops/providers/:name", s.operates(s.setProvider))
	app.Post("/v1/ops/generations/:id/cancel", s.operates(s.cancelAsOperator))
}

// spans that operators may look at, by name.
var spans = map[string]time.Duration{"": ops.SpanHour, "15m": ops.SpanQuarter, "1h": ops.SpanHour, "24h": ops.SpanDay}

// showOps answers GET /v1/ops?span=15m|1h|24h.
func (s *Server) showOps(ctx context.Context, c *fiber.Ctx, _ string) error {
	span, ok := spans[c.Query("span")]
	if !ok {
		return invalidField("span", "One of 15m, 1h, 24h.")
	}
	return c.JSON(s.deps.Operations.Snapshot(ctx, span))
}

// showScale answers GET /v1/ops/scale.
func (s *Server) showScale(_ context.Context, c *fiber.Ctx, _ string) error {
	return c.JSON(s.deps.Operations.Scale())
}

// asked is the answer to an action that was taken in.
type asked struct {
	Status string `json:"status"`
}

// drainInstance answers POST /v1/ops/instances/{id}/drain.
func (s *Server) drainInstance(ctx context.Context, c *fiber.Ctx, operator string) error {
	if !validID(c.Params("id")) {
		return noInstance()
	}
	if err := s.deps.Operations.Drain(ctx, operator, c.Params("id")); err != nil {
		return err
	}
	return c.Status(fiber.StatusAccepted).JSON(asked{"draining"})
}

func noInstance() *protocol.Problem {
	return protocol.NewProblem(protocol.CodeNotFound, "There is no such instance. GET /v1/ops lists them.")
}

// setWorkers answers PUT /v1/ops/instances/{id}/workers.
func (s *Server) setWorkers(ctx context.Context, c *fiber.Ctx, operator string) error {
	raw, err := body(c)
	if err != nil {
		return err
	}
	workers, p := protocol.DecodeWorkers(raw)
	if p != nil {
		return p
	}
	if !validID(c.Params("id")) {
		return noInstance()
	}
	if err := s.deps.Operations.SetWorkers(ctx, operator, c.Params("id"), workers); err != nil {
		return err
	}
	return c.JSON(asked{"accepted"})
}

// setProvider answers PUT /v1/ops/providers/{name}.
func (s *Server) setProvider(ctx context.Context, c *fiber.Ctx, operator string) error {
	raw, err := body(c)
	if err != nil {
		return err
	}
	paused, p := protocol.DecodePaused(raw)
	if p != nil {
		return p
	}
	if err := s.deps.Operations.PauseProvider(ctx, operator, c.Params("name"), paused); err != nil {
		return err
	}
	return c.JSON(asked{"accepted"})
}

// cancelAsOperator answers POST /v1/ops/generations/{id}/cancel.
func (s *Server) cancelAsOperator(ctx context.Context, c *fiber.Ctx, operator string) error {
	id := c.Params("id")
	if !validID(id) {
		return protocol.NotFound()
	}
	owner, err := s.deps.Generations.Owner(ctx, id)
	if err != nil {
		return err
	}
	snap, err := s.deps.Generations.Cancel(ctx, owner, id, protocol.ByAdmin)
	if err != nil {
		return err
	}
	err = s.deps.Operations.Record(ctx, protocol.AuditRecord{Actor: operator, Action: ops.ActionCancel, Target: id, Outcome: string(snap.State)})
	if err != nil {
		return err
	}
	return c.JSON(snap.WithoutText())
}

// readingsKept and readingLasts say for how many admins and generations, and for how long, looking again
// is the same look: a page that follows a plan asks many times.
const (
	readingsKept = 1024
	readingLasts = time.Hour
)

// recordReading keeps that an admin looks at somebody's generation. What cannot be recorded is not shown.
func (s *Server) recordReading(ctx context.Context, who caller, id string) error {
	actor := who.User
	if actor == operatorUser {
		actor = operatorByToken
	}
	now := s.deps.Now()
	if last, ok := s.readings.Get(actor + " " + id); ok && now.Sub(last) < readingLasts {
		return nil
	}
	err := s.deps.Operations.Record(ctx, protocol.AuditRecord{Actor: actor, Action: ops.ActionRead, Target: id, Outcome: "done"})
	if err == nil {
		s.readings.Add(actor+" "+id, now)
	}
	return err
}

// opsWatchName stands for operations where a generation's id would stand: no id looks like it.
const opsWatchName = "ops"

// watchOps begins to tell of operations.
func (ss *session) watchOps(m protocol.ClientMessage) error {
	if ss.server.deps.Operations == nil {
		return invalidField("type", "This server does not offer watch_ops.")
	}
	if ss.operator == "" {
		return notOperator()
	}
	if !ss.mayWatch(opsWatchName) {
		return tooManyWatches()
	}
	w := &watching{session: ss, generation: opsWatchName}
	w.watch = ss.server.deps.Operations.Watch(w.wake)
	ss.unfollow(opsWatchName)
	ss.say(protocol.Reply{Type: protocol.TypeReply, To: m.ID})
	ss.enlist(w)
	return nil
}
