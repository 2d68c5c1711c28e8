package ops

import "time"

// Live is how this instance stands right now, counted when somebody asks.
type Live struct {
	State    string    // protocol.InstanceServing and the like; empty is serving
	LeavesAt time.Time // while it drains: the latest moment
	Sessions int       // WebSocket sessions and event streams
	Users    int       // with at least one of them
	Watches  int
	Running  int // generations that are written here
	Workers  int // at most at a time

	HubMessages       uint64 // delivered to watchers since the start, as are the following
	HubConflated      uint64 // of events and values, those that watchers were spared: joined or outdated
	ResumedByCursor   uint64 // watches that went on behind a cursor
	ResumedBySnapshot uint64 // watches that had fallen too far behind for that

	EndsSeen uint64 // ends of generations that somebody here watched

	RedisConfigured bool
	RedisUp         bool
}

// Total is how all instances stand together, as of the last look.
type Total struct {
	Queued           map[string]int // by priority
	DesiredInstances int
	Users            int
}
