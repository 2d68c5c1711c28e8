package cli

import "testing"

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
