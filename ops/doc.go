// Package ops is what operators see of a service: metrics, the state of all instances at a glance, its
// history of the last hours, and how many instances there should be.
//
// It knows no HTTP, no SQL and no generation's content: other packages call its observers, and it reads
// counts from what it is given. Nothing here has a user in it, neither as a label nor as a value.
//
// Observing neither blocks nor allocates. Monitor.Run owns the one goroutine.
package ops
