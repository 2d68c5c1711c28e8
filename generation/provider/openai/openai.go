package openai

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"unicode/utf8"

	api "github.com/openai/openai-go/v3"
	"github.com/openai/openai-go/v3/option"
	"github.com/openai/openai-go/v3/packages/ssestream"

	"github.com/planspark/planspark/generation/provider"
	"github.com/planspark/planspark/generation/provider/wire"
	"github.com/planspark/planspark/tracing"
)

// Where OpenAI and Groq are found.
const (
	BaseURL     = "https://api.openai.com/v1"
	GroqBaseURL = "https://api.groq.com/openai/v1"
)

// Config says whom to ask.
type Config struct {
	Name    string // the source that plans show
	BaseURL string // up to and including the version; empty is OpenAI's
	APIKey  string // empty sends none
	Model   string // empty is the first that the server lists
	Client  *http.Client
}

// Provider is a provider.Provider.
type Provider struct {
	name   string
	chat   api.ChatCompletionService
	models api.ModelService

	mu      sync.Mutex
	model   string // guarded by mu; empty until it is known
	dialect dialect
}

// New returns a provider; the error is about the base URL.
func New(cfg Config) (*Provider, error) {
	official := cfg.BaseURL == "" || cfg.BaseURL == BaseURL || cfg.BaseURL == GroqBaseURL
	if cfg.BaseURL == "" {
		cfg.BaseURL = BaseURL
	}
	u, err := url.Parse(cfg.BaseURL)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return nil, fmt.Errorf("%s: the base URL must be like https://host/v1", cfg.Name)
	}
	// Services are made one by one, since a client of the library would read its configuration from the
	// environment too.
	options := []option.RequestOption{
		option.WithBaseURL(cfg.BaseURL), option.WithHTTPClient(cfg.Client), option.WithMaxRetries(0),
	}
	if cfg.APIKey != "" {
		options = append(options, option.WithAPIKey(cfg.APIKey))
	}
	return &Provider{
		name: cfg.Name, model: cfg.Model, dialect: newDialect(official),
		chat: api.NewChatCompletionService(options...), models: api.NewModelService(options...),
	}, nil
}

// Name implements provider.Provider.
func (p *Provider) Name() string { return p.name }

// Stream implements provider.Provider. A call that was refused for a parameter is made again without it.
func (p *Provider) Stream(ctx context.Context, q provider.Prompt, emit func(string) error) (provider.Usage, error) {
	model, err := p.chosen(ctx)
	if err != nil {
		return provider.Usage{}, err
	}
	tracing.Of(ctx).Set(tracing.Model.String(model))
	for {
		watched, x := wire.Watch(ctx)
		spoken := p.spoken()
		usage, err := p.stream(watched, x, spoken.params(model, q), emit)
		f, failed := errors.AsType[*provider.Fault](err)
		if !failed || f.Kind != provider.Invalid || !p.learn(spoken, x) {
			return usage, err
		}
	}
}

func (p *Provider) stream(ctx context.Context, x *wire.Exchange, params api.ChatCompletionNewParams, emit func(string) error) (usage provider.Usage, err error) {
	s := p.open(ctx, params)
	defer func() { _ = s.Close() }() // the answer is done with
	var finish string
	for s.Next() {
		c := s.Current()
		if c.Usage.TotalTokens > 0 {
			usage = provider.Usage{Input: c.Usage.PromptTokens, Output: c.Usage.CompletionTokens}
		}
		if len(c.Choices) == 0 {
			continue
		}
		choice := &c.Choices[0]
		if choice.FinishReason != "" {
			finish = choice.FinishReason
		}
		if choice.Delta.Refusal != "" {
			finish = "refusal"
		}
		if choice.Delta.Content == "" {
			continue
		}
		if !readable(choice.Delta.Content) {
			return usage, &provider.Fault{Kind: provider.Garbage, Code: "not_utf8"}
		}
		if err := emit(choice.Delta.Content); err != nil {
			return usage, err
		}
	}
	if e, ok := errors.AsType[*ssestream.StreamError](s.Err()); ok {
		return usage, x.InStream(e.Event.Data)
	}
	if err := x.Fault(s.Err()); err != nil {
		return usage, err
	}
	return usage, ending(finish)
}

// readable says whether a text is one: what was not UTF-8 on the wire has become U+FFFD or is still not.
func readable(text string) bool {
	return utf8.ValidString(text) && !strings.ContainsRune(text, utf8.RuneError)
}

// ending says what the reason for the end of an answer means. An answer without one was cut.
func ending(finish string) error {
	switch finish {
	case "stop":
		return nil
	case "length":
		return &provider.Fault{Kind: provider.Overlong}
	case "":
		return &provider.Fault{Kind: provider.Cut}
	}
	return &provider.Fault{Kind: provider.Declined, Code: finish}
}

// Check implements provider.Provider: it asks for the list of models. A server that has no such list is
// not known to be good or bad, as long as a model was chosen.
func (p *Provider) Check(ctx context.Context) error {
	ids, err := p.list(ctx)
	p.mu.Lock()
	defer p.mu.Unlock()
	if f, failed := errors.AsType[*provider.Fault](err); failed && (f.Status == 404 || f.Status == 405) && p.model != "" {
		return &provider.Fault{Kind: provider.Unavailable, Status: f.Status, Code: "no_list_of_models"}
	}
	if err != nil {
		return err
	}
	if p.model == "" && len(ids) > 0 {
		p.model = ids[0]
	}
	if p.model == "" {
		return &provider.Fault{Kind: provider.Rejected, Code: "no_model"}
	}
	return nil
}

// chosen is the model to ask; without one in the configuration it is looked up once.
func (p *Provider) chosen(ctx context.Context) (string, error) {
	p.mu.Lock()
	model := p.model
	p.mu.Unlock()
	if model != "" {
		return model, nil
	}
	if err := p.Check(ctx); err != nil {
		return "", err
	}
	return p.chosen(ctx)
}

func (p *Provider) list(ctx context.Context) ([]string, error) {
	ctx, x := wire.Watch(ctx)
	page, err := p.models.List(ctx)
	if err := x.Fault(err); err != nil {
		return nil, err
	}
	ids := make([]string, len(page.Data))
	for i, m := range page.Data {
		ids[i] = m.ID
	}
	return ids, nil
}
