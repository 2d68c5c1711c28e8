package protocol

import "encoding/json"

// Kind says what happened to a generation.
type Kind string

// The kinds of events, in the order in which a generation meets them.
const (
	KindStarted      Kind = "started"
	KindStage        Kind = "stage"
	KindMarket       Kind = "market"
	KindFinancials   Kind = "financials"
	KindDelta        Kind = "delta"
	KindSection      Kind = "section"
	KindSectionReset Kind = "section_reset"
	KindRetry        Kind = "retry"
	KindFallback     Kind = "fallback"
	KindCompleted    Kind = "completed"
	KindFailed       Kind = "failed"
	KindCancelled    Kind = "cancelled"
)

// Terminal says whether an event of this kind is the last of its generation.
func (k Kind) Terminal() bool {
	return k == KindCompleted || k == KindFailed || k == KindCancelled
}

// Who cancelled a generation.
const (
	ByOwner = "owner"
	ByAdmin = "admin"
)

// Why a provider was replaced by another one.
const (
	ReasonRateLimited = "rate_limited"
	ReasonBreakerOpen = "breaker_open"
	ReasonUnavailable = "unavailable"
	ReasonQuota       = "quota"
	ReasonOverload    = "overload"
	ReasonTimeout     = "timeout"
)

// SourceOffline is the source of what the built-in planner wrote.
const SourceOffline = "offline"

// Event is something that happened to a generation. It is one flat struct because it is one flat JSON
// object on the wire; which fields belong to which kind is said beside them. Everything else stays
// zero and is left out.
type Event struct {
	Kind Kind `json:"kind"`
	At   Time `json:"at"`

	// started: Attempt, Worker, ResumedSections, Stages. (retry: Attempt is that of the provider call.)
	Attempt         int64    `json:"attempt,omitempty"`
	Worker          string   `json:"worker,omitempty"`
	ResumedSections []string `json:"resumed_sections,omitzero"`
	Stages          []Stage  `json:"stages,omitempty"`

	// stage: Stage, Title, Index, Of. section: Section, Title, Index, Source, Chars.
	Stage   string `json:"stage,omitempty"`
	Section string `json:"section,omitempty"` // also delta, section_reset, retry, fallback
	Title   string `json:"title,omitempty"`
	Index   int    `json:"index,omitempty"` // counted from 1
	Of      int    `json:"of,omitempty"`

	// delta: Section, Text.
	Text string `json:"text,omitempty"`

	// market: Market, Source, Date. financials: Financials.
	Market     json.RawMessage `json:"market,omitempty"`
	Financials json.RawMessage `json:"financials,omitempty"`
	Date       string          `json:"date,omitempty"`
	Source     string          `json:"source,omitempty"` // also section, completed

	// retry: Provider, Attempt, DelayMS, Reason. fallback: From, To, Reason.
	Provider string `json:"provider,omitempty"`
	DelayMS  *int64 `json:"delay_ms,omitempty"`
	Reason   string `json:"reason,omitempty"`
	From     string `json:"from,omitempty"`
	To       string `json:"to,omitempty"`

	// completed: Degraded, Source, DurationMS, QueueMS, PlanURL. failed: Problem. cancelled: By.
	Degraded   *bool    `json:"degraded,omitempty"`
	DurationMS *int64   `json:"duration_ms,omitempty"`
	QueueMS    *int64   `json:"queue_ms,omitempty"`
	PlanURL    string   `json:"plan_url,omitempty"`
	Problem    *Problem `json:"problem,omitempty"`
	By         string   `json:"by,omitempty"`

	// The three terminal kinds carry Chars and SHA256 of the kept text (see Checksum); section carries
	// the Chars of its own.
	Chars  *int   `json:"chars,omitempty"`
	SHA256 string `json:"sha256,omitempty"`
}

// Ptr returns a pointer to v, for the event fields whose zero value is to be written.
func Ptr[T any](v T) *T { return &v }
