package history

import (
	"fmt"
	"strings"
	"time"

	"github.com/planspark/planspark/protocol"
)

// Check returns every promise that was broken, in words. None means that none was.
func (h History) Check() []string {
	r := &report{rows: map[string]Row{}, byIdea: map[string]Row{}}
	for _, row := range h.Rows {
		r.rows[row.ID], r.byIdea[row.Idea] = row, row
	}
	for _, w := range h.Watches {
		r.watch(w)
	}
	r.sections(h.Watches)
	for _, s := range h.Submissions {
		r.submission(s)
	}
	r.usage(h)
	r.limit(h)
	r.order(h)
	return r.broken
}

type report struct {
	rows, byIdea map[string]Row
	broken       []string
}

func (r *report) say(format string, args ...any) {
	r.broken = append(r.broken, fmt.Sprintf(format, args...))
}

// watch holds what a client saw against the row.
func (r *report) watch(w *Watch) {
	for _, fault := range w.faults {
		r.say("client %s of %s: %s", w.Client, w.Generation, fault)
	}
	row, ok := r.rows[w.Generation]
	switch {
	case !ok:
		r.say("client %s watched %s, which the database does not hold", w.Client, w.Generation)
	case row.Owner != w.Owner:
		r.say("client %s of %s watched %s, which is another's", w.Client, w.Owner, w.Generation)
	case !w.Ended():
		r.say("client %s never learned the end of %s", w.Client, w.Generation)
	case w.ended != row.State:
		r.say("client %s saw %s end as %s, it is %s", w.Client, w.Generation, w.ended, row.State)
	case w.fold.Snapshot().SHA256 != row.SHA256:
		r.say("client %s ended with another checksum of %s than the database", w.Client, w.Generation)
	case textOf(w.fold.Snapshot().Sections) != row.Text:
		r.say("client %s ended with another text of %s than the stored plan", w.Client, w.Generation)
	}
}

func textOf(sections []protocol.Section) string {
	var b strings.Builder
	for _, s := range sections {
		b.WriteString(s.Text)
	}
	return b.String()
}

// sections looks for one that was completed with two texts before the eyes of different clients.
func (r *report) sections(watches []*Watch) {
	type key struct{ generation, section string }
	seen := map[key]string{}
	for _, w := range watches {
		for section, text := range w.written {
			k := key{w.Generation, section}
			if before, ok := seen[k]; ok && before != text {
				r.say("section %s of %s was completed with two texts, seen by two clients", section, w.Generation)
			}
			seen[k] = text
		}
	}
}

func (r *report) submission(s Submission) {
	row, stored := r.byIdea[s.Idea]
	switch {
	case s.Generation != "" && !stored:
		r.say("%s was accepted, and is not in the database", s.Generation)
	case s.Generation != "" && row.ID != s.Generation:
		r.say("%s was accepted, and the database holds %s for it", s.Generation, row.ID)
	case s.Generation != "" && !row.State.Terminal():
		r.say("%s was accepted, and is still %s", s.Generation, row.State)
	case stored && definite(s.Refused):
		r.say("a submission was refused as %s, and %s came of it", s.Refused, row.ID)
	}
}

// definite says whether a refusal is one: what broke on the way may have been stored.
func definite(c protocol.Code) bool {
	return c != "" && c != protocol.CodeUnavailable && c != protocol.CodeInternal
}

func (r *report) usage(h History) {
	stored := map[string]int{}
	for _, row := range h.Rows {
		stored[row.Owner]++
	}
	for owner, n := range stored {
		if h.Usage[owner] != n {
			r.say("user %s has %d generations and is counted with %d", owner, n, h.Usage[owner])
		}
	}
}

// limit looks, by the database's times, for a moment at which a user had too many at a time.
func (r *report) limit(h History) {
	if h.MaxActive == 0 {
		return
	}
	owners := map[string][]Row{}
	for _, row := range h.Rows {
		owners[row.Owner] = append(owners[row.Owner], row)
	}
	for owner, rows := range owners {
		for _, at := range rows {
			active := 0
			for _, row := range rows {
				if !row.CreatedAt.After(at.CreatedAt) && (row.EndedAt.IsZero() || row.EndedAt.After(at.CreatedAt)) {
					active++
				}
			}
			if active > h.MaxActive {
				r.say("user %s had %d generations at a time", owner, active)
				break
			}
		}
	}
}

// order looks for a generation that was known to stand in the queue before another one which started
// first. A row alone does not tell: it may have been written long after its transaction read the clock. Nor do two
// times of starts: each is the one at which its statement began, and of statements that run side by side the later one
// may be the first to lock a row. What counts is that somebody had been told of the other's start before this one's began.
func (r *report) order(h History) {
	answered, told := map[string]time.Time{}, map[string]time.Time{}
	for _, s := range h.Submissions {
		if s.Generation != "" {
			answered[s.Generation] = s.Answered
		}
	}
	for _, w := range h.Watches {
		if at := told[w.Generation]; at.IsZero() || after(at, w.Begun) {
			told[w.Generation] = w.Begun
		}
	}
	for _, late := range h.Rows {
		for _, early := range h.Rows {
			if late.QueueKey < early.QueueKey && after(late.StartedAt, told[early.ID]) && after(early.StartedAt, answered[late.ID]) {
				r.say("%s stood before %s, waited, and started %s after somebody was told of the other's start", late.ID, early.ID, late.StartedAt.Sub(told[early.ID]))
			}
		}
	}
}

// after says whether both are known, and which came first.
func after(t, before time.Time) bool {
	return !t.IsZero() && !before.IsZero() && t.After(before)
}
