package cli

import (
	"fmt"
	"net/url"

	"github.com/rs/zerolog"

	"github.com/planspark/planspark/generation/market/live"
)

// MarketFlags say where market figures come from.
type MarketFlags struct {
	MarketData     string `default:"live" enum:"live,snapshot" group:"Market data" help:"live reads figures from the services below and keeps them for days; only codes of countries leave this machine. snapshot uses the bundled ones alone. [live]"`
	WorldBankURL   string `name:"world-bank-url" default:"https://api.worldbank.org" placeholder:"URL" group:"Market data" help:"Population, income, prices and unemployment. [${default}]"`
	FrankfurterURL string `default:"https://api.frankfurter.dev" placeholder:"URL" group:"Market data" help:"Exchange rates of the European Central Bank. [${default}]"`
	OpenERAPIURL   string `name:"open-er-api-url" default:"https://open.er-api.com" placeholder:"URL" group:"Market data" help:"Exchange rates of the other currencies. [${default}]"`
}

// check refuses addresses that cannot be asked.
func (f MarketFlags) check() error {
	for name, address := range map[string]string{
		"world-bank-url": f.WorldBankURL, "frankfurter-url": f.FrankfurterURL, "open-er-api-url": f.OpenERAPIURL,
	} {
		if u, err := url.Parse(address); err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
			return usageError(fmt.Sprintf("--%s: want an address such as https://example.org", name))
		}
	}
	return nil
}

// feed reads live figures; nil without.
func (f MarketFlags) feed(keeper live.Keeper, log zerolog.Logger) (*live.Feed, error) {
	if f.MarketData != "live" {
		return nil, nil
	}
	return live.New(live.Config{
		WorldBank: f.WorldBankURL, Frankfurter: f.FrankfurterURL, OpenERAPI: f.OpenERAPIURL, Keeper: keeper, Logger: log,
	})
}
