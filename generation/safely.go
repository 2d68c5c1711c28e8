package generation

import (
	"fmt"
	"runtime"
	"runtime/debug"
)

// safely turns a panic into an error: one broken plan must not end the process that makes everybody
// else's.
func safely(work func() error) (err error) {
	defer func() {
		switch r := recover().(type) {
		case nil:
		case runtime.Error:
			err = fmt.Errorf("panic: %w\n%s", r, debug.Stack())
		default: // its text may hold what a user wrote
			err = fmt.Errorf("panic of type %T\n%s", r, debug.Stack())
		}
	}()
	return work()
}
