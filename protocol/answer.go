package protocol

import "encoding/json"

// What HTTP answers beside snapshots, events and problems.

// Session is a session of its own; whoever has the token is that user, so it is a secret.
type Session struct {
	User      string `json:"user"`
	Token     string `json:"token"`
	ExpiresAt Time   `json:"expires_at"`
}

// Me is who the caller is, what they may and what they did.
type Me struct {
	User      string `json:"user"`
	Tier      string `json:"tier"`
	ExpiresAt Time   `json:"expires_at"`
	Limits    Limits `json:"limits"`
	Usage     Usage  `json:"usage"`
}

// Usage is what a user has, and had on this UTC day.
type Usage struct {
	Active []string   `json:"active"` // ids of queued and running generations, oldest first
	Today  int        `json:"today"`  // accepted submissions
	Tokens []Spending `json:"tokens"` // that language models took
}

// Spending is what was spent at one provider, in tokens.
type Spending struct {
	Provider string `json:"provider"`
	Input    int    `json:"input"`
	Output   int    `json:"output"`
}

// Submitted answers a submission that was not refused: the generation as it stands, and whether it is a new one.
type Submitted struct {
	Snapshot
	Joined bool `json:"joined,omitempty"` // an identical one of the same user was active already
	Cached bool `json:"cached,omitempty"` // an identical one was finished a moment ago
}

// QuoteOutcome is what a submission would come to.
type QuoteOutcome string

// What a quote can say.
const (
	QuoteCached  QuoteOutcome = "cached"
	QuoteJoined  QuoteOutcome = "joined"
	QuoteStart   QuoteOutcome = "start"
	QuoteQueue   QuoteOutcome = "queue"
	QuoteOffline QuoteOutcome = "offline" // the wait would be too long, and the built-in planner writes at once
	QuoteRefused QuoteOutcome = "refused"
)

// Quote says what a submission would come to now.
type Quote struct {
	Outcome    QuoteOutcome `json:"outcome"`
	Position   int          `json:"position,omitempty"` // in the queue; 1 is next
	ETAMS      *int64       `json:"eta_ms,omitempty"`   // until it starts; absent without evidence
	ReadyMS    *int64       `json:"ready_ms,omitempty"` // until the plan is there; likewise
	Limits     Limits       `json:"limits"`
	Problem    *Problem     `json:"problem,omitempty"`    // why it would be refused
	Generation string       `json:"generation,omitempty"` // the one that would answer, for joined and cached
	Reading    *Reading     `json:"reading,omitempty"`    // how the request is understood
}

// Reading is how a request is understood, with what it leaves open: what its plan will be about.
type Reading struct {
	BusinessType string        `json:"business_type"`     // slug, as given or inferred from the idea
	Business     string        `json:"business"`          // what the business is called, in the language of the request
	Place        string        `json:"place"`             // city and country, or the country, in the language of the request
	Country      string        `json:"country"`           // ISO 3166
	Currency     string        `json:"currency"`          // ISO 4217
	Budget       json.Number   `json:"budget,omitempty"`  // own money, as given or as the idea names it, in major units; absent when neither does
	Instead      *BusinessType `json:"instead,omitempty"` // the type that the idea speaks for next; absent when one was given
}

// GenerationList is a page of the caller's generations, newest first and without text.
type GenerationList struct {
	Generations []Snapshot `json:"generations"`
	NextBefore  string     `json:"next_before,omitempty"` // begins the next page; absent on the last
}

// RevisionList is all versions of a finished plan, the first one first.
type RevisionList struct {
	Revisions []Revision `json:"revisions"`
}

// BusinessType is a kind of business that a request may name.
type BusinessType struct {
	Slug string `json:"slug"` // what the request carries
	Name string `json:"name"` // what people read
}

// BusinessTypeList is all kinds of business.
type BusinessTypeList struct {
	BusinessTypes []BusinessType `json:"business_types"`
}

// Currency is money that a request may name.
type Currency struct {
	Code     string `json:"code"` // ISO 4217
	Name     string `json:"name"`
	Symbol   string `json:"symbol"`
	Exponent int    `json:"exponent"` // decimals
}

// CurrencyList is all currencies.
type CurrencyList struct {
	Currencies []Currency `json:"currencies"`
}

// Format is a file format of a finished plan, named by the ending of its files.
type Format string

// The formats.
const (
	FormatJSON Format = "json"
	FormatMD   Format = "md"
	FormatHTML Format = "html"
	FormatPDF  Format = "pdf"
	FormatDOCX Format = "docx"
	FormatXLSX Format = "xlsx"
)
