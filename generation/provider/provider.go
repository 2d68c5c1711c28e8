package provider

import "context"

// Prompt is one question to a model.
type Prompt struct {
	System    string // who the model is to be, and the rules
	User      string // the task with its data
	MaxTokens int    // of the answer
}

// Usage is what a call cost, in tokens.
type Usage struct {
	Input  int
	Output int
}

func (u Usage) plus(v Usage) Usage {
	return Usage{Input: u.Input + v.Input, Output: u.Output + v.Output}
}

// Provider is a language model behind an API. Safe for concurrent use. It asks once: whoever calls it
// decides what to do about an error.
type Provider interface {
	// Name is the source that plans show, such as gemini.
	Name() string
	// Stream passes the answer on as it comes; texts are valid UTF-8. An answer that did not come to its
	// end is a *Fault; an error of emit ends the call and is returned as it is. The usage is what the
	// provider reported, zero if it did not come to that.
	Stream(ctx context.Context, p Prompt, emit func(text string) error) (Usage, error)
	// Check asks whether the provider would take a call: its address, the key, the model. It costs no
	// tokens. A *Fault of kind Rejected says that it would not, any other that nobody knows.
	Check(ctx context.Context) error
}

// charsPerToken is how much text a token is, about: a little less than English has, since figures and
// other languages have less.
const charsPerToken = 3.5

// tokensIn estimates the tokens of a text, for reservations and for answers that broke off.
func tokensIn(text string) int { return int(float64(len(text))/charsPerToken) + 1 }

func (p Prompt) tokens() int { return tokensIn(p.System) + tokensIn(p.User) }
