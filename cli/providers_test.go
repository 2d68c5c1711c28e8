package cli

import (
	"testing"
	"time"

	"github.com/rs/zerolog"
)

func TestAKeyThatWouldCrossANetworkInTheClearIsNoticed(t *testing.T) {
	for base, want := range map[string]bool{
		"": false, "https://llm.example": false, "http://127.0.0.1:8091/v1": false, "http://localhost:11434/v1": false, "http://[::1]/v1": false,
		"http://llm.example/v1": true, "http://10.0.0.7/v1": true,
	} {
		c := ProviderFlags{OpenAIName: "mine", OpenAIBaseURL: base, OpenAIAPIKey: "key"}
		if got := c.exposed("mine"); got != want {
			t.Errorf("%q: exposed %v", base, got)
		}
		c.OpenAIAPIKey = ""
		if c.exposed("mine") {
			t.Errorf("%q: there is no key to expose", base)
		}
	}
}

func TestQuotasAreThoseThatWereChosenAndElseTheDefaults(t *testing.T) {
	c := ProviderFlags{OpenAIName: "mine"}
	if err := c.ProviderRPM.UnmarshalText([]byte("openai=5, gemini=0")); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]int{"mine": 5, geminiName: 0, groqName: 30} {
		if got := c.quota(c.ProviderRPM, name, freeRPM()); got != want {
			t.Errorf("%s has %d a minute, want %d", name, got, want)
		}
	}
}

// Who has a worker has a call for each section that is written at a time, whatever others do.
func TestProvidersGetACallForEachSectionThatIsWritten(t *testing.T) {
	c := ProviderFlags{Providers: []string{groqName}, GroqAPIKey: "key", GroqModel: "m", GroqBaseURL: "http://127.0.0.1:1", ProviderStall: time.Second}
	chain, err := c.chain(t.Context(), 4, &shared{}, nil, zerolog.Nop())
	if err != nil {
		t.Fatal(err)
	}
	if s := chain.Status(t.Context()); len(s) != 1 || s[0].Limit != 12 {
		t.Errorf("four workers: %+v", s)
	}
}
