package gemini

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync/atomic"
	"unicode/utf8"

	"google.golang.org/genai"

	"github.com/planspark/planspark/generation/provider"
	"github.com/planspark/planspark/generation/provider/wire"
	"github.com/planspark/planspark/tracing"
)

// BaseURL is where the API is found.
const BaseURL = "https://generativelanguage.googleapis.com"

// Config says whom to ask.
type Config struct {
	Name    string // the source that plans show
	BaseURL string // empty is Google's
	APIKey  string
	Model   string
	Client  *http.Client
}

// Provider is a provider.Provider.
type Provider struct {
	name   string
	model  string
	models *genai.Models
	// unlimited says that the model does not take a level of thinking. Learned from a refusal.
	unlimited atomic.Bool
}

// New returns a provider; the error is about the configuration.
func New(ctx context.Context, cfg Config) (*Provider, error) {
	if cfg.BaseURL == "" {
		cfg.BaseURL = BaseURL
	}
	u, err := url.Parse(cfg.BaseURL)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return nil, fmt.Errorf("%s: the base URL must be like https://host", cfg.Name)
	}
	// Everything that the library would else look for in the environment is set.
	client, err := genai.NewClient(ctx, &genai.ClientConfig{
		APIKey: cfg.APIKey, Backend: genai.BackendGeminiAPI, HTTPClient: cfg.Client,
		HTTPOptions: genai.HTTPOptions{BaseURL: strings.TrimSuffix(cfg.BaseURL, "/") + "/", APIVersion: "v1beta"},
	})
	if err != nil {
		return nil, fmt.Errorf("%s: the client cannot be made from this configuration", cfg.Name) // the library's text holds the key
	}
	return &Provider{name: cfg.Name, model: cfg.Model, models: client.Models}, nil
}

// Name implements provider.Provider.
func (p *Provider) Name() string { return p.name }

// temperature is low: a plan is no place for surprises.
const temperature = 0.3

// thinking is how many tokens a model may spend on thinking, which the limit of an answer counts too.
const thinking = 4096

// Stream implements provider.Provider. A model that does not take a level of thinking is asked again
// without one.
func (p *Provider) Stream(ctx context.Context, q provider.Prompt, emit func(string) error) (provider.Usage, error) {
	tracing.Of(ctx).Set(tracing.Model.String(p.model))
	limited := !p.unlimited.Load()
	usage, err := p.stream(ctx, q, limited, emit)
	if f, failed := errors.AsType[*provider.Fault](err); failed && f.Kind == provider.Invalid && limited {
		if usage, err = p.stream(ctx, q, false, emit); err == nil {
			p.unlimited.Store(true)
		}
	}
	return usage, err
}

func (p *Provider) stream(ctx context.Context, q provider.Prompt, limited bool, emit func(string) error) (usage provider.Usage, err error) {
	ours := false // what goes on is emit's
	defer func() {
		r := recover()
		if r != nil && ours {
			panic(r)
		}
		if r != nil { // the library panics at JSON of a shape that it does not expect
			err = &provider.Fault{Kind: provider.Garbage, Code: "unexpected_shape"}
		}
	}()
	ctx, x := wire.Watch(ctx)
	config := &genai.GenerateContentConfig{
		SystemInstruction: genai.NewContentFromText(q.System, genai.RoleUser),
		Temperature:       genai.Ptr[float32](temperature),
		MaxOutputTokens:   int32(q.MaxTokens + thinking),
	}
	if limited {
		config.ThinkingConfig = &genai.ThinkingConfig{ThinkingLevel: genai.ThinkingLevelLow}
	}
	var finish genai.FinishReason
	for chunk, err := range p.models.GenerateContentStream(ctx, p.model, genai.Text(q.User), config) {
		if e, ok := errors.AsType[genai.APIError](err); ok && e.Code < 600 {
			return usage, inStream(x, e)
		}
		if err != nil {
			return usage, x.Fault(err)
		}
		if u := chunk.UsageMetadata; u != nil {
			usage = provider.Usage{Input: int(u.PromptTokenCount), Output: int(u.CandidatesTokenCount + u.ThoughtsTokenCount)}
		}
		text, why, err := content(chunk)
		if err != nil {
			return usage, err
		}
		if why != "" {
			finish = why
		}
		if text == "" {
			continue
		}
		ours = true
		if err := emit(text); err != nil {
			return usage, err
		}
		ours = false
	}
	if err := x.Fault(nil); err != nil {
		return usage, err
	}
	return usage, ending(finish)
}

// inStream is an error that the library has read: one of the answer as such was noted before.
func inStream(x *wire.Exchange, e genai.APIError) error {
	if err := x.Fault(nil); err != nil {
		return err
	}
	return x.InStream(encode(e))
}

// content is the text of a chunk, without thoughts, and why the answer ended with it, if it did.
func content(chunk *genai.GenerateContentResponse) (text string, finish genai.FinishReason, err error) {
	if chunk.PromptFeedback != nil && chunk.PromptFeedback.BlockReason != "" {
		return "", "", &provider.Fault{Kind: provider.Declined, Code: string(chunk.PromptFeedback.BlockReason)}
	}
	if len(chunk.Candidates) == 0 {
		return "", "", nil
	}
	c := chunk.Candidates[0]
	if c.Content != nil {
		for _, part := range c.Content.Parts {
			if !part.Thought {
				text += part.Text
			}
		}
	}
	if strings.ContainsRune(text, utf8.RuneError) { // what was not UTF-8 on the wire
		return "", "", &provider.Fault{Kind: provider.Garbage, Code: "not_utf8"}
	}
	return text, c.FinishReason, nil
}

// ending says what the reason for the end of an answer means. An answer without one was cut.
func ending(finish genai.FinishReason) error {
	switch finish {
	case genai.FinishReasonStop:
		return nil
	case genai.FinishReasonMaxTokens:
		return &provider.Fault{Kind: provider.Overlong}
	case "", genai.FinishReasonUnspecified:
		return &provider.Fault{Kind: provider.Cut}
	}
	return &provider.Fault{Kind: provider.Declined, Code: string(finish)}
}

// Check implements provider.Provider: it asks for the model.
func (p *Provider) Check(ctx context.Context) error {
	ctx, x := wire.Watch(ctx)
	_, err := p.models.Get(ctx, p.model, nil)
	err = x.Fault(err)
	if f, failed := errors.AsType[*provider.Fault](err); failed && f.Status == 404 && f.Code == "" {
		return &provider.Fault{Kind: provider.Unavailable, Status: f.Status, Code: "no_list_of_models"}
	}
	return err
}

// encode writes an error as the wire has it.
func encode(e genai.APIError) []byte {
	raw, err := json.Marshal(map[string]any{"error": e})
	if err != nil {
		return nil // then it is an error without details
	}
	return raw
}
