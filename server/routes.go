package server

import "github.com/gofiber/fiber/v2"

// routes is the table of all addresses.
func (s *Server) routes(app *fiber.App) {
	app.Use(s.observe, s.secureHeaders, s.unambiguous, s.crossOrigin)

	app.Post("/v1/session", s.startSession)
	app.Get("/v1/session", s.reads(s.showSession))
	app.Post("/v1/tickets", s.changes(s.issueTicket))

	app.Post("/v1/generations", s.changes(s.postGeneration))
	app.Post("/v1/generations/quote", s.changes(s.quote))
	app.Get("/v1/generations", s.reads(s.list))
	app.Get("/v1/generations/:id", s.reads(withID(s.snapshot)))
	app.Get("/v1/generations/:id/events", s.reads(withID(s.events)))
	app.Get("/v1/generations/:id/draft", s.reads(withID(s.draft)))
	app.Get("/v1/generations/:id/plan.json", s.reads(withID(s.planJSON)))
	app.Get("/v1/generations/:id/plan.md", s.reads(withID(s.planMarkdown)))
	app.Post("/v1/generations/:id/cancel", s.changes(withID(s.cancelGeneration)))
	app.Delete("/v1/generations/:id", s.changes(withID(s.erase)))

	app.Get("/v1/business-types", s.businessTypes)
	app.Get("/v1/currencies", s.currencies)
	app.Get("/v1/ws", s.upgrade)

	app.Get("/healthz", s.live)
	app.Get("/readyz", s.ready)

	app.Get("/", s.page)
	app.Get("/g/:id", s.page)
	app.Use(s.asset) // what no route above takes
}
