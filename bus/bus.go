package bus

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"github.com/redis/go-redis/v9"
	"github.com/rs/zerolog"
)

// ErrAway says that Redis cannot be used now.
var ErrAway = errors.New("redis cannot be used now")

// patience is how long Redis may take; a connection may take twice that. Whoever waits for it is somebody's
// text: better to go on without.
const patience = 500 * time.Millisecond

// How often Redis is asked for its health: while it is well, and while it is not.
const (
	lookWell = time.Second
	lookSick = 250 * time.Millisecond
)

// Options are what an operator may choose about a bus.
type Options struct {
	Instance string        // id of this instance
	Patience time.Duration // how long Redis may take to answer; 0 is 500 ms
	Logger   zerolog.Logger
}

// Bus is a connection to a Redis that instances share: one server, a sentinel's master or a cluster.
// Safe for concurrent use.
type Bus struct {
	client  redis.UniversalClient
	prefix  string // of channels, which Redis does not keep apart by database
	opt     Options
	up      atomic.Bool
	trouble chan error // the first that was met since Redis was well; holds one

	mu   sync.Mutex
	back []func() // guarded by mu; called when Redis can be used again
}

// Open reads the URL and prepares the connection. A server that does not answer is no error: everything
// works without it, and Run looks for it.
func Open(ctx context.Context, url string, o Options) (*Bus, error) {
	redis.SetLogger(quiet{})
	o.Patience = cmp.Or(o.Patience, patience)
	client, database, err := connect(url, o.Patience)
	if err != nil {
		return nil, err
	}
	b := &Bus{client: client, prefix: fmt.Sprintf("planspark:%d:", database), opt: o, trouble: make(chan error, 1)}
	if err := b.probe(ctx); err != nil {
		o.Logger.Warn().Err(err).Msg("redis cannot be used; instances do without it until it can" + advice(err))
	} else {
		b.up.Store(true)
	}
	return b, nil
}

// quiet drops what the client library would write to standard error: every failure reaches us as an error.
type quiet struct{}

func (quiet) Printf(context.Context, string, ...any) {}

// Up says whether Redis can be used, as far as is known.
func (b *Bus) Up() bool { return b.up.Load() }

// Close ends the connections.
func (b *Bus) Close() error { return b.client.Close() }

// onBack calls fn whenever Redis can be used again, from the goroutine of Run.
func (b *Bus) onBack(fn func()) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.back = append(b.back, fn)
}

// do asks Redis for something, unless it is known to be away. An answer that is no refusal of ours means
// that it is; Run then looks for its return.
func (b *Bus) do(ctx context.Context, ask func(ctx context.Context, c redis.UniversalClient) error) error {
	if !b.up.Load() {
		return ErrAway
	}
	limited, cancel := context.WithTimeout(ctx, b.opt.Patience)
	defer cancel()
	err := ask(limited, b.client)
	if err == nil || errors.Is(err, redis.Nil) {
		return nil
	}
	if ctx.Err() != nil {
		return context.Cause(ctx) // whoever asked does not wait any more
	}
	b.fail(err)
	return fmt.Errorf("%w: %w", ErrAway, err)
}

func (b *Bus) fail(err error) {
	b.up.Store(false)
	select {
	case b.trouble <- err:
	default:
	}
}

// Run asks Redis for its health until the context ends.
func (b *Bus) Run(ctx context.Context) error {
	timer := time.NewTimer(lookWell)
	defer timer.Stop()
	told := !b.Up()
	for {
		var met error
		select {
		case <-ctx.Done():
			return nil
		case met = <-b.trouble:
		case <-timer.C:
			met = b.probe(ctx)
			select {
			case earlier := <-b.trouble: // while the look was out: what it found is newer
				told = b.note(ctx, earlier, told)
			default:
			}
		}
		told = b.note(ctx, met, told)
		if told {
			timer.Reset(lookSick)
		} else {
			timer.Reset(lookWell)
		}
	}
}

// note takes what a look found, and returns whether Redis is away, as was told.
func (b *Bus) note(ctx context.Context, err error, told bool) bool {
	if ctx.Err() != nil {
		return told
	}
	if err != nil {
		b.up.Store(false)
		if !told {
			b.opt.Logger.Warn().Err(err).Msg("redis cannot be used; instances do without it until it can" + advice(err))
		}
		return true
	}
	if b.up.Swap(true) && !told {
		return false
	}
	b.opt.Logger.Info().Msg("redis is back")
	b.mu.Lock()
	back := b.back
	b.mu.Unlock()
	for _, fn := range back {
		fn()
	}
	return false
}

// probe asks Redis to keep something for a moment: a server that answers and cannot write is of no use.
func (b *Bus) probe(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, 2*b.opt.Patience)
	defer cancel()
	return b.client.Set(ctx, "planspark:health:"+b.opt.Instance, 1, 10*time.Second).Err()
}
