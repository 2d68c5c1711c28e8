package hub

import "context"

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
