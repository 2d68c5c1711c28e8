//go:build !(darwin || dragonfly || freebsd || linux || netbsd || openbsd || windows)

package store

import (
	"errors"
	"runtime"
)

// errLocked says that another process, or another store of this one, holds the lock.
var errLocked = errors.New("locked")

// lockFile refuses: without a lock that ends with its process, two services could share a file and
// each believe that it is alone.
func lockFile(string) (unlock func() error, err error) {
	return nil, errors.New("files cannot be locked on " + runtime.GOOS)
}
