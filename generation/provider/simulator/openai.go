package simulator

import (
	"encoding/json"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// openAI is the format of OpenAI's chat completions
// (https://platform.openai.com/docs/api-reference/chat-streaming).
type openAI struct{}

func itoa(n int) string { return strconv.Itoa(n) }

// complete answers POST /v1/chat/completions.
func (s *Simulator) complete(w http.ResponseWriter, r *http.Request) {
	var body struct {
		Model    string `json:"model"`
		Stream   bool   `json:"stream"`
		Messages []struct {
			Content json.RawMessage `json:"content"`
		} `json:"messages"`
		MaxTokens     int `json:"max_tokens"`
		MaxCompletion int `json:"max_completion_tokens"`
		StreamOptions struct {
			IncludeUsage bool `json:"include_usage"`
		} `json:"stream_options"`
	}
	raw, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	if err == nil {
		err = json.Unmarshal(raw, &body)
	}
	if err != nil || len(body.Messages) == 0 {
		openAI{}.malformed(w)
		return
	}
	var prompt strings.Builder
	for _, m := range body.Messages {
		prompt.WriteString(said(m.Content) + "\n")
	}
	s.answer(w, r, openAI{}, question{
		model: body.Model, prompt: prompt.String(), maxTokens: max(body.MaxTokens, body.MaxCompletion),
		stream: body.Stream, usage: body.StreamOptions.IncludeUsage,
	})
}

// said is what a message says: a text, or parts of which some are.
func said(content json.RawMessage) string {
	var text string
	if json.Unmarshal(content, &text) == nil {
		return text
	}
	var parts []struct {
		Text string `json:"text"`
	}
	_ = json.Unmarshal(content, &parts) // what is no text says nothing
	for _, p := range parts {
		text += p.Text
	}
	return text
}

func listModels(w http.ResponseWriter, _ *http.Request) {
	reply(w, http.StatusOK, map[string]any{"object": "list", "data": []map[string]any{
		{"id": Model, "object": "model", "created": 1, "owned_by": "planspark-simulator"},
	}})
}

func (openAI) refuse(w http.ResponseWriter, status int, message, kind string, code any) {
	reply(w, status, map[string]any{"error": map[string]any{"message": message, "type": kind, "param": nil, "code": code}})
}

func (f openAI) wrongKey(w http.ResponseWriter) {
	f.refuse(w, http.StatusUnauthorized, "Incorrect API key provided.", "invalid_request_error", "invalid_api_key")
}

func (f openAI) malformed(w http.ResponseWriter) {
	f.refuse(w, http.StatusBadRequest, "The request could not be read.", "invalid_request_error", nil)
}

func (f openAI) failed(w http.ResponseWriter, status int) {
	f.refuse(w, status, "The server had an error while processing your request.", "server_error", nil)
}

func (f openAI) limited(w http.ResponseWriter, q question, s standing, after time.Duration) {
	s.remaining = 0
	f.limits(w.Header(), []standing{s})
	w.Header().Set("Retry-After", itoa(seconds(after)))
	f.refuse(w, http.StatusTooManyRequests, "Rate limit reached for "+q.model+" on "+s.what+" per min: limit "+itoa(s.limit)+
		". Please try again in "+after.Round(time.Millisecond).String()+".", s.what, "rate_limit_exceeded")
}

func (openAI) limits(h http.Header, now []standing) {
	for _, s := range now {
		h.Set("X-Ratelimit-Limit-"+s.what, itoa(s.limit))
		h.Set("X-Ratelimit-Remaining-"+s.what, itoa(s.remaining))
		h.Set("X-Ratelimit-Reset-"+s.what, s.reset.Round(time.Millisecond).String())
	}
}

func (openAI) usage(u usage) map[string]int {
	return map[string]int{"prompt_tokens": u.input, "completion_tokens": u.output, "total_tokens": u.input + u.output}
}

func finish(long bool) string {
	if long {
		return "length"
	}
	return "stop"
}

func (f openAI) whole(w http.ResponseWriter, q question, text string, u usage, long bool) {
	reply(w, http.StatusOK, map[string]any{
		"id": "chatcmpl-simulated", "object": "chat.completion", "created": 1, "model": q.model, "usage": f.usage(u),
		"choices": []map[string]any{{
			"index": 0, "finish_reason": finish(long), "message": map[string]any{"role": "assistant", "content": text},
		}},
	})
}

// event is one of the stream.
func (openAI) event(q question, choices []map[string]any, usage any) []byte {
	v := map[string]any{
		"id": "chatcmpl-simulated", "object": "chat.completion.chunk", "created": 1, "model": q.model, "choices": choices,
	}
	if q.usage {
		v["usage"] = usage
	}
	return event(v)
}

func event(v any) []byte {
	raw, err := json.Marshal(v)
	if err != nil {
		panic("simulator: an event of plain values did not encode: " + err.Error())
	}
	return []byte("data: " + string(raw) + "\n\n")
}

func (f openAI) chunk(q question, token string) []byte {
	return f.event(q, []map[string]any{{"index": 0, "delta": map[string]any{"content": token}, "finish_reason": nil}}, nil)
}

func (f openAI) end(q question, u usage, long bool) []byte {
	out := f.event(q, []map[string]any{{"index": 0, "delta": map[string]any{}, "finish_reason": finish(long)}}, nil)
	if q.usage {
		out = append(out, f.event(q, []map[string]any{}, f.usage(u))...)
	}
	return append(out, "data: [DONE]\n\n"...)
}
