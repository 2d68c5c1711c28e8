package hub

import (
	"context"
	"time"

	"github.com/planspark/planspark/protocol"
)

// FollowerOf is what Run would give to the log.
func FollowerOf(ctx context.Context, h *Hub) Follower { return &follower{hub: h, ctx: ctx} }

// CheckAll compares every watched generation with the database, as Run does now and then.
func CheckAll(ctx context.Context, h *Hub) {
	for _, t := range h.all() {
		if t.watched() && !t.ended() {
			_, _ = h.check(ctx, t)
		}
	}
}

// FoldHere is what this instance has folded of the log of a generation; ok is false when it does not follow it.
func FoldHere(h *Hub, id string) (s protocol.Snapshot, ok bool) {
	t := h.topic(id)
	if t == nil {
		return s, false
	}
	return t.liveSnapshot()
}

// SayProgress is a tick that read its clock at now, for one generation.
func SayProgress(h *Hub, id string, now time.Time) bool { return h.topic(id).sayProgress(now) }
