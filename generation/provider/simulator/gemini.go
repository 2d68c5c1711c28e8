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
	reply(w, status, map[string]any{"error": map[string]any{"code": status, "message": message, "status": word, "details": details}})
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
	word := "INTERNAL"
	if status == http.StatusServiceUnavailable {
		word = "UNAVAILABLE"
	}
	f.refuse(w, status, word, "The model is overloaded. Please try again later.")
}

func (f gemini) limited(w http.ResponseWriter, q question, s standing, after time.Duration) {
	f.refuse(w, http.StatusTooManyRequests, "RESOURCE_EXHAUSTED", "You exceeded your current quota.", map[string]any{
		"@type": "type.googleapis.com/google.rpc.QuotaFailure",
		"violations": []map[string]any{{
			"quotaMetric": "generativelanguage.googleapis.com/generate_content_" + s.what, "quotaId": "GenerateContent" + s.what + "PerMinutePerProjectPerModel",
			"quotaDimensions": map[string]string{"model": q.model}, "quotaValue": itoa(s.limit),
		}},
	}, map[string]any{
		"@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": itoa(seconds(after)) + "s",
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
