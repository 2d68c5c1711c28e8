// Package server is PlanSpark's edge: HTTP routes, the WebSocket protocol, server-sent events and long
// polling, guest sessions, refusals as problems, and the way out of service.
//
// It knows no SQL and no Redis, and nothing of how a plan is made: it asks Generations, watches through
// Watcher and says what they say. Interfaces to both are declared in ports.go.
//
// Goroutines: fasthttp's one for each HTTP connection while a request is served, and one more for each
// event stream; one reader for each WebSocket session, from the upgrade until the connection is gone;
// and a writer burst for each session that has something to send, which ends when it has nothing
// more. Serve and Drain return when all of them have ended, or their context has.
package server
