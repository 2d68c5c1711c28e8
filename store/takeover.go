package store

import (
	"context"

	"github.com/planspark/planspark/generation"
	"github.com/planspark/planspark/protocol"
)

// The attempt grows, so that the worker is fenced; the terminal event is the first of the new one.
const cancelGeneration = `
	UPDATE generations SET
		state = 'cancelled', attempt = attempt + 1, seq = 1, cancelled_by = :by, lease_until = 0, finished_at = {now}
	WHERE id = :id AND owner = :owner AND state IN ('queued', 'running')`

const setChecksum = `
	UPDATE generations SET chars = :chars, sha256 = :sha256 WHERE id = :id AND owner = :owner`

// Cancel implements generation.Ledger. The compare-and-set comes first: behind it no worker can add
// a section, so that the checksum is that of the text that is kept.
func (s *Store) Cancel(ctx context.Context, owner, id, by string) (r generation.Record, changed bool, err error) {
	err = s.write(ctx, "cancel", func(c conn) error {
		n, err := c.exec(ctx, cancelGeneration, args{"id": id, "owner": owner, "by": by})
		if err != nil {
			return err
		}
		if r, err = load(ctx, c, owner, id); err != nil || n == 0 {
			return err
		}
		changed = true
		r.Chars, r.SHA256 = protocol.Checksum(r.Sections)
		_, err = c.exec(ctx, setChecksum, args{"id": id, "owner": owner, "chars": r.Chars, "sha256": r.SHA256})
		return err
	})
	if err != nil {
		return generation.Record{}, false, err
	}
	return r, changed, nil
}

const deleteGeneration = `DELETE FROM generations WHERE id = :id AND owner = :owner`

// The key stays for its 24 hours without what it says about the request, so that a repetition that
// was long on its way does not make again what its owner has erased.
const forgetPayload = `
	UPDATE idempotency_keys SET payload = '' WHERE generation_id = :id AND owner = :owner`

// Erase implements generation.Ledger. Sections go with the row; usage is not given back.
func (s *Store) Erase(ctx context.Context, owner, id string) error {
	erased := false // by a try, the answer to which may have been lost
	return s.write(ctx, "erase", func(c conn) error {
		n, err := c.exec(ctx, deleteGeneration, args{"id": id, "owner": owner})
		if err != nil {
			return err
		}
		if n == 0 && !erased {
			return protocol.NotFound()
		}
		erased = true
		_, err = c.exec(ctx, forgetPayload, args{"id": id, "owner": owner})
		return err
	})
}
