package cli

import (
	"slices"
	"testing"

	"github.com/planspark/planspark/protocol"
)

func TestAReplacedProviderIsToldOnce(t *testing.T) {
	told := moves{}
	fallback := func(from, to, reason string) protocol.Event {
		return protocol.Event{Kind: protocol.KindFallback, From: from, To: to, Reason: reason}
	}
	got := told.news([]protocol.Event{
		{Kind: protocol.KindDelta},
		fallback("gemini", "groq", protocol.ReasonRateLimited), fallback("gemini", "groq", protocol.ReasonQuota),
		fallback("groq", "offline", "something new"), fallback("openai", "local-llama", protocol.ReasonTimeout), fallback("offline", "offline", protocol.ReasonOverload),
	})
	want := []string{
		"Gemini has reached its rate limit: Groq steps in. The figures do not depend on the writer.",
		"Groq could not go on: the built-in planner steps in. The figures do not depend on the writer.",
		"OpenAI took too long: local-llama steps in. The figures do not depend on the writer.",
	}
	if !slices.Equal(got, want) {
		t.Errorf("told %q\nwant %q", got, want)
	}
	if again := told.news([]protocol.Event{fallback("gemini", "groq", protocol.ReasonRateLimited)}); again != nil {
		t.Errorf("told again: %q", again)
	}
}
