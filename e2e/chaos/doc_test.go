//go:build unix

// Package chaos breaks a whole deployment while people use it. Real processes are killed, paused, drained
// and cut off, Redis and PostgreSQL restarted and flushed, the provider fails in all its ways; clients submit, follow, cancel and wander; and
// at the end the history of everything that was seen is checked.
//
//	go test ./e2e/chaos                                            short, as in the suite
//	go test ./e2e/chaos -chaos.for 10m -chaos.users 16 -timeout 1h long (task chaos)
//
// A run draws everything from its seed, but not the scheduling of the machine: a seed that failed once
// fails often, not always.
package chaos
