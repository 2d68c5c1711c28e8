package generation

import (
	"context"
	"time"

	"github.com/cenkalti/backoff/v5"

	"github.com/planspark/planspark/protocol"
	"github.com/planspark/planspark/tracing"
)

// The waits between two tries of a write that the database could not take.
const (
	writeRetryFirst = 50 * time.Millisecond
	writeRetryMost  = 2 * time.Second
)

// retry carries out a write of the worker until the database takes it, refuses it, or the context
// ends. Nothing that is finished is lost to a database that is away for a moment.
func (j *job) retry(ctx context.Context, write func(context.Context) error) (err error) {
	ctx, span := tracing.Start(ctx, spanStore)
	defer func() { end(span, err) }()
	waits := backoff.NewExponentialBackOff()
	waits.InitialInterval, waits.MaxInterval = writeRetryFirst, writeRetryMost
	waits.RandomizationFactor = 1 // full jitter
	_, err = backoff.Retry(ctx, func() (struct{}, error) {
		err := write(ctx)
		if err == nil || protocol.HasCode(err, protocol.CodeUnavailable) {
			return struct{}{}, err
		}
		return struct{}{}, backoff.Permanent(err)
	}, backoff.WithBackOff(waits), backoff.WithMaxElapsedTime(0), backoff.WithNotify(func(err error, wait time.Duration) {
		j.logger.Warn().Err(err).Dur("retry_in", wait).Msg("database did not take a write")
	}))
	if err != nil && ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return err
}
