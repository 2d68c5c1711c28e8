// Package openai asks models that speak OpenAI's chat completions: those of OpenAI and Groq, and of any
// server that speaks like them, as local ones do.
//
// Which of the parameters that differ between models a server takes is learned from its refusals. It
// knows nothing of retries, limits or plans, and starts no goroutines.
package openai
