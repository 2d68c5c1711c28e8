package market

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// ErrUnknownCurrency is wrapped by every error about a currency code that is
// not an active ISO 4217 code of something one can pay or account in.
var ErrUnknownCurrency = errors.New("not an active ISO 4217 currency")

// Currency is an active ISO 4217 currency or fund code. Metals, test codes and
// the drawing right, which have no minor unit, are left out.
type Currency struct {
	Code          string `json:"code"`
	Name          string `json:"name"`   // English
	Symbol        string `json:"symbol"` // the shortest that is used where the currency is
	MinorExponent int    `json:"minor_exponent"`
	FxPPM         int64  `json:"fx_ppm"` // units for one US dollar, parts per million
	Pegged        bool   `json:"pegged"` // the rate is an official parity or band

	rate Rate // where FxPPM comes from, when it was read
}

func parseCurrencies() ([]Currency, map[string]int, error) {
	table, err := rows("currencies.tsv", 6)
	if err != nil {
		return nil, nil, err
	}
	list, index := make([]Currency, 0, len(table)), make(map[string]int, len(table))
	for _, cells := range table {
		exponent, err := strconv.Atoi(cells[1])
		if err != nil || exponent < 0 || exponent > 4 {
			return nil, nil, fmt.Errorf("currency %s: exponent %q", cells[0], cells[1])
		}
		fx, err := decimal(cells[3], 6)
		if err != nil || fx <= 0 {
			return nil, nil, fmt.Errorf("currency %s: rate %q", cells[0], cells[3])
		}
		index[cells[0]] = len(list)
		list = append(list, Currency{
			Code: cells[0], Name: cells[5], Symbol: cells[2],
			MinorExponent: exponent, FxPPM: fx, Pegged: cells[4] != "",
		})
	}
	return list, index, nil
}

// Currencies returns all currencies in order of code. The slice is the caller's own.
func (a *Atlas) Currencies() []Currency {
	return append([]Currency(nil), a.currencies...)
}

// Currency returns the currency with this code, in any case.
func (a *Atlas) Currency(code string) (Currency, bool) {
	i, ok := a.currencyIndex[strings.ToUpper(strings.TrimSpace(code))]
	if !ok {
		return Currency{}, false
	}
	return a.currencies[i], true
}

// DefaultCurrency returns the code of the currency that is used in a country
// (ISO 3166 alpha-2).
func (a *Atlas) DefaultCurrency(country string) (string, bool) {
	c, ok := a.countries[country]
	if !ok {
		return "", false
	}
	return c.currency, true
}

// planCurrency is the currency asked for, or else the country's own.
func (a *Atlas) planCurrency(asked string, c *country, r RateReading) (Currency, error) {
	if strings.TrimSpace(asked) == "" {
		asked = c.currency
	}
	currency, ok := a.Currency(asked)
	if !ok {
		return Currency{}, ErrUnknownCurrency
	}
	return a.currencyNow(currency.Code, r), nil
}
