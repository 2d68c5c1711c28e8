package provider

import "time"

// Page is where a text is written, and whose reader learns what becomes of it. An error ends the
// writing.
type Page interface {
	// Write adds to the text.
	Write(text string) error
	// Reset voids the text: it is written anew.
	Reset() error
	// Retry tells that a provider will be asked again.
	Retry(r Retry) error
	// MoveOn tells that the next provider takes over.
	MoveOn(m Move) error
}

// Retry is a provider being asked again.
type Retry struct {
	Provider string
	Attempt  int // of the call that follows, for this text; 2 is the second
	Delay    time.Duration
	Reason   string
}

// Move is a provider being replaced by the next one.
type Move struct {
	From, To string
	Reason   string // one of the protocol's reasons
}

// Order is a text that is wanted.
type Order struct {
	Prompt Prompt
	// Expect is about how many tokens the answer will have, for reservations.
	Expect int
	// Left is how many calls the caller will need, this one included.
	Left int
	// Filter makes a filter for one answer; nil lets it pass as it comes.
	Filter func() Filter
	// Review names what is wrong with a finished answer, in words that the model understands; nothing
	// when it is good. nil takes everything.
	Review func(text string) []string
	// Repair is the prompt that asks for the text again without the faults.
	Repair func(text string, faults []string) Prompt
}

// Filter tidies an answer while it comes: what is around a text and not of it.
type Filter interface {
	// Next takes what came and returns what may be shown.
	Next(text string) string
	// Rest returns what was held back, at the end.
	Rest() string
}

// plain is the filter that does nothing.
type plain struct{}

func (plain) Next(text string) string { return text }
func (plain) Rest() string            { return "" }

// ExhaustedError says that no provider wrote the text.
type ExhaustedError struct {
	From   string // the provider that was tried last
	Reason string // one of the protocol's reasons
}

// Error implements error.
func (e *ExhaustedError) Error() string {
	return "no provider wrote the text; the last was " + e.From + ": " + e.Reason
}
