// Package panics makes errors of panics, where one broken request, session or plan must not end the process that
// serves everybody else. It knows nothing of ours.
package panics

import (
	"fmt"
	"runtime"
	"runtime/debug"
)

// Caught does some work, and returns its panic as an error.
func Caught(work func() error) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = Error(r)
		}
	}()
	return work()
}

// Error is what recover returned, with the stack. The text of a panic that is not the runtime's own may hold what a
// user wrote, so only its type is kept.
func Error(recovered any) error {
	if e, ok := recovered.(runtime.Error); ok {
		return fmt.Errorf("panic: %w\n%s", e, debug.Stack())
	}
	return fmt.Errorf("panic of type %T\n%s", recovered, debug.Stack())
}
