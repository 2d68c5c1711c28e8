// Package server is PlanSpark's edge: HTTP routes, the WebSocket protocol, server-sent events and long
// polling, guest sessions, refusals as problems, and the way out of service.
//
// It knows no SQL and no Redis, and nothing of how a plan is made: it asks Generations, Plans and
// Accounts, watches through Watcher and says what they say. Interfaces to all are declared in ports.go.
//
// Goroutines: fasthttp's one for each HTTP connection while a request is served, and one more for each event
// stream; one that waits for epoll, on Linux; and one for each processor while WebSocket sessions have
// something to read or to write. A session has one of its own only while it waits for something: the rest of a
// message, an answer of the service, room for a write; elsewhere than on Linux, or behind TLS, for its client
// too. Serve and Drain return when all of them have ended, or their context has.
package server
