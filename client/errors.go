package client

import (
	"errors"
	"fmt"
	"io"
	"net"
	"net/url"

	"github.com/planspark/planspark/protocol"
)

// UnreachableError says that no answer of a PlanSpark server came: the connection was refused or
// broke, or something else answered. Err says why; it never holds what was sent.
type UnreachableError struct {
	Server string
	Err    error
	// Sent is true when the request may have reached the server although its answer did not come back.
	Sent bool
}

// Error implements error.
func (e *UnreachableError) Error() string { return fmt.Sprintf("cannot reach %s: %v", e.Server, e.Err) }

// Unwrap returns the cause.
func (e *UnreachableError) Unwrap() error { return e.Err }

// ClosedError says that the server ended the session and does not want it back. Problem is what it
// said before, nil when it said nothing.
type ClosedError struct {
	Code    protocol.CloseCode
	Problem *protocol.Problem
}

// Error implements error.
func (e *ClosedError) Error() string {
	if e.Problem != nil {
		return fmt.Sprintf("the server closed the session (%d): %v", e.Code, e.Problem)
	}
	return fmt.Sprintf("the server closed the session (%d)", e.Code)
}

// Unwrap returns the problem, so that errors.As finds it.
func (e *ClosedError) Unwrap() error {
	if e.Problem == nil {
		return nil
	}
	return e.Problem
}

// ChecksumError says that the text at hand is not the one that the server finished.
type ChecksumError struct {
	Generation         string
	Chars, WantChars   int // characters; WantChars is -1 when the server told none
	SHA256, WantSHA256 string
}

// Error implements error.
func (e *ChecksumError) Error() string {
	if e.WantSHA256 == "" {
		return fmt.Sprintf("generation %s ended without a checksum, so its text cannot be proven", e.Generation)
	}
	return fmt.Sprintf("the text of generation %s is not the server's: %d characters instead of %d, or other ones",
		e.Generation, e.Chars, e.WantChars)
}

// ErrWatched says that the session already watches this generation.
var ErrWatched = errors.New("this session already watches the generation")

// ErrClosed says that the session or watch was closed by its owner.
var ErrClosed = errors.New("the session is closed")

// errSilent ends a connection on which nothing came for two heartbeats.
var errSilent = errors.New("nothing was heard for two heartbeats")

// errConfused ends a connection whose messages cannot be understood or never chain.
var errConfused = errors.New("the server's messages do not fit together")

// errBroke says that the other side is gone without a word.
var errBroke = errors.New("the connection broke")

// unreachable wraps a transport's error. The URL around it is cut off: the server is named already,
// and paths hold ids.
func (c *Client) unreachable(err error) *UnreachableError {
	if u, ok := errors.AsType[*url.Error](err); ok {
		err = u.Err
	}
	if errors.Is(err, io.EOF) {
		err = errBroke // io.EOF is how a watch ends well
	}
	op, isOp := errors.AsType[*net.OpError](err)
	return &UnreachableError{Server: c.Server(), Err: err, Sent: !isOp || op.Op != "dial"}
}
