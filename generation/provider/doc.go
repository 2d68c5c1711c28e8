// Package provider asks language models for texts, and copes with their failing: it knows which
// provider comes after which, which of them is down, how many calls each takes at a time and a minute,
// when to ask again and when to go on to the next. Chain is its face; what guards a provider (Breaker,
// Gate, Quota) are small interfaces, implemented here for one process, and elsewhere for many.
//
// It knows no plan: a text is a Prompt, a way to check the answer, and a Page to write it on. Nor does
// it know any wire format: the packages gemini and openai do. Nothing of a prompt or an answer is ever
// in its errors or logs.
//
// Chain.Run owns one goroutine a provider, which checks it at the start and tries it while its breaker
// is open. Everything else runs in the caller's goroutine.
package provider
