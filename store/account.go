package store

import (
	"context"
	"time"

	"github.com/planspark/planspark/generation"
	"github.com/planspark/planspark/protocol"
)

const (
	selectUsageDays = `SELECT day, accepted FROM usage_days WHERE owner = :owner ORDER BY day`
	selectTokenDays = `SELECT day, provider, input, output FROM token_days WHERE owner = :owner ORDER BY day, provider`
	selectKeys      = `SELECT name, generation_id, created_at FROM idempotency_keys WHERE owner = :owner ORDER BY created_at, name`
)

// Account implements generation.Accounts.
func (s *Store) Account(ctx context.Context, owner string) (a generation.Account, err error) {
	err = s.view(ctx, "read an account", func(c conn) error {
		if a.Usage, err = usageDays(ctx, c, owner); err != nil {
			return err
		}
		if a.Tokens, err = tokenDays(ctx, c, owner); err != nil {
			return err
		}
		a.Keys, err = keptKeys(ctx, c, owner)
		return err
	})
	return a, err
}

func usageDays(ctx context.Context, c conn, owner string) ([]generation.DayUsage, error) {
	var rows []struct {
		Day      int64 `db:"day"`
		Accepted int   `db:"accepted"`
	}
	if err := c.all(ctx, &rows, selectUsageDays, args{"owner": owner}); err != nil {
		return nil, err
	}
	out := make([]generation.DayUsage, len(rows))
	for i, r := range rows {
		out[i] = generation.DayUsage{Day: dateOf(r.Day), Accepted: r.Accepted}
	}
	return out, nil
}

func tokenDays(ctx context.Context, c conn, owner string) ([]generation.DayTokens, error) {
	var rows []struct {
		Day      int64  `db:"day"`
		Provider string `db:"provider"`
		Input    int    `db:"input"`
		Output   int    `db:"output"`
	}
	if err := c.all(ctx, &rows, selectTokenDays, args{"owner": owner}); err != nil {
		return nil, err
	}
	out := make([]generation.DayTokens, len(rows))
	for i, r := range rows {
		out[i] = generation.DayTokens{Day: dateOf(r.Day), Spending: generation.Spending{Provider: r.Provider}}
		out[i].Input, out[i].Output = r.Input, r.Output
	}
	return out, nil
}

func keptKeys(ctx context.Context, c conn, owner string) ([]generation.KeptKey, error) {
	var rows []struct {
		Name       string `db:"name"`
		Generation string `db:"generation_id"`
		CreatedAt  micros `db:"created_at"`
	}
	if err := c.all(ctx, &rows, selectKeys, args{"owner": owner}); err != nil {
		return nil, err
	}
	out := make([]generation.KeptKey, len(rows))
	for i, r := range rows {
		out[i] = generation.KeptKey{Key: r.Name, Generation: r.Generation, CreatedAt: protocol.At(r.CreatedAt.time())}
	}
	return out, nil
}

// dateOf writes a UTC day that is counted since the epoch.
func dateOf(day int64) string { return micros(day * microsPerDay).time().Format(time.DateOnly) }

const eraseOwned = `
	DELETE FROM generations WHERE id IN (SELECT id FROM generations WHERE owner = :owner ORDER BY id LIMIT :limit)
	RETURNING id`

// What remains for the rest of the day: how much was accepted, or erasing would lift the daily limit, and
// idempotency keys without what they say about requests, as when a single generation is erased.
const (
	forgetPayloads   = `UPDATE idempotency_keys SET payload = '' WHERE owner = :owner`
	deleteOwnedUsage = `DELETE FROM usage_days WHERE owner = :owner AND day < {now} / :day`
	deleteOwnedSpent = `DELETE FROM token_days WHERE owner = :owner`
	noteErased       = `
		INSERT INTO erased_users (owner, erased_at) VALUES (:owner, {now})
		ON CONFLICT (owner) DO UPDATE SET erased_at = excluded.erased_at`
)

// EraseOwner implements generation.Accounts. Submissions of the owner wait for it, as it for them.
func (s *Store) EraseOwner(ctx context.Context, owner string, most int) (erased []string, all bool, err error) {
	err = s.write(ctx, "erase an owner", func(c conn) error {
		erased, all = nil, false
		if err := c.hold(ctx, lockUser, owner); err != nil {
			return err
		}
		if err := c.all(ctx, &erased, eraseOwned, args{"owner": owner, "limit": most}); err != nil {
			return err
		}
		for _, statement := range []string{forgetPayloads, deleteOwnedUsage, deleteOwnedSpent, noteErased} {
			if _, err := c.exec(ctx, statement, args{"owner": owner, "day": int64(microsPerDay)}); err != nil {
				return err
			}
		}
		all = len(erased) < most
		return nil
	})
	if err != nil {
		return nil, false, err
	}
	return erased, all, nil
}

// What remained of users who erased all that was theirs, once the day is over.
const (
	deleteErasedUsage = `
		DELETE FROM usage_days WHERE day < {now} / :day AND owner IN (SELECT owner FROM erased_users)`
	deleteErasedSpent = `
		DELETE FROM token_days WHERE day < {now} / :day AND owner IN (SELECT owner FROM erased_users)`
	forgetErased = `DELETE FROM erased_users WHERE erased_at / :day < {now} / :day`
)
