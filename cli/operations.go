package cli

import "github.com/planspark/planspark/ops"

// live is how this instance stands now.
func (a *app) live() ops.Live {
	edge, readers, pool := a.server.Stats(), a.hub.Stats(), a.pool.Stats()
	return ops.Live{
		Sessions: edge.Connections, Users: edge.Users, Watches: readers.Watches,
		Running: pool.Running, Workers: pool.Slots,
		HubMessages: readers.Messages, HubConflated: readers.Conflated,
		ResumedByCursor: readers.ResumedByCursor, ResumedBySnapshot: readers.ResumedBySnapshot,
	}
}

// users is how many users are there now.
func (a *app) users() int { return a.server.Stats().Users }
