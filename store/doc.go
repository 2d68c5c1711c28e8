// Package store keeps generations in a database. It is the only room that knows SQL: it implements
// generation.Ledger for the service, generation.PlanLedger for plans and generation.Work for the pool, and knows neither sessions nor
// HTTP nor what a plan says.
//
// The database is the truth, and its clock is the only one: every time, lease and day is computed in
// SQL, so that the clock of an instance may be wrong. Each statement is written out in the file of
// its verb and compiled once, when the store is opened; what differs between databases is in
// dialect.go.
//
// A Store is safe for concurrent use. It starts no goroutines of its own. Who submits or finishes while others
// do shares their statements and their commit (group.go). On SQLite, writers queue in the order in which they
// came for the one connection that writes, and readers have connections of their own that never wait for it.
package store
