package store

import (
	"context"
	"slices"
	"time"

	"github.com/planspark/planspark/generation"
	"github.com/planspark/planspark/protocol"
)

const (
	selectUsageDays = `SELECT day, accepted FROM usage_days WHERE owner = :owner ORDER BY day`
	selectTokenDays = `SELECT day, provider, input, output FROM token_days WHERE owner = :owner ORDER BY day, provider`
	selectKeys      = `SELECT name, generation_id, created_at FROM idempotency_keys WHERE owner = :owner ORDER BY created_at, name`
)

type (
	usageDayRow struct {
		Day      int64 `db:"day"`
		Accepted int   `db:"accepted"`
	}
	tokenDayRow struct {
		Day      int64  `db:"day"`
		Provider string `db:"provider"`
		Input    int    `db:"input"`
		Output   int    `db:"output"`
	}
	keyRow struct {
		Name       string `db:"name"`
		Generation string `db:"generation_id"`
		CreatedAt  micros `db:"created_at"`
	}
)

func (r usageDayRow) told() generation.DayUsage {
	return generation.DayUsage{Day: dateOf(r.Day), Accepted: r.Accepted}
}

func (r tokenDayRow) told() generation.DayTokens {
	out := generation.DayTokens{Day: dateOf(r.Day), Spending: generation.Spending{Provider: r.Provider}}
	out.Input, out.Output = r.Input, r.Output
	return out
}

func (r keyRow) told() generation.KeptKey {
	return generation.KeptKey{Key: r.Name, Generation: r.Generation, CreatedAt: protocol.At(r.CreatedAt.time())}
}

// Account implements generation.Accounts.
func (s *Store) Account(ctx context.Context, owner string) (a generation.Account, err error) {
	err = s.view(ctx, "read an account", func(c conn) error {
		if a.Usage, err = ofOwner(ctx, c, selectUsageDays, owner, usageDayRow.told); err != nil {
			return err
		}
		if a.Tokens, err = ofOwner(ctx, c, selectTokenDays, owner, tokenDayRow.told); err != nil {
			return err
		}
		a.Keys, err = ofOwner(ctx, c, selectKeys, owner, keyRow.told)
		return err
	})
	return a, err
}

// ofOwner reads an owner's rows of one kind, and makes of each what is told; never nil without an error.
func ofOwner[R, T any](ctx context.Context, c conn, query, owner string, tell func(R) T) ([]T, error) {
	var rows []R
	if err := c.all(ctx, &rows, query, args{"owner": owner}); err != nil {
		return nil, err
	}
	out := make([]T, len(rows))
	for i, r := range rows {
		out[i] = tell(r)
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
		if err := c.hold(ctx, lockUser, owner); err != nil {
			return err
		}
		var these []string
		if err := c.all(ctx, &these, eraseOwned, args{"owner": owner, "limit": most}); err != nil {
			return err
		}
		erased = append(erased, these...) // behind those of a try whose answer was lost
		for _, statement := range []string{forgetPayloads, deleteOwnedUsage, deleteOwnedSpent, noteErased} {
			if _, err := c.exec(ctx, statement, args{"owner": owner, "day": int64(microsPerDay)}); err != nil {
				return err
			}
		}
		all = len(these) < most
		return nil
	})
	if err != nil {
		return nil, false, err
	}
	slices.Sort(erased)
	return slices.Compact(erased), all, nil
}

// What remained of users who erased all that was theirs, once the day is over.
const (
	deleteErasedUsage = `
		DELETE FROM usage_days WHERE day < {now} / :day AND owner IN (SELECT owner FROM erased_users)`
	deleteErasedSpent = `
		DELETE FROM token_days WHERE day < {now} / :day AND owner IN (SELECT owner FROM erased_users)`
	// Midnight can come between the statements of a sweep, and an erasure of the day before: who has something
	// left is not forgotten yet.
	forgetErased = `
		DELETE FROM erased_users WHERE erased_at / :day < {now} / :day
			AND NOT EXISTS (SELECT 1 FROM usage_days AS u WHERE u.owner = erased_users.owner AND u.day < {now} / :day)
			AND NOT EXISTS (SELECT 1 FROM token_days AS t WHERE t.owner = erased_users.owner AND t.day < {now} / :day)`
)
