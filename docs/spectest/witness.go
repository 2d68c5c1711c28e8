package spectest

import (
	"fmt"
	"net/http"
	"os"
	"slices"
	"sync"
)

// Witness sees what a service says, and remembers what of it is not as specified.
type Witness struct {
	library *library
	routes  []route

	mu         sync.Mutex
	register   *register // guarded by mu
	violations []string  // guarded by mu, each once
}

// shared reads the specifications once.
var shared = sync.OnceValues(newLibrary)

// New returns a witness that has seen nothing. It reads the specifications, and panics when they are wrong: it is
// for tests.
func New() *Witness {
	l, err := shared()
	if err != nil {
		panic(err)
	}
	w := &Witness{library: l, register: newRegister(l)}
	if w.routes, err = l.routes(); err != nil {
		panic(err)
	}
	for _, r := range w.routes {
		w.expect(r)
	}
	for kind := range l.documents["asyncapi"]["components"].(document)["messages"].(document) {
		w.register.seen["message "+kind] = false
	}
	return w
}

// Violations are what was said and is not as specified.
func (w *Witness) Violations() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Clone(w.violations)
}

// Unseen is what the specifications say, and nobody has said.
func (w *Witness) Unseen() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.register.unseen()
}

// mostViolations bounds what is remembered.
const mostViolations = 50

func (w *Witness) violated(what string, err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if text := fmt.Sprintf("%s: %v", what, err); len(w.violations) < mostViolations && !slices.Contains(w.violations, text) {
		w.violations = append(w.violations, text)
	}
}

// check holds a value against the schema at a place, and notes what it shows.
func (w *Witness) check(what string, p place, value any) bool {
	if err := w.library.validate(p, value); err != nil {
		w.violated(what, err)
		return false
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.register.mark(p, value)
	return true
}

func (w *Witness) note(format string, args ...any) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.register.note(fmt.Sprintf(format, args...))
}

// Run is for TestMain: it runs the tests, with every client that takes the default transport watched, and fails
// them for what is not as specified. run is m.Run.
func (w *Witness) Run(run func() int) int {
	http.DefaultTransport = w.Transport(http.DefaultTransport)
	code := run()
	for _, v := range w.Violations() {
		fmt.Fprintln(os.Stderr, "not as specified: "+v)
		code = max(code, 1)
	}
	return code
}
