package generation

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/planspark/planspark/generation/market"
	"github.com/planspark/planspark/protocol"
)

// MarketFeed has figures of a country that are newer than the embedded ones. Both methods answer within a
// moment, with what there is. Safe for concurrent use.
type MarketFeed interface {
	// Latest waits a little for what is not known yet.
	Latest(ctx context.Context, country string) market.Readings
	// Known does not.
	Known(ctx context.Context, country string) market.Readings
}

// WithMarket returns a planner whose plans are built on a feed's figures.
func (p *Planner) WithMarket(f MarketFeed) *Planner {
	fed := *p
	fed.feed = f
	return &fed
}

// LatestBrief is the market brief that a plan is built on: the one that an earlier attempt stored, or one of
// the latest figures.
func (p *Planner) LatestBrief(ctx context.Context, r Record) (market.Brief, error) {
	return p.storedBrief(r, func(country string) market.Readings { return p.feed.Latest(ctx, country) })
}

// KnownBrief is the same without waiting for figures.
func (p *Planner) KnownBrief(ctx context.Context, r Record) (market.Brief, error) {
	return p.storedBrief(r, func(country string) market.Readings { return p.feed.Known(ctx, country) })
}

func (p *Planner) storedBrief(r Record, readings func(country string) market.Readings) (b market.Brief, err error) {
	switch {
	case len(r.Market) > 0:
		if err := json.Unmarshal(r.Market, &b); err != nil {
			return b, fmt.Errorf("read the market brief of %s: %T", r.ID, err)
		}
		return b, nil
	case p.feed == nil:
		return p.Brief(r.Request)
	}
	return p.briefFrom(r.Request, readings)
}

// Brief is the market brief for a request from the embedded figures.
func (p *Planner) Brief(r protocol.Request) (market.Brief, error) {
	return p.briefFrom(r, func(string) market.Readings { return market.Readings{} })
}

func (p *Planner) briefFrom(r protocol.Request, readings func(country string) market.Readings) (market.Brief, error) {
	q := market.Query{Location: r.Location, Currency: r.Currency, Locale: r.Locale, BusinessType: p.BusinessType(r)}
	brief, err := p.atlas.BriefFrom(q, readings(p.atlas.Country(q)))
	if errors.Is(err, market.ErrUnknownCurrency) {
		return brief, protocol.Invalid(protocol.FieldError{Field: "currency", Message: "This is not a currency code (ISO 4217), such as EUR."})
	}
	return brief, err
}
