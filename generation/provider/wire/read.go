package wire

import (
	"encoding/json"
	"net/http"
	"strings"
	"time"

	"github.com/planspark/planspark/generation/provider"
)

// errorBody is what the errors of OpenAI's and Google's APIs have in common with those who speak like
// them (https://platform.openai.com/docs/guides/error-codes, https://cloud.google.com/apis/design/errors).
type errorBody struct {
	Message string          `json:"message"`
	Type    string          `json:"type"`
	Param   string          `json:"param"`
	Code    json.RawMessage `json:"code"` // a word at OpenAI, the HTTP status at Google
	Status  string          `json:"status"`
	Details []detail        `json:"details"`
}

// detail is one of Google's, told apart by what it has.
type detail struct {
	Reason     string `json:"reason"`     // ErrorInfo
	RetryDelay string `json:"retryDelay"` // RetryInfo, as in "36s"
	Violations []struct {
		QuotaID string `json:"quotaId"`
	} `json:"violations"` // QuotaFailure
}

// parse reads an error's body, wrapped as servers wrap it; what cannot be read is empty.
func parse(raw []byte) errorBody {
	var list []json.RawMessage
	if json.Unmarshal(raw, &list) == nil && len(list) > 0 {
		raw = list[0]
	}
	var wrapped struct {
		Error json.RawMessage `json:"error"`
	}
	if json.Unmarshal(raw, &wrapped) == nil && len(wrapped.Error) > 0 {
		raw = wrapped.Error
	}
	var b errorBody
	if json.Unmarshal(raw, &b) != nil {
		var text string
		if json.Unmarshal(raw, &text) == nil {
			b.Message = text
		}
	}
	return b
}

// names says whether the error is about a parameter: named as such, or quoted in the message.
func (b errorBody) names(parameter string) bool {
	return b.Param == parameter || strings.Contains(b.Message, "'"+parameter+"'") || strings.Contains(b.Message, "`"+parameter+"`")
}

// status is the HTTP status that Google's errors carry in their code.
func (b errorBody) status() int {
	var n int
	_ = json.Unmarshal(b.Code, &n) // a word is no status
	return n
}

// word is the provider's own word for the error, if it is one and not a sentence.
func (b errorBody) word() string {
	var code string
	_ = json.Unmarshal(b.Code, &code) // a number is no word
	words := []string{code, b.Status, b.Type}
	for _, d := range b.Details {
		words = append([]string{d.Reason}, words...)
	}
	for _, w := range words {
		if w != "" && len(w) <= 64 && strings.IndexFunc(w, strange) < 0 {
			return w
		}
	}
	return ""
}

func strange(c rune) bool {
	return !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '-' || c == '.')
}

// read says what an error means: one in answer to a request has status and header, one within a
// stream only its body.
func read(status int, header http.Header, raw []byte) (*provider.Fault, errorBody) {
	b := parse(raw)
	if status == 0 {
		status = b.status()
	}
	f := &provider.Fault{Kind: kindOf(status, b.word()), Status: status, Code: b.word()}
	f.After = after(header, b)
	if f.Kind == provider.RateLimited && spent(b) {
		f.After = max(f.After, untilPaid)
	}
	f.After = min(f.After, longest)
	return f, b
}

// untilPaid is for how long a provider is left alone whose credit or day is used up, whatever it says of
// coming back; longest is the longest that is believed.
const (
	untilPaid = 10 * time.Minute
	longest   = time.Hour
)

// spent says whether more than a minute's quota is used up.
func spent(b errorBody) bool {
	if b.word() == "insufficient_quota" {
		return true
	}
	for _, d := range b.Details {
		for _, v := range d.Violations {
			if strings.Contains(v.QuotaID, "PerDay") {
				return true
			}
		}
	}
	return false
}

// kindOf tells kinds of errors by their status and the words that providers use.
func kindOf(status int, word string) provider.Kind {
	switch word {
	case "API_KEY_INVALID", "invalid_api_key", "model_not_found", "model_decommissioned", "PERMISSION_DENIED", "UNAUTHENTICATED":
		return provider.Rejected
	case "rate_limit_exceeded", "insufficient_quota", "RESOURCE_EXHAUSTED":
		return provider.RateLimited
	case "content_filter", "content_policy_violation":
		return provider.Declined
	}
	switch {
	case status == 429:
		return provider.RateLimited
	case status == 401, status == 402, status == 403, status == 404, status == 405:
		return provider.Rejected
	case status == 408, status == 409, status == 498, status == 499:
		return provider.Unavailable
	case status >= 400 && status < 500:
		return provider.Invalid
	}
	return provider.Unavailable
}
