// Package spectest holds what a service really says against the published specifications, both ways: every
// answer and message that passes a Witness must be as they say, and what they say must have been seen.
//
// A Witness sits below the HTTP client of a test, as its transport, and reads WebSockets that are opened through
// it, too; neither the client nor the test knows. It judges nothing itself that a schema can say. It is safe for
// concurrent use, and starts no goroutine.
package spectest
