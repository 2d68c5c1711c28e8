package cli

import (
	"context"
	"os"
	"sync"
	"time"
)

// patience is how long a service that runs in a terminal takes to leave after Ctrl-C.
const patience = 5 * time.Second

// Run serves until the first signal, then drains. Ctrl-C shortens the drain, a second signal ends it.
func (c *ServeCmd) Run(ctx context.Context, env *Env) error {
	ctx, stop := context.WithCancel(ctx)
	hurry, cut := context.WithCancel(context.WithoutCancel(ctx))
	var wg sync.WaitGroup
	defer wg.Wait()
	defer cut()
	defer stop()
	wg.Go(func() {
		select {
		case s := <-env.Interrupts:
			stop()
			if s == os.Interrupt {
				defer time.AfterFunc(patience, cut).Stop()
			}
		case <-hurry.Done():
			return
		}
		select {
		case <-env.Interrupts:
			cut()
		case <-hurry.Done():
		}
	})
	return c.serve(ctx, hurry, env.Stdout, env.Stderr, env.ErrWidth() > 0)
}
