package store

import (
	"context"

	"github.com/planspark/planspark/generation"
)

var _ generation.Meter = (*Store)(nil)

const addTokens = `
	INSERT INTO token_days (owner, day, provider, input, output) VALUES (:owner, :day, :provider, :input, :output)
	ON CONFLICT (owner, day, provider) DO UPDATE SET
		input = token_days.input + excluded.input, output = token_days.output + excluded.output`

// Spend implements generation.Meter.
func (s *Store) Spend(ctx context.Context, owner string, spent []generation.Spending) error {
	if len(spent) == 0 {
		return nil
	}
	return s.write(ctx, "count tokens", func(c conn) error {
		t, err := now(ctx, c)
		if err != nil {
			return err
		}
		for _, p := range spent {
			_, err := c.exec(ctx, addTokens, args{
				"owner": owner, "day": t.day(), "provider": p.Provider, "input": p.Input, "output": p.Output,
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
}

const selectTokens = `
	SELECT provider, input, output FROM token_days WHERE owner = :owner AND day = :day ORDER BY provider`

// Tokens implements generation.Accounts.
func (s *Store) Tokens(ctx context.Context, owner string) (spent []generation.Spending, err error) {
	err = s.view(ctx, "read tokens", func(c conn) error {
		t, err := now(ctx, c)
		if err != nil {
			return err
		}
		var rows []struct {
			Provider string `db:"provider"`
			Input    int    `db:"input"`
			Output   int    `db:"output"`
		}
		if err := c.all(ctx, &rows, selectTokens, args{"owner": owner, "day": t.day()}); err != nil {
			return err
		}
		for _, r := range rows {
			p := generation.Spending{Provider: r.Provider}
			p.Input, p.Output = r.Input, r.Output
			spent = append(spent, p)
		}
		return nil
	})
	return spent, err
}

const deleteTokens = `DELETE FROM token_days WHERE day < {now} / :day - :keep`
