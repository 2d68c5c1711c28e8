package store

import "context"

const insertSecret = `
	INSERT INTO secrets (name, value, created_at) VALUES (:name, :value, {now}) ON CONFLICT (name) DO NOTHING`

const selectSecret = `SELECT value FROM secrets WHERE name = :name`

// Secret returns the value under name that all instances share. The first to ask keeps its own offer.
func (s *Store) Secret(ctx context.Context, name, offer string) (value string, err error) {
	err = s.write(ctx, "read a shared secret", func(c conn) error {
		if _, err := c.exec(ctx, insertSecret, args{"name": name, "value": offer}); err != nil {
			return err
		}
		return c.one(ctx, &value, selectSecret, args{"name": name})
	})
	return value, err
}

const replaceSecret = `UPDATE secrets SET value = :next, created_at = {now} WHERE name = :name AND value = :value`

// ReplaceSecret puts next in the place of value; ok is false when that is no longer the value under name.
func (s *Store) ReplaceSecret(ctx context.Context, name, value, next string) (ok bool, err error) {
	err = s.write(ctx, "replace a shared secret", func(c conn) error {
		n, err := c.exec(ctx, replaceSecret, args{"name": name, "value": value, "next": next})
		ok = n == 1
		return err
	})
	return ok, err
}
