package simulator

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"
)

// Knobs are what can be chosen, at the start and while it runs. Rates are shares of requests, from 0
// to 1.
type Knobs struct {
	FirstToken      time.Duration // before an answer begins
	TokensPerSecond float64       // of one answer; 0 is as fast as it goes
	Tokens          int           // of an answer
	RPM             int           // requests a minute, beyond which they are refused; 0 is no limit
	TPM             int           // tokens a minute; likewise
	ErrorRate       float64       // answers with status 500 or 503
	CutRate         float64       // answers that end midway
	StallRate       float64       // answers that stop midway and hold the connection
	GarbageRate     float64       // answers with a malformed chunk
	InventRate      float64       // answers with a figure that was not given
	RetryAfter      time.Duration // told with status 429 and 503; 0 is what the limit says, and nothing
	Seed            uint64        // of texts, and of which requests fail
}

// wire is Knobs as JSON has them: with the names of the flags. A pointer tells what was sent.
type wire struct {
	FirstToken      *duration `json:"first-token,omitempty"`
	TokensPerSecond *float64  `json:"tokens-per-second,omitempty"`
	Tokens          *int      `json:"tokens,omitempty"`
	RPM             *int      `json:"rpm,omitempty"`
	TPM             *int      `json:"tpm,omitempty"`
	ErrorRate       *float64  `json:"error-rate,omitempty"`
	CutRate         *float64  `json:"cut-rate,omitempty"`
	StallRate       *float64  `json:"stall-rate,omitempty"`
	GarbageRate     *float64  `json:"garbage-rate,omitempty"`
	InventRate      *float64  `json:"invent-rate,omitempty"`
	RetryAfter      *duration `json:"retry-after,omitempty"`
	Seed            *uint64   `json:"seed,omitempty"`
}

// pointers binds the fields of JSON to those of k.
func (k *Knobs) pointers() wire {
	return wire{
		FirstToken: (*duration)(&k.FirstToken), TokensPerSecond: &k.TokensPerSecond, Tokens: &k.Tokens, RPM: &k.RPM, TPM: &k.TPM,
		ErrorRate: &k.ErrorRate, CutRate: &k.CutRate, StallRate: &k.StallRate, GarbageRate: &k.GarbageRate, InventRate: &k.InventRate,
		RetryAfter: (*duration)(&k.RetryAfter), Seed: &k.Seed,
	}
}

// MarshalJSON implements json.Marshaler.
func (k Knobs) MarshalJSON() ([]byte, error) { return json.Marshal(k.pointers()) }

// UnmarshalJSON implements json.Unmarshaler: it changes what is named, with dashes or underscores, and
// refuses other names.
func (k *Knobs) UnmarshalJSON(raw []byte) error {
	var named map[string]json.RawMessage
	if err := json.Unmarshal(raw, &named); err != nil {
		return err
	}
	dashed := make(map[string]json.RawMessage, len(named))
	for name, value := range named {
		dashed[strings.ReplaceAll(name, "_", "-")] = value
	}
	raw, err := json.Marshal(dashed)
	if err != nil {
		return err
	}
	into := k.pointers()
	d := json.NewDecoder(strings.NewReader(string(raw)))
	d.DisallowUnknownFields()
	return d.Decode(&into)
}

// plainly says what is wrong with JSON without words of Go.
func plainly(err error) string {
	if name, ok := strings.CutPrefix(err.Error(), "json: unknown field "); ok {
		return "there is no " + name + "; GET /faults lists what there is"
	}
	if wrong, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
		if wrong.Field == "" {
			return "this is no JSON object"
		}
		return wrong.Field + " is a number"
	}
	if _, ok := errors.AsType[*json.SyntaxError](err); ok {
		return "this is not JSON"
	}
	return err.Error()
}

// Check says what is out of range.
func (k Knobs) Check() error {
	sum := 0.0
	for name, rate := range map[string]float64{
		"error-rate": k.ErrorRate, "cut-rate": k.CutRate, "stall-rate": k.StallRate, "garbage-rate": k.GarbageRate, "invent-rate": k.InventRate,
	} {
		if !(rate >= 0 && rate <= 1) {
			return fmt.Errorf("%s is a share from 0 to 1", name)
		}
		if name != "invent-rate" {
			sum += rate
		}
	}
	switch {
	case sum > 1.000001:
		return errors.New("the rates of faults add up to more than 1")
	case k.FirstToken < 0 || k.RetryAfter < 0 || !(k.TokensPerSecond >= 0) || k.RPM < 0 || k.TPM < 0:
		return errors.New("times, speeds and limits are 0 or more")
	case k.Tokens < 1 || k.Tokens > 100_000:
		return errors.New("tokens are from 1 to 100000")
	}
	return nil
}

// duration is written as "300ms"; a number is seconds.
type duration time.Duration

// MarshalJSON implements json.Marshaler.
func (d duration) MarshalJSON() ([]byte, error) { return json.Marshal(time.Duration(d).String()) }

// UnmarshalJSON implements json.Unmarshaler.
func (d *duration) UnmarshalJSON(raw []byte) error {
	var seconds float64
	if json.Unmarshal(raw, &seconds) == nil {
		*d = duration(seconds * float64(time.Second))
		return nil
	}
	var text string
	if err := json.Unmarshal(raw, &text); err != nil {
		return errors.New("a time is text such as \"2s\", or seconds")
	}
	parsed, err := time.ParseDuration(text)
	*d = duration(parsed)
	return err
}
