package server

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/golang-jwt/jwt/v5"
	"github.com/google/uuid"

	"github.com/planspark/planspark/generation"
	"github.com/planspark/planspark/protocol"
)

// The fixed claims of a guest session.
const (
	guestIssuer   = "planspark"
	guestAudience = "planspark"
)

// guests signs sessions of people without an account: a JWT, HS256 and nothing else, so that every
// instance with the same secret knows them without asking anybody.
type guests struct {
	keys   [][]byte // the first one signs
	life   time.Duration
	now    func() time.Time
	parser *jwt.Parser
}

func newGuests(secrets [][]byte, life time.Duration, now func() time.Time) *guests {
	g := &guests{life: life, now: now}
	for _, s := range secrets {
		g.keys = append(g.keys, derive(s, "guest session"))
	}
	g.parser = jwt.NewParser(
		jwt.WithValidMethods([]string{jwt.SigningMethodHS256.Alg()}),
		jwt.WithIssuer(guestIssuer), jwt.WithAudience(guestAudience),
		jwt.WithExpirationRequired(), jwt.WithTimeFunc(now), jwt.WithStrictDecoding(),
	)
	return g
}

// Issue implements Auth.
func (g *guests) Issue(_ context.Context, user string) (string, Identity, error) {
	now := g.now()
	claims := jwt.RegisteredClaims{
		Issuer: guestIssuer, Audience: jwt.ClaimStrings{guestAudience}, Subject: user,
		IssuedAt: jwt.NewNumericDate(now), ExpiresAt: jwt.NewNumericDate(now.Add(g.life)),
	}
	token, err := jwt.NewWithClaims(jwt.SigningMethodHS256, claims).SignedString(g.keys[0])
	if err != nil {
		return "", Identity{}, fmt.Errorf("sign guest session: %w", err)
	}
	return token, Identity{User: user, Tier: generation.TierFree, Expires: claims.ExpiresAt.Time}, nil
}

// Check implements Auth.
func (g *guests) Check(_ context.Context, token string) (Identity, error) {
	for i, key := range g.keys {
		var claims jwt.RegisteredClaims
		_, err := g.parser.ParseWithClaims(token, &claims, func(*jwt.Token) (any, error) { return key, nil })
		if errors.Is(err, jwt.ErrTokenSignatureInvalid) {
			continue
		}
		if err != nil || !validID(claims.Subject) {
			break
		}
		left := claims.ExpiresAt.Sub(g.now())
		stale := i > 0 || left < g.life/2
		return Identity{User: claims.Subject, Tier: generation.TierFree, Expires: claims.ExpiresAt.Time, Stale: stale}, nil
	}
	return Identity{}, unauthenticated()
}

// unauthenticated is the same for every reason.
func unauthenticated() *protocol.Problem {
	return protocol.NewProblem(protocol.CodeUnauthenticated,
		"This needs a session. Start one with POST /v1/session, and send its cookie or token.")
}

// validID says whether an id has the one form that we write: a lower-case UUID with dashes.
func validID(id string) bool {
	if len(id) != 36 {
		return false
	}
	u, err := uuid.Parse(id)
	return err == nil && u.String() == id
}
