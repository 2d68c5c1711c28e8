package cli

import (
	"context"
	"fmt"
	"net/http"
	"net/netip"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/rs/zerolog"

	"github.com/planspark/planspark/generation"
	"github.com/planspark/planspark/generation/provider"
	"github.com/planspark/planspark/generation/provider/gemini"
	"github.com/planspark/planspark/generation/provider/openai"
	"github.com/planspark/planspark/generation/provider/wire"
	"github.com/planspark/planspark/protocol"
)

// ProviderFlags are the flags of serve about language models.
type ProviderFlags struct {
	GeminiAPIKey  string `name:"gemini-api-key" placeholder:"KEY" group:"Language models" help:"Key of the Gemini API. With it, Gemini writes the sections. Prefer the environment variable: others on this machine can read flags. [none]"`
	GeminiModel   string `name:"gemini-model" default:"gemini-flash-latest" placeholder:"MODEL" group:"Language models" help:"Gemini's model."`
	GeminiBaseURL string `name:"gemini-base-url" placeholder:"URL" group:"Language models" help:"Another address of the Gemini API. [Google's]"`

	GroqAPIKey  string `name:"groq-api-key" placeholder:"KEY" group:"Language models" help:"Key of Groq. [none]"`
	GroqModel   string `name:"groq-model" default:"openai/gpt-oss-120b" placeholder:"MODEL" group:"Language models" help:"Groq's model."`
	GroqBaseURL string `name:"groq-base-url" placeholder:"URL" group:"Language models" help:"Another address of Groq's API. [Groq's]"`

	OpenAIAPIKey  string `name:"openai-api-key" placeholder:"KEY" group:"Language models" help:"Key of OpenAI, or of the server at --openai-base-url if it wants one. [none]"`
	OpenAIModel   string `name:"openai-model" placeholder:"MODEL" group:"Language models" help:"OpenAI's model. [gpt-5.4-mini; with --openai-base-url the first that the server lists]"`
	OpenAIBaseURL string `name:"openai-base-url" placeholder:"URL" group:"Language models" help:"Any server that speaks like OpenAI, such as a local one: http://127.0.0.1:11434/v1. [OpenAI's]"`
	OpenAIName    string `name:"openai-name" default:"openai" placeholder:"NAME" group:"Language models" help:"What plans call that server. [openai]"`

	Providers     []string      `default:"gemini,groq,openai,offline" placeholder:"NAME" group:"Language models" help:"In which order they are asked. Those without a key are left out; offline is the built-in planner, and always last. [gemini,groq,openai,offline]"`
	ProviderRPM   Quotas        `name:"provider-rpm" default:"gemini=15,groq=30" placeholder:"NAME=N" group:"Language models" help:"Requests a minute to each provider, over all instances; 0 is no limit. What is not named keeps its default, which is about what goes without paying. [gemini=15,groq=30]"`
	ProviderTPM   Quotas        `name:"provider-tpm" placeholder:"NAME=N" group:"Language models" help:"Tokens a minute, likewise. [no limits]"`
	ProviderStall time.Duration `name:"provider-stall" default:"15s" group:"Language models" help:"A call without text for so long has failed; the first text may take twice as long."`
}

// freeRPM is what the providers allow without paying (2026-11).
func freeRPM() Quotas { return Quotas{geminiName: 15, groqName: 30} }

// of is the quota of a provider: as chosen, else the default.
func (q Quotas) of(name string, defaults Quotas) int {
	if n, ok := q[name]; ok {
		return n
	}
	return defaults[name]
}

// The names of providers; that of openai can be chosen.
const (
	geminiName = "gemini"
	groqName   = "groq"
	openAIName = "openai"
)

// openAIModel is OpenAI's when none is chosen.
const openAIModel = "gpt-5.4-mini"

var sourceName = regexp.MustCompile(`^[a-z][a-z0-9-]{0,31}$`)

// check refuses what cannot be meant.
func (c *ProviderFlags) check() error {
	switch {
	case !sourceName.MatchString(c.OpenAIName) || slices.Contains([]string{geminiName, groqName, protocol.SourceOffline}, c.OpenAIName):
		return usageError("--openai-name is a name of small letters, digits and dashes, and not that of another provider")
	case c.ProviderStall < time.Second:
		return usageError("--provider-stall must be at least 1s")
	}
	for i, name := range c.Providers {
		switch {
		case !c.known(name):
			return usageError(fmt.Sprintf("--providers: there is no provider %q; there are %s", name, strings.Join(c.names(), ", ")))
		case slices.Contains(c.Providers[:i], name):
			return usageError(fmt.Sprintf("--providers names %s twice", name))
		case name == protocol.SourceOffline && i+1 < len(c.Providers):
			return usageError("--providers: offline is always last")
		}
	}
	for flag, quotas := range map[string]Quotas{"provider-rpm": c.ProviderRPM, "provider-tpm": c.ProviderTPM} {
		for name := range quotas {
			if !c.known(name) {
				return usageError(fmt.Sprintf("--%s: there is no provider %q; there are %s", flag, name, strings.Join(c.names(), ", ")))
			}
		}
	}
	for flag, base := range map[string]string{"gemini-base-url": c.GeminiBaseURL, "groq-base-url": c.GroqBaseURL, "openai-base-url": c.OpenAIBaseURL} {
		u, err := url.Parse(base)
		if base != "" && (err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https") {
			return usageError(fmt.Sprintf("--%s must be an http or https URL", flag))
		}
	}
	return nil
}

