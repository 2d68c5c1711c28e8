// Package bench puts load on a running service, as its users would, and checks what it is told while
// it measures: each watch's chain of cursors, that all who watch a generation end with the same text, and
// that this is the text whose checksum the service gave. A figure of a service that loses text is worth
// nothing.
//
// Checking is cheap, so that the tool is not what is measured: messages that many watchers get alike are
// read once (see tape). The package speaks the protocol as any client does and knows nothing of how the
// service is made.
//
// Run owns all goroutines, one for each connection and a few for each scenario, and returns when they
// have ended.
package bench
