//go:build unix

package process

import (
	"errors"
	"math/rand/v2"
	"net"
	"strconv"
)

// Ports below those that systems give to outgoing connections: a program that is started again finds
// its own still free.
const (
	firstPort = 20000
	portRange = 12000
)

// FreePort is a port of 127.0.0.1 on which nobody listens now.
func FreePort() (int, error) {
	for range 100 {
		port := firstPort + rand.IntN(portRange)
		ln, err := net.Listen("tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(port)))
		if err == nil {
			return port, ln.Close()
		}
	}
	return 0, errors.New("no free port was found on 127.0.0.1")
}

// FreeAddress is 127.0.0.1 with a free port.
func FreeAddress() (string, error) {
	port, err := FreePort()
	return net.JoinHostPort("127.0.0.1", strconv.Itoa(port)), err
}
