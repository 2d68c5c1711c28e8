package generation

import (
	"context"
	"fmt"
	"runtime"
	"runtime/debug"
)

// runSafely runs a job and turns a panic in it into an error: one broken plan must not end the process
// that makes everybody else's.
func runSafely(ctx context.Context, j *job) (err error) {
	defer func() {
		switch r := recover().(type) {
		case nil:
		case runtime.Error:
			err = fmt.Errorf("panic: %w\n%s", r, debug.Stack())
		default: // its text may hold what a user wrote
			err = fmt.Errorf("panic of type %T\n%s", r, debug.Stack())
		}
	}()
	return j.run(ctx)
}
