//go:build unix

// Package servers runs the real servers that PlanSpark stands on or behind: PostgreSQL, Redis, HAProxy
// and nginx, each a process of its own on a free port of the loopback, in a folder that the caller gives. It
// knows nothing of PlanSpark, and nothing of tests: store/pgtest and bus/redistest are for those.
//
// Every server is a process.Process: it can be stopped, killed, paused and started again, and keeps its
// address and, where the program does, what it holds.
package servers
