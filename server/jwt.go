package server

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/golang-jwt/jwt/v5"
	"github.com/rs/zerolog"

	"github.com/planspark/planspark/generation"
	"github.com/planspark/planspark/protocol"
)

// JWTConfig says whose tokens are believed. One of JWKSURL and Secret is needed.
type JWTConfig struct {
	JWKSURL  string // where the sign-in service publishes its keys (RFC 7517)
	Secret   []byte // shared with it instead: HS256; at least 32 bytes (RFC 7518 §3.2)
	Issuer   string // iss, when given
	Audience string // aud, when given
	Log      zerolog.Logger
	Now      func() time.Time
	Client   *http.Client // fetches the keys; nil is one with a timeout
}

// ScopeAdmin in a token's scope opens operations, and every user's generations.
const ScopeAdmin = "admin"

// JWT knows users by tokens of a sign-in service. It implements Auth, and issues none itself.
type JWT struct {
	parser *jwt.Parser
	key    func(context.Context) jwt.Keyfunc
	keys   *keys // of JWKSURL; nil with a secret
}

// clockSkew is by how much the clock of the sign-in service may differ from ours.
const clockSkew = 30 * time.Second

// NewJWT prepares the check of tokens. With a JWKSURL it fetches the keys once and goes on refreshing
// them in a goroutine that ends with ctx; a sign-in service that does not answer yet is no reason not to
// start.
func NewJWT(ctx context.Context, cfg JWTConfig) (*JWT, error) {
	methods := []string{"HS256"}
	a := &JWT{key: func(context.Context) jwt.Keyfunc {
		return func(*jwt.Token) (any, error) { return cfg.Secret, nil }
	}}
	switch {
	case cfg.JWKSURL != "" && len(cfg.Secret) > 0:
		return nil, errors.New("tokens are checked with the keys of a JWKS URL or with a secret, not with both")
	case cfg.JWKSURL == "" && len(cfg.Secret) < minSecret:
		return nil, fmt.Errorf("the secret of tokens needs at least %d bytes, or give a JWKS URL", minSecret)
	case cfg.JWKSURL != "":
		methods = []string{"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"}
		var err error
		if a.keys, err = fetchKeys(ctx, cfg); err != nil {
			return nil, err
		}
		a.key = a.keys.find.KeyfuncCtx
	}
	options := []jwt.ParserOption{
		jwt.WithValidMethods(methods), jwt.WithExpirationRequired(), jwt.WithIssuedAt(),
		jwt.WithLeeway(clockSkew), jwt.WithTimeFunc(cfg.Now),
	}
	if cfg.Issuer != "" {
		options = append(options, jwt.WithIssuer(cfg.Issuer))
	}
	if cfg.Audience != "" {
		options = append(options, jwt.WithAudience(cfg.Audience))
	}
	a.parser = jwt.NewParser(options...)
	return a, nil
}

// claims of a token, beside the registered ones.
type userClaims struct {
	jwt.RegisteredClaims
	Tier  string `json:"tier"`
	Scope scopes `json:"scope"`
	SCP   scopes `json:"scp"` // the name that some services use for it
}

// scopes are a list separated by spaces (RFC 8693 §4.2), or an array as some services have it.
type scopes []string

// UnmarshalJSON reads both forms.
func (s *scopes) UnmarshalJSON(raw []byte) error {
	var line string
	if json.Unmarshal(raw, &line) == nil {
		*s = strings.Fields(line)
		return nil
	}
	return json.Unmarshal(raw, (*[]string)(s))
}

// Check implements Auth.
func (a *JWT) Check(ctx context.Context, token string) (Identity, error) {
	var c userClaims
	parsed, err := a.parser.ParseWithClaims(token, &c, a.key(ctx))
	late := errors.Is(err, errKeysLate) || a.keys != nil && !a.keys.well.Load()
	if errors.Is(err, jwt.ErrTokenUnverifiable) && late && token != "" {
		return Identity{}, protocol.NewProblem(protocol.CodeUnavailable, "The sign-in service does not answer. Try again in a moment.")
	}
	if err != nil || !understood(parsed) || !validSubject(c.Subject) {
		return Identity{}, unauthenticated()
	}
	id := Identity{User: c.Subject, Tier: generation.TierFree, Expires: c.ExpiresAt.Add(clockSkew)}
	if c.Tier == generation.TierPremium {
		id.Tier = generation.TierPremium
	}
	id.Admin = slices.Contains(c.Scope, ScopeAdmin) || slices.Contains(c.SCP, ScopeAdmin)
	return id, nil
}

// Issue implements Auth: there are no guests.
func (a *JWT) Issue(context.Context, string) (string, Identity, error) {
	return "", Identity{}, unauthenticated()
}

// Renew implements Auth: the token is its service's to renew, so the same one comes back.
func (a *JWT) Renew(ctx context.Context, token string) (string, Identity, error) {
	id, err := a.Check(ctx, token)
	return token, id, err
}

// understood tells whether a token asks for nothing that we do not do: of what its header calls critical we know
// no extension (RFC 7515 §4.1.11), and the library does not look.
func understood(token *jwt.Token) bool {
	_, critical := token.Header["crit"]
	return !critical
}

// maxSubject bounds a user id in bytes.
const maxSubject = 255

// validSubject says whether a sub can be a user id here.
func validSubject(sub string) bool {
	return sub != "" && len(sub) <= maxSubject && strings.IndexFunc(sub, func(r rune) bool {
		return unicode.IsControl(r) || r == unicode.ReplacementChar
	}) < 0
}
