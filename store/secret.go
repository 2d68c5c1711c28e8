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
