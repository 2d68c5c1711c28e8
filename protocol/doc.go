// Package protocol holds the words that every part of PlanSpark shares with its clients: cursors,
// events, snapshots and their fold, the messages of the WebSocket, problems and close codes.
//
// It is a leaf: it knows the standard library only, starts no goroutine and keeps no state, so that
// server, hub, client and command line speak the same language without importing each other. Every
// type here is a plain value; none is safe for concurrent mutation.
package protocol
