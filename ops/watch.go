package ops

import (
	"context"
	"encoding/json"

	"github.com/planspark/planspark/protocol"
)

// Watch is somebody who looks at operations. Next and Close are not called at once.
type Watch struct {
	monitor *Monitor
	wake    func()
	seen    int64
}

// Watch begins to look. wake is called, from any goroutine, when Next has something; it does not block.
func (m *Monitor) Watch(wake func()) *Watch {
	m.mu.Lock()
	w := &Watch{monitor: m, wake: wake, seen: m.version} // what was shown before is old by now
	m.watchers[w] = struct{}{}
	m.mu.Unlock()
	m.now()
	return w
}

// Next returns the latest message that this watch has not had; it never blocks.
func (w *Watch) Next() (data []byte, ok bool) {
	w.monitor.mu.Lock()
	defer w.monitor.mu.Unlock()
	if w.monitor.version == w.seen || w.monitor.shown == nil {
		return nil, false
	}
	w.seen = w.monitor.version
	return w.monitor.shown, true
}

// Close ends the watch. It may be called more than once.
func (w *Watch) Close() {
	w.monitor.mu.Lock()
	defer w.monitor.mu.Unlock()
	delete(w.monitor.watchers, w)
}

// show makes the message, once for all who watch, and wakes them. Without anybody it does nothing.
func (m *Monitor) show(ctx context.Context) {
	m.mu.Lock()
	nobody := len(m.watchers) == 0
	m.mu.Unlock()
	if nobody {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, askTimeout)
	defer cancel()
	data, err := json.Marshal(protocol.OpsMessage{Type: protocol.TypeOps, Ops: m.Snapshot(ctx, SpanHour)})
	if err != nil {
		m.log.Error().Err(err).Msg("operations were not encoded")
		return
	}
	m.mu.Lock()
	m.shown = data
	m.version++
	watchers := make([]*Watch, 0, len(m.watchers))
	for w := range m.watchers {
		watchers = append(watchers, w)
	}
	m.mu.Unlock()
	for _, w := range watchers {
		w.wake()
	}
}
