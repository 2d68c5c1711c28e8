// Package simulator is an LLM provider that is none: for development, tests and load tests, without a
// key and without a network. It speaks the streaming formats of OpenAI's and of Gemini's API over HTTP,
// with usage figures, errors and rate limits as the real ones have them, at a chosen speed and with
// chosen faults. What it writes says that it is simulated.
//
// It is a server of its own, and nothing that serves plans knows of it. It answers any prompt: of the
// prompt it takes the language and the figures that stand in it as names with values, and writes about
// those. Each request is served in its own goroutine by net/http; there are no others.
package simulator
