package client

import (
	"context"
	"net/http"
	"net/url"

	"github.com/planspark/planspark/protocol"
)

// Ready returns nil when the instance that answers takes new work; otherwise a *protocol.Problem says why
// it does not.
func (c *Client) Ready(ctx context.Context) error {
	return c.do(ctx, call{method: http.MethodGet, path: "/readyz"}, nil)
}

// BusinessTypes lists the kinds of business, named in the language of the locale (BCP 47; empty is
// English).
func (c *Client) BusinessTypes(ctx context.Context, locale string) ([]protocol.BusinessType, error) {
	q := url.Values{}
	if locale != "" {
		q.Set("locale", locale)
	}
	var l protocol.BusinessTypeList
	err := c.do(ctx, call{method: http.MethodGet, path: "/v1/business-types", query: q, repeatable: true}, &l)
	return l.BusinessTypes, err
}

// Currencies lists the currencies.
func (c *Client) Currencies(ctx context.Context) ([]protocol.Currency, error) {
	var l protocol.CurrencyList
	err := c.do(ctx, call{method: http.MethodGet, path: "/v1/currencies", repeatable: true}, &l)
	return l.Currencies, err
}

// Me says who the caller is, and what is left to do today.
func (c *Client) Me(ctx context.Context) (protocol.Me, error) {
	var m protocol.Me
	err := c.do(ctx, call{method: http.MethodGet, path: "/v1/session", repeatable: true}, &m)
	return m, err
}
