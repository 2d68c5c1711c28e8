package simulator

import (
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"time"
)

// gemini is the format of the Gemini API (https://ai.google.dev/api/generate-content).
type gemini struct{}

type geminiContent struct {
	Parts []struct {
		Text string `json:"text"`
	} `json:"parts"`
}

// generate answers POST /v1beta/models/{model}:generateContent and :streamGenerateContent.
func (s *Simulator) generate(w http.ResponseWriter, r *http.Request) {
	model, method, _ := strings.Cut(r.PathValue("call"), ":")
	var body struct {
		System   geminiContent   `json:"systemInstruction"`
		Contents []geminiContent `json:"contents"`
		Config   struct {
			MaxTokens int `json:"maxOutputTokens"`
		} `json:"generationConfig"`
	}
	raw, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	if err == nil {
		err = json.Unmarshal(raw, &body)
	}
	if err != nil || len(body.Contents) == 0 || method != "generateContent" && method != "streamGenerateContent" {
		gemini{}.malformed(w)
		return
	}
	var prompt strings.Builder
	for _, c := range append([]geminiContent{body.System}, body.Contents...) {
		for _, p := range c.Parts {
			prompt.WriteString(p.Text + "\n")
		}
	}
	s.answer(w, r, gemini{}, question{
		model: model, prompt: prompt.String(), maxTokens: body.Config.MaxTokens, stream: method == "streamGenerateContent",
	})
}

func showModel(w http.ResponseWriter, r *http.Request) {
	reply(w, http.StatusOK, map[string]any{
		"name": "models/" + r.PathValue("model"), "displayName": "Simulated", "supportedGenerationMethods": []string{"generateContent"},
	})
}

func (gemini) refuse(w http.ResponseWriter, status int, word, message string, details ...any) {
	body := map[string]any{"code": status, "message": message, "status": word}
	if len(details) > 0 {
		body["details"] = details
	}
	reply(w, status, map[string]any{"error": body})
}

func (f gemini) wrongKey(w http.ResponseWriter) {
	f.refuse(w, http.StatusBadRequest, "INVALID_ARGUMENT", "API key not valid. Please pass a valid API key.", map[string]any{
		"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": "API_KEY_INVALID", "domain": "googleapis.com",
	})
}

func (f gemini) malformed(w http.ResponseWriter) {
	f.refuse(w, http.StatusBadRequest, "INVALID_ARGUMENT", "The request could not be read.")
}

func (f gemini) failed(w http.ResponseWriter, status int) {
	if status == http.StatusServiceUnavailable {
		f.refuse(w, status, "UNAVAILABLE", "The model is overloaded. Please try again later.")
		return
	}
	f.refuse(w, status, "INTERNAL", "An internal error has occurred. Please retry.")
}

// geminiQuotas are the names that the API gives to the quotas of a minute: its metric, and its id.
var geminiQuotas = map[string][2]string{
	"requests": {"generate_content_free_tier_requests", "GenerateRequestsPerMinutePerProjectPerModel-FreeTier"},
	"tokens":   {"generate_content_free_tier_input_token_count", "GenerateContentInputTokensPerModelPerMinute-FreeTier"},
}

func (f gemini) limited(w http.ResponseWriter, q question, s standing, after time.Duration) {
	quota, retry := geminiQuotas[s.what], itoa(seconds(after))+"s"
	message := "You exceeded your current quota, please check your plan and billing details.\n* Quota exceeded for metric: generativelanguage.googleapis.com/" +
		quota[0] + ", limit: " + itoa(s.limit) + "\nPlease retry in " + retry + "."
	f.refuse(w, http.StatusTooManyRequests, "RESOURCE_EXHAUSTED", message, map[string]any{
		"@type": "type.googleapis.com/google.rpc.QuotaFailure",
		"violations": []map[string]any{{
			"quotaMetric": "generativelanguage.googleapis.com/" + quota[0], "quotaId": quota[1],
			"quotaDimensions": map[string]string{"location": "global", "model": q.model}, "quotaValue": itoa(s.limit),
		}},
	}, map[string]any{
		"@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": retry,
	})
}

func (gemini) limits(http.Header, []standing) {} // this API does not tell

func (gemini) response(q question, text string, u usage, reason string) map[string]any {
	candidate := map[string]any{"index": 0, "content": map[string]any{"role": "model", "parts": []map[string]any{{"text": text}}}}
	if reason != "" {
		candidate["finishReason"] = reason
	}
	return map[string]any{
		"candidates": []map[string]any{candidate}, "modelVersion": q.model, "responseId": "simulated",
		"usageMetadata": map[string]int{"promptTokenCount": u.input, "candidatesTokenCount": u.output, "totalTokenCount": u.input + u.output},
	}
}

func (gemini) reason(long bool) string {
	if long {
		return "MAX_TOKENS"
	}
	return "STOP"
}

func (f gemini) whole(w http.ResponseWriter, q question, text string, u usage, long bool) {
	reply(w, http.StatusOK, f.response(q, text, u, f.reason(long)))
}

func (f gemini) chunk(q question, token string) []byte {
	return event(f.response(q, token, usage{input: len(q.prompt)/4 + 1}, ""))
}

func (f gemini) end(q question, u usage, long bool) []byte {
	return event(f.response(q, "", u, f.reason(long)))
}
