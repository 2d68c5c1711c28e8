package openai

import (
	"context"
	"net/http"

	api "github.com/openai/openai-go/v3"
	"github.com/openai/openai-go/v3/option"
	"github.com/openai/openai-go/v3/packages/ssestream"
)

// chunk is what an answer is made of. The library's own type has everything that a chunk may hold, which it
// finds by reflection: half of the processor time of a plan went there (docs/decisions/0039).
type chunk struct {
	Choices []struct {
		Delta struct {
			Content string `json:"content"`
			Refusal string `json:"refusal"`
		} `json:"delta"`
		FinishReason string `json:"finish_reason"`
	} `json:"choices"`
	Usage struct {
		PromptTokens     int `json:"prompt_tokens"`
		CompletionTokens int `json:"completion_tokens"`
		TotalTokens      int `json:"total_tokens"`
	} `json:"usage"`
}

// open asks, and reads the answer as chunks of ours: the library's stream is opened, and never read.
func (p *Provider) open(ctx context.Context, params api.ChatCompletionNewParams) *ssestream.Stream[chunk] {
	var answer *http.Response
	theirs := p.chat.NewStreaming(ctx, params, option.WithResponseInto(&answer))
	return ssestream.NewStream[chunk](ssestream.NewDecoder(answer), theirs.Err())
}
