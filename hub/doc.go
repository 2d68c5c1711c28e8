// Package hub is the readers' side of generations. Each running generation has a log of events with
// one writer; a watch is a cursor into it. The hub keeps, for every generation that runs or is watched
// here, the fold of its log and a bounded tail, and gives each watch whatever lies between its cursor
// and the end: superseded progress is skipped, neighbouring deltas are joined, and who fell behind the
// tail gets a snapshot. There is no buffer per watch and no back-pressure on the writer.
//
// The log itself is behind the interface Log: in memory for one process, shared for several. The hub
// knows no session, no HTTP and no SQL; what the database knows of a generation comes through Source.
//
// Hub.Run owns the hub's two goroutines, one that follows the logs of other instances and one that
// ticks; both end with its context. Everything else happens in the goroutines of the callers.
package hub
