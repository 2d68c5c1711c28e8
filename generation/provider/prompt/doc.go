// Package prompt puts the question for one section of a plan: the task, the figures and facts that it
// may be written from, and the request as data that a stranger wrote.
//
// It knows the model and the brief, no provider's wire format and no checking of answers. Everything in
// it is immutable and safe for concurrent use; it starts no goroutines.
package prompt
