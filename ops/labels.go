package ops

import (
	"strings"
	"sync"
)

// labels makes label values of phrases of ours, such as load_a_generation, once each.
type labels struct {
	mu    sync.RWMutex
	known map[string]string // guarded by mu
}

func (l *labels) label(phrase string) string {
	l.mu.RLock()
	value, ok := l.known[phrase]
	l.mu.RUnlock()
	if ok {
		return value
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.known == nil {
		l.known = map[string]string{}
	}
	value = strings.ReplaceAll(phrase, " ", "_")
	l.known[phrase] = value
	return value
}
