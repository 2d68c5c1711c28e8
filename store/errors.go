package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/planspark/planspark/generation"
	"github.com/planspark/planspark/protocol"
)

// retryUnavailable is when a client should come back to a database that could not be reached.
const retryUnavailable = 2 * time.Second

// failure is a database that could not do what it was asked. Clients see the problem, which has no
// internals; logs see what was tried and why it failed.
type failure struct {
	doing   string
	problem *protocol.Problem
	cause   error
}

// Error implements error, for logs.
func (f *failure) Error() string { return f.doing + ": " + f.cause.Error() }

// Unwrap gives both sides: the problem for edges, the cause for logs and for errors.Is.
func (f *failure) Unwrap() []error { return []error{f.problem, f.cause} }

// wrap says what was tried when err came. Refusals and fencing pass as they are; what the database
// could not do becomes protocol.CodeUnavailable; what we did wrong stays an error without a problem.
func (s *Store) wrap(doing string, err error) error {
	if err == nil {
		return nil
	}
	if _, refused := protocol.ProblemOf(err); refused || errors.Is(err, generation.ErrFenced) {
		return err
	}
	if !isDatabase(err) || !s.dialect.classify(err).passes() {
		return fmt.Errorf("store: %s: %w", doing, err)
	}
	return &failure{
		doing:   "store: " + doing,
		problem: protocol.NewProblem(protocol.CodeUnavailable, "Plans cannot be stored right now. Try again in a moment.").After(retryUnavailable),
		cause:   err,
	}
}

// rowError is a row that we cannot read: a mistake of ours, however well the database is.
type rowError struct{ error }

func (e rowError) Unwrap() error { return e.error }

// isDatabase tells what the database, its driver or the caller's context said from what we said.
func isDatabase(err error) bool {
	var row rowError
	if errors.As(err, &row) || errors.Is(err, sql.ErrNoRows) {
		return false
	}
	return !errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded)
}
