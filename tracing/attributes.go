package tracing

import (
	"slices"

	"go.opentelemetry.io/otel/attribute"
)

// What spans tell. Values are ids, words of ours, and names that an operator chose; ideas, texts, tokens
// of users and addresses are not among them.
const (
	Generation attribute.Key = "planspark.generation" // id
	Attempt    attribute.Key = "planspark.attempt"    // the how-manieth worker it is in the hands of
	Lane       attribute.Key = "planspark.lane"
	Stage      attribute.Key = "planspark.stage" // of the contract: market, financials, a section, assemble
	Source     attribute.Key = "planspark.source"
	Outcome    attribute.Key = "planspark.outcome"
	Reason     attribute.Key = "planspark.reason" // of a retry or fallback
	To         attribute.Key = "planspark.to"     // who writes instead
	DelayMS    attribute.Key = "planspark.delay_ms"
	Try        attribute.Key = "planspark.try" // the how-manieth call for one text
	FirstMS    attribute.Key = "planspark.first_text_ms"

	// Those of OpenTelemetry's conventions for generative models.
	Provider     attribute.Key = "gen_ai.provider.name"
	Model        attribute.Key = "gen_ai.request.model"
	InputTokens  attribute.Key = "gen_ai.usage.input_tokens"
	OutputTokens attribute.Key = "gen_ai.usage.output_tokens"
)

// Keys lists all that spans may tell, for who checks that they tell no more.
func Keys() []attribute.Key {
	return slices.Clone(keys)
}

var keys = []attribute.Key{
	Generation, Attempt, Lane, Stage, Source, Outcome, Reason, To, DelayMS, Try, FirstMS,
	Provider, Model, InputTokens, OutputTokens,
}
