package plan

// Guess is the business type that an idea seems to be about.
type Guess struct {
	Slug     string // Other when nothing speaks clearly for a type
	RunnerUp string // the next best, empty when there is none
	Score    int    // points of Slug; 0 when nothing was recognised
}
