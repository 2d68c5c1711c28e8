//go:build !unix

package server

import "net"

// attempt is of systems whose sockets can be written to without waiting.
type attempt struct{}

func newAttempt(net.Conn) *attempt { return nil }

func (*attempt) write([]byte) (int, error) { return 0, nil }

func (*attempt) descriptor() (int, bool) { return 0, false }

func (*attempt) read(*intake, []byte) (int, error) { return 0, nil }
