package server

import "github.com/gofiber/fiber/v2"

// routes is the table of all addresses.
func (s *Server) routes(app *fiber.App) {
	app.Use(s.observe, s.secureHeaders, s.unambiguous, s.crossOrigin)

	app.Post("/v1/session", s.startSession)
	app.Get("/v1/session", s.reads(s.showSession))
	app.Post("/v1/tickets", s.changes(s.issueTicket))
	app.Get("/v1/me/export", s.reads(s.exportMe))
	app.Delete("/v1/me", s.changes(s.eraseMe))

	app.Post("/v1/generations", s.changes(s.postGeneration))
	app.Post("/v1/generations/quote", s.changes(s.quote))
	app.Get("/v1/generations", s.reads(s.list))
	app.Get("/v1/generations/:id", s.reads(s.withID(s.snapshot)))
	app.Get("/v1/generations/:id/events", s.reads(s.withID(s.events)))
	app.Get("/v1/generations/:id/draft", s.reads(s.withID(s.draft)))
	app.Get("/v1/generations/:id/plan.:format", s.reads(s.withID(s.exportPlan)))
	app.Post("/v1/generations/:id/revisions", s.changes(s.withID(s.postRevision)))
	app.Get("/v1/generations/:id/revisions", s.reads(s.withID(s.listRevisions)))
	app.Post("/v1/generations/:id/cancel", s.changes(s.withID(s.cancelGeneration)))
	app.Delete("/v1/generations/:id", s.changes(s.withID(s.erase)))

	s.opsRoutes(app)

	app.Get("/v1/business-types", s.businessTypes)
	app.Get("/v1/currencies", s.currencies)
	app.Get("/v1/example", s.example)
	app.Get("/v1/probe", s.reads(s.probe))
	app.Get("/v1/ws", s.upgrade)

	app.Get("/healthz", s.live)
	app.Get("/readyz", s.ready)

	app.Get("/", s.page)
	app.Get("/g/:id", s.page)
	app.Get("/example", s.page)
	app.Get("/ops", s.opsPage)
	app.Get("/docs", s.docsPage)
	app.Get("/openapi.:format", s.specification("openapi"))
	app.Get("/asyncapi.:format", s.specification("asyncapi"))
	app.Use(s.asset) // what no route above takes
}
