package protocol

import (
	"errors"
	"fmt"
	"strings"
	"time"
)

// Code names a refusal. The same codes serve HTTP, WebSocket and the command line.
type Code string

// The codes of refusals.
const (
	CodeInvalidRequest  Code = "invalid_request"
	CodeUnauthenticated Code = "unauthenticated"
	CodeForbiddenOrigin Code = "forbidden_origin"
	CodeNotFound        Code = "not_found"
	CodeTooManyActive   Code = "too_many_active"
	CodeRateLimited     Code = "rate_limited"
	CodeDailyLimit      Code = "daily_limit"
	CodeQueueFull       Code = "queue_full"
	CodeDraining        Code = "draining"
	CodeUnavailable     Code = "unavailable"
	CodeInternal        Code = "internal"
)

// Refusal is a row of the one table of refusals: what a code means at each edge.
type Refusal struct {
	Code      Code
	Status    int    // over HTTP
	Exit      int    // of the command line
	Title     string // for people, the same everywhere
	Retryable bool   // the same request can succeed later
}

// Exit codes of the command line.
const (
	ExitOK          = 0   // completed
	ExitFailed      = 1   // failed or cancelled, or there is no such generation
	ExitUsage       = 2   // the command or the request is wrong
	ExitRefused     = 3   // a limit, or the queue is full
	ExitUnreachable = 4   // cannot reach the server, or it does not know the caller
	ExitDetached    = 130 // Ctrl-C left, the generation goes on
)

var refusals = [...]Refusal{
	{CodeInvalidRequest, 422, ExitUsage, "The request is not valid", false},
	{CodeUnauthenticated, 401, ExitUnreachable, "Sign in first", false},
	{CodeForbiddenOrigin, 403, ExitUnreachable, "This origin is not allowed", false},
	{CodeNotFound, 404, ExitFailed, "Not found", false},
	{CodeTooManyActive, 429, ExitRefused, "Too many concurrent requests", true},
	{CodeRateLimited, 429, ExitRefused, "Too many requests", true},
	{CodeDailyLimit, 429, ExitRefused, "Daily limit reached", true},
	{CodeQueueFull, 503, ExitRefused, "The queue is full", true},
	{CodeDraining, 503, ExitRefused, "This instance is restarting", true},
	{CodeUnavailable, 503, ExitUnreachable, "The service is not available", true},
	{CodeInternal, 500, ExitFailed, "Something went wrong on our side", true},
}

// Refusals is the table of refusals.
func Refusals() []Refusal { return append([]Refusal(nil), refusals[:]...) }

// RefusalOf finds the row of a code; a code that is not in the table is internal.
func RefusalOf(c Code) Refusal {
	for _, r := range refusals {
		if r.Code == c {
			return r
		}
	}
	return refusals[len(refusals)-1]
}

// FieldError says what is wrong with one field of a request, by its name in JSON. What is wrong with no
// single field has the name of the part of the request that it is in: body, method, headers, or one header.
type FieldError struct {
	Field   string `json:"field"`
	Message string `json:"message"`
}

// Problem is an error as clients see it (RFC 9457), and a Go error on its way to them. It is made
// where the reason is known and translated once, at the edge.
type Problem struct {
	Type         string       `json:"type"`
	Title        string       `json:"title"`
	Status       int          `json:"status"`
	Detail       string       `json:"detail,omitempty"`
	Code         Code         `json:"code"`
	Retryable    bool         `json:"retryable"`
	RetryAfterMS int64        `json:"retry_after_ms,omitempty"`
	Errors       []FieldError `json:"errors,omitempty"` // invalid_request: at least one
	Active       []string     `json:"active,omitzero"`  // too_many_active: the caller's generations to wait for
}

// problemType is the base of the type URIs; they name the code and need not resolve.
const problemType = "urn:planspark:problem:"

// NewProblem makes the problem of a code; detail says what happened and what to do next, and never
// holds what a user wrote.
func NewProblem(code Code, detail string) *Problem {
	r := RefusalOf(code)
	return &Problem{
		Type: problemType + string(r.Code), Title: r.Title, Status: r.Status,
		Detail: detail, Code: r.Code, Retryable: r.Retryable,
	}
}

// Problemf is NewProblem with a formatted detail.
func Problemf(code Code, format string, args ...any) *Problem {
	return NewProblem(code, fmt.Sprintf(format, args...))
}

// Invalid is the problem of a request with these wrong fields.
func Invalid(fields ...FieldError) *Problem {
	p := NewProblem(CodeInvalidRequest, "One field needs a change.")
	if len(fields) != 1 {
		p.Detail = fmt.Sprintf("%d fields need a change.", len(fields))
	}
	p.Errors = fields
	return p
}

// Wrong is the problem of a request of which one part is wrong as a whole, with the status that says so over HTTP.
func Wrong(status int, part, detail string) *Problem {
	p := NewProblem(CodeInvalidRequest, detail)
	p.Status = status
	p.Errors = []FieldError{{part, detail}}
	return p
}

// Malformed is the problem of input that could not be read at all.
func Malformed(part, detail string) *Problem { return Wrong(400, part, detail) }

// NotFound is the problem of a generation that does not exist for the caller. It is the same for one
// that belongs to somebody else.
func NotFound() *Problem {
	return NewProblem(CodeNotFound, "There is no such generation. It was deleted, or belongs to another account.")
}

// After returns the problem with the time after which a retry makes sense.
func (p *Problem) After(d time.Duration) *Problem {
	p.RetryAfterMS = max(1, d.Milliseconds())
	return p
}

// RetryAfterSeconds is the value of a Retry-After header: whole seconds, at least 1 when there is one.
func (p *Problem) RetryAfterSeconds() int64 { return (p.RetryAfterMS + 999) / 1000 }

// Error implements error.
func (p *Problem) Error() string {
	var b strings.Builder
	b.WriteString(p.Title)
	if p.Detail != "" {
		b.WriteString(": " + p.Detail)
	}
	for _, f := range p.Fields() {
		b.WriteString("\n  " + f.Field + ": " + f.Message)
	}
	return b.String()
}

// Fields is what is wrong with single fields, without what the detail says already.
func (p *Problem) Fields() []FieldError {
	if len(p.Errors) == 1 && p.Errors[0].Message == p.Detail {
		return nil
	}
	return p.Errors
}

// HasCode says whether there is a problem of this code in a chain of errors.
func HasCode(err error, code Code) bool {
	p, ok := errors.AsType[*Problem](err)
	return ok && p.Code == code
}

// ProblemOf finds the problem in a chain of errors. An error without one is internal and false; its
// text is for the log, never for the client.
func ProblemOf(err error) (*Problem, bool) {
	if p, ok := errors.AsType[*Problem](err); ok {
		return p, true
	}
	return NewProblem(CodeInternal, "The request could not be carried out. Try again in a moment."), false
}