func (c *ProviderFlags) names() []string {
	return []string{geminiName, groqName, c.OpenAIName, protocol.SourceOffline}
}

// known also takes openai for the one that was given another name.
func (c *ProviderFlags) known(name string) bool {
	return name == openAIName || slices.Contains(c.names(), name)
}

// chain puts the providers together that have what they need; nil when none has.
func (c *ProviderFlags) chain(ctx context.Context, workers int, s *shared, o provider.Observer, log zerolog.Logger) (*provider.Chain, error) {
	client := wire.NewClient()
	var guarded []provider.Guarded
	for _, name := range c.Providers {
		p, err := c.provider(ctx, name, client)
		if err != nil {
			return nil, err
		}
		if p == nil {
			continue
		}
		if c.exposed(p.Name()) {
			log.Warn().Str("provider", p.Name()).Msg("the key of this provider travels without encryption: its base URL is http and not on this machine")
		}
		guarded = append(guarded, provider.Guarded{
			Provider: p, Breaker: s.breaker(p.Name()), Gate: provider.NewGate(callsOf(workers)),
			Quota: s.quota(p.Name(), provider.QuotaConfig{Requests: c.quota(c.ProviderRPM, p.Name(), freeRPM()), Tokens: c.quota(c.ProviderTPM, p.Name(), nil)}),
		})
	}
	if len(guarded) == 0 {
		return nil, nil
	}
	return provider.NewChain(provider.Config{Providers: guarded, Stall: c.ProviderStall, Observer: o, Logger: log})
}

// callsOf is how many calls a provider gets at a time, at the most: as many as the workers have sections
// written. With fewer, who has a worker to themselves would wait for others' sections.
func callsOf(workers int) int { return workers * generation.SectionsBeside }

// exposed says whether a key would cross a network in the clear.
func (c *ProviderFlags) exposed(name string) bool {
	at := map[string][2]string{
		geminiName: {c.GeminiBaseURL, c.GeminiAPIKey}, groqName: {c.GroqBaseURL, c.GroqAPIKey}, c.OpenAIName: {c.OpenAIBaseURL, c.OpenAIAPIKey},
	}[name]
	u, err := url.Parse(at[0])
	if err != nil || u.Scheme != "http" || at[1] == "" {
		return false
	}
	ip, err := netip.ParseAddr(u.Hostname())
	return u.Hostname() != "localhost" && (err != nil || !ip.IsLoopback())
}

// quota also finds that of the one with a chosen name under openai.
func (c *ProviderFlags) quota(q Quotas, name string, defaults Quotas) int {
	if n, ok := q[openAIName]; ok && name == c.OpenAIName {
		return n
	}
	return q.of(name, defaults)
}

// provider makes one of the chain; nil when it has no key.
func (c *ProviderFlags) provider(ctx context.Context, name string, client *http.Client) (provider.Provider, error) {
	switch {
	case name == geminiName && c.GeminiAPIKey != "":
		return gemini.New(ctx, gemini.Config{Name: name, BaseURL: c.GeminiBaseURL, APIKey: c.GeminiAPIKey, Model: c.GeminiModel, Client: client})
	case name == groqName && c.GroqAPIKey != "":
		base := c.GroqBaseURL
		if base == "" {
			base = openai.GroqBaseURL
		}
		return openai.New(openai.Config{Name: name, BaseURL: base, APIKey: c.GroqAPIKey, Model: c.GroqModel, Client: client})
	case (name == openAIName || name == c.OpenAIName) && (c.OpenAIAPIKey != "" || c.OpenAIBaseURL != ""):
		model := c.OpenAIModel
		if model == "" && c.OpenAIBaseURL == "" {
			model = openAIModel
		}
		return openai.New(openai.Config{Name: c.OpenAIName, BaseURL: c.OpenAIBaseURL, APIKey: c.OpenAIAPIKey, Model: model, Client: client})
	}
	return nil, nil
}
