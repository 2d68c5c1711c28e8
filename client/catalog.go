package client

import (
	"context"
	"net/http"
	"net/url"

	"github.com/planspark/planspark/protocol"
)

// BusinessType is a kind of business that a request may name.
type BusinessType struct {
	Slug string `json:"slug"` // what the request carries
	Name string `json:"name"` // what people read
}

// Currency is money that a request may name.
type Currency struct {
	Code     string `json:"code"` // ISO 4217
	Name     string `json:"name"`
	Symbol   string `json:"symbol"`
	Exponent int    `json:"exponent"` // decimals
}

// Account is who the caller is, and what is left to do today.
type Account struct {
	User      string          `json:"user"`
	Tier      string          `json:"tier"`
	ExpiresAt protocol.Time   `json:"expires_at"`
	Limits    protocol.Limits `json:"limits"`
}

// Ready returns nil when the instance that answers takes new work; otherwise a *protocol.Problem says why
// it does not.
func (c *Client) Ready(ctx context.Context) error {
	return c.do(ctx, call{method: http.MethodGet, path: "/readyz"}, nil)
}

// BusinessTypes lists the kinds of business, named in the language of the locale (BCP 47; empty is
// English).
func (c *Client) BusinessTypes(ctx context.Context, locale string) ([]BusinessType, error) {
	q := url.Values{}
	if locale != "" {
		q.Set("locale", locale)
	}
	var l list[BusinessType]
	err := c.do(ctx, call{method: http.MethodGet, path: "/v1/business-types", query: q, repeatable: true}, &l)
	return l.items, err
}

// Currencies lists the currencies.
func (c *Client) Currencies(ctx context.Context) ([]Currency, error) {
	var l list[Currency]
	err := c.do(ctx, call{method: http.MethodGet, path: "/v1/currencies", repeatable: true}, &l)
	return l.items, err
}

// Account says who the caller is.
func (c *Client) Account(ctx context.Context) (Account, error) {
	var a Account
	err := c.do(ctx, call{method: http.MethodGet, path: "/v1/session", repeatable: true}, &a)
	return a, err
}
