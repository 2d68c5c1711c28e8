package generation

import (
	"context"
	"sync"
	"time"

	"golang.org/x/sync/singleflight"

	"github.com/planspark/planspark/protocol"
)

// Lines tells who waits, and who serves them. Safe for concurrent use.
type Lines interface {
	// Queue describes the line of a lane.
	Queue(ctx context.Context, lane Lane) (Line, error)
	// Glance is Queue without who waits, at a cost that does not depend on how many do.
	Glance(ctx context.Context, lane Lane) (Line, error)
}

// Line is who waits and who serves, over all instances.
type Line struct {
	Waiting []string        // ids in the order in which they will start; not in a glance
	Length  int             // how many wait
	Slots   int             // of all live workers
	Running []time.Duration // for how long each running generation of the lane has run
}

// standing knows for a moment who waits where, so that any number of those who ask cost one look at the
// queue. Safe for concurrent use.
type standing struct {
	lines   Lines
	asked   singleflight.Group
	glanced singleflight.Group

	mu    sync.Mutex
	last  []Line    // guarded by mu; of all lanes, as they were read last
	until time.Time // guarded by mu; when they are too old to be told
}

// read looks at the queue.
func (st *standing) read(ctx context.Context) ([]Line, error) {
	var lines []Line
	length := 0
	for _, lane := range []Lane{LanePool, LaneExpress} {
		line, err := st.lines.Queue(ctx, lane)
		if err != nil {
			return nil, err
		}
		length += len(line.Waiting)
		lines = append(lines, line)
	}
	st.mu.Lock()
	defer st.mu.Unlock()
	st.last, st.until = lines, time.Now().Add(placeTick+time.Duration(length)*placeEach)
	return lines, nil
}

// glance is how the pool stands now. Of a crowd one asks for all.
func (st *standing) glance(ctx context.Context) (Line, error) {
	line, err, _ := st.glanced.Do("", func() (any, error) { return st.lines.Glance(context.WithoutCancel(ctx), LanePool) })
	if err != nil {
		return Line{}, err
	}
	return line.(Line), nil
}

// recent is what was read last, or nothing when that is too long ago.
func (st *standing) recent() []Line {
	st.mu.Lock()
	defer st.mu.Unlock()
	if time.Now().After(st.until) {
		st.last = nil
	}
	return st.last
}

// rank fills in the places of the snapshots that wait. One whose place cannot be read goes without: where it
// stands matters less than what it says.
func (st *standing) rank(ctx context.Context, list []protocol.Snapshot) {
	if ranked(list, st.recent()) {
		return
	}
	lines, err, _ := st.asked.Do("", func() (any, error) { return st.read(context.WithoutCancel(ctx)) })
	if err == nil {
		ranked(list, lines.([]Line))
	}
}

// ranked fills in the places that lines know, and says whether these are all that are asked for.
func ranked(list []protocol.Snapshot, lines []Line) (all bool) {
	waits := map[string]*protocol.Snapshot{}
	for i := range list {
		if list[i].State == protocol.StateQueued {
			waits[list[i].ID] = &list[i]
		}
	}
	for _, line := range lines {
		for i, id := range line.Waiting {
			if len(waits) == 0 {
				return true
			}
			if s := waits[id]; s != nil {
				s.Position = i + 1
				delete(waits, id)
			}
		}
	}
	return len(waits) == 0
}
