package live

import (
	"context"
	"fmt"
	"math"
	"time"

	"github.com/planspark/planspark/generation/market"
)

// frankfurter has the reference rates of the European Central Bank, some thirty currencies
// (https://frankfurter.dev, v1).
type frankfurter struct{ client }

// ecb is how facts name the publisher.
const ecb = "European Central Bank through Frankfurter"

func (f frankfurter) read(ctx context.Context) (map[string]market.Rate, error) {
	var answer struct {
		Base  string
		Date  string
		Rates map[string]float64
	}
	if err := f.get(ctx, "/v1/latest?base=USD", &answer); err != nil {
		return nil, err
	}
	return perUSD(answer.Base, answer.Date, ecb, answer.Rates)
}

// openERAPI has daily rates of some 160 currencies; the open access is free on condition that its pages
// name it (https://www.exchangerate-api.com/docs/free).
type openERAPI struct{ client }

// erAPI is the name that it asks for.
const erAPI = "Rates By Exchange Rate API, exchangerate-api.com"

func (o openERAPI) read(ctx context.Context) (map[string]market.Rate, error) {
	var answer struct {
		Result  string
		Base    string `json:"base_code"`
		Updated int64  `json:"time_last_update_unix"`
		Rates   map[string]float64
	}
	if err := o.get(ctx, "/v6/latest/USD", &answer); err != nil {
		return nil, err
	}
	if answer.Result != "success" {
		return nil, fmt.Errorf("%w: result is not success", errAnswer)
	}
	return perUSD(answer.Base, time.Unix(answer.Updated, 0).UTC().Format(time.DateOnly), erAPI, answer.Rates)
}

// perUSD checks what both services have in common.
func perUSD(base, date, by string, rates map[string]float64) (map[string]market.Rate, error) {
	if _, err := time.Parse(time.DateOnly, date); err != nil {
		return nil, fmt.Errorf("%w: rates without a date", errAnswer)
	}
	if base != "USD" || len(rates) == 0 {
		return nil, fmt.Errorf("%w: no rates to the dollar", errAnswer)
	}
	out := make(map[string]market.Rate, len(rates))
	for code, value := range rates {
		if code != base && value > 0 && !math.IsInf(value, 0) {
			out[code] = market.Rate{PerUSD: value, Date: date, By: by}
		}
	}
	return out, nil
}

// agree is by how much two publishers may differ about a currency for either to be believed.
const agree = 1.1

// together takes the central bank's rates, and the other's where it has none. Where they contradict each
// other, neither is believed.
func together(bank, open map[string]market.Rate) map[string]market.Rate {
	out := make(map[string]market.Rate, len(open))
	for code, rate := range open {
		out[code] = rate
	}
	for code, rate := range bank {
		other, both := open[code]
		if both && (rate.PerUSD > other.PerUSD*agree || other.PerUSD > rate.PerUSD*agree) {
			delete(out, code)
			continue
		}
		out[code] = rate
	}
	return out
}
