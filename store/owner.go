package store

import (
	"context"
	"database/sql"
	"errors"

	"github.com/planspark/planspark/protocol"
)

const selectOwner = `SELECT owner FROM generations WHERE id = :id`

// Owner implements generation.Ledger. It is the one way to a generation without its owner's id.
func (s *Store) Owner(ctx context.Context, id string) (owner string, err error) {
	err = s.read(ctx, "find an owner", func(c conn) error {
		err := c.one(ctx, &owner, selectOwner, args{"id": id})
		if errors.Is(err, sql.ErrNoRows) {
			return protocol.NotFound()
		}
		return err
	})
	return owner, err
}
