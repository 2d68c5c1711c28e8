package server

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/planspark/planspark/generation"
	"github.com/planspark/planspark/protocol"
)

// guests knows people without an account by sessions that we sign.
type guests struct{ seal seal }

func newGuests(secrets [][]byte, life time.Duration, now func() time.Time) guests {
	return guests{newSeal(secrets, "guest session", "planspark", life, now)}
}

// Issue implements Auth.
func (g guests) Issue(_ context.Context, user string) (string, Identity, error) {
	token, expires, err := g.seal.sign(user)
	return token, Identity{User: user, Tier: generation.TierFree, Expires: expires}, err
}

// Check implements Auth.
func (g guests) Check(_ context.Context, token string) (Identity, error) {
	user, expires, stale, ok := g.seal.open(token)
	if !ok || !validID(user) {
		return Identity{}, unauthenticated()
	}
	return Identity{User: user, Tier: generation.TierFree, Expires: expires, Stale: stale}, nil
}

// Renew implements Auth.
func (g guests) Renew(ctx context.Context, token string) (string, Identity, error) {
	id, err := g.Check(ctx, token)
	if err != nil {
		return "", Identity{}, err
	}
	return g.Issue(ctx, id.User)
}

// unauthenticated is the same for every reason.
func unauthenticated() *protocol.Problem {
	return protocol.NewProblem(protocol.CodeUnauthenticated,
		"This needs a valid session: its cookie, or its token as Authorization: Bearer. POST /v1/session starts one where guests are welcome.")
}

// validID says whether an id has the one form that we write: a lower-case UUID with dashes.
func validID(id string) bool {
	if len(id) != 36 {
		return false
	}
	u, err := uuid.Parse(id)
	return err == nil && u.String() == id
}
