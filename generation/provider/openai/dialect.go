package openai

import (
	api "github.com/openai/openai-go/v3"
	"github.com/openai/openai-go/v3/shared"

	"github.com/planspark/planspark/generation/provider"
	"github.com/planspark/planspark/generation/provider/wire"
)

// temperature is low: a plan is no place for surprises.
const temperature = 0.3

// thinking is how many tokens a model may spend on thinking, on top of its answer, where they are
// counted together.
const thinking = 4096

// dialect is what a server takes of the parameters that not all take.
type dialect struct {
	temperature bool // models that think refuse it
	effort      bool // only they take it
	completion  bool // max_completion_tokens, which counts thinking too; else max_tokens
	usage       bool // stream_options
}

// newDialect is where learning begins: with what the makers of the API take now, or with what most of
// those understand who speak like them.
func newDialect(official bool) dialect {
	return dialect{temperature: true, effort: official, completion: official, usage: true}
}

func (p *Provider) spoken() dialect {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.dialect
}

// learn takes from a refusal what the server does not take, and says whether there is another way to
// ask. A refusal of what somebody else has learned meanwhile is another way already.
func (p *Provider) learn(spoken dialect, x *wire.Exchange) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.dialect != spoken {
		return true
	}
	switch {
	case spoken.temperature && x.Names("temperature"):
		p.dialect.temperature = false
	case spoken.effort && x.Names("reasoning_effort"):
		p.dialect.effort = false
	case spoken.usage && x.Names("stream_options"):
		p.dialect.usage = false
	case spoken.completion && x.Names("max_completion_tokens"):
		p.dialect.completion = false
	case !spoken.completion && x.Names("max_tokens"):
		p.dialect.completion = true
	}
	return p.dialect != spoken
}

func (d dialect) params(model string, q provider.Prompt) api.ChatCompletionNewParams {
	params := api.ChatCompletionNewParams{
		Model:    model,
		Messages: []api.ChatCompletionMessageParamUnion{api.SystemMessage(q.System), api.UserMessage(q.User)},
	}
	if d.temperature {
		params.Temperature = api.Float(temperature)
	}
	if d.effort {
		params.ReasoningEffort = shared.ReasoningEffortLow
	}
	if d.usage {
		params.StreamOptions.IncludeUsage = api.Bool(true)
	}
	if d.completion {
		params.MaxCompletionTokens = api.Int(int64(q.MaxTokens + thinking))
	} else {
		params.MaxTokens = api.Int(int64(q.MaxTokens))
	}
	return params
}
