package cli

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/planspark/planspark/store"
)

// RotateCmd is `planspark rotate-secret`.
type RotateCmd struct {
	databaseFlags

	Forget bool `help:"Accept no other secret any more: after a leak. Every guest begins anew and loses sight of their plans. [off]"`
}

// Run adds a secret that signs sessions from soon on. Servers that run pick it up by themselves.
func (c RotateCmd) Run(ctx context.Context, env *Env) (err error) {
	if err := c.makeDir(); err != nil {
		return err
	}
	var db *store.Store // a file that is not shared may be in use by the server, and holds no secret
	if store.Shareable(c.url()) {
		if db, err = c.open(ctx, store.Options{}); err != nil {
			return err
		}
		defer func() { err = errors.Join(err, db.Close()) }()
	}
	from, err := newSecrets(db, c.dataDir()).rotate(ctx, c.Forget)
	if err != nil {
		return err
	}
	if c.Forget {
		_, err = fmt.Fprintf(env.Stdout, "Sessions are signed with a new secret, and no other is accepted within %s.\n", secretsEvery)
		return err
	}
	_, err = fmt.Fprintf(env.Stdout, "Sessions are signed with a new secret from %s on; those that there are stay good.\n", from.UTC().Format(time.RFC3339))
	return err
}
