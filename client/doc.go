// Package client speaks to a PlanSpark server: it submits requests for business plans over HTTP and
// follows them over a WebSocket until they end, whatever happens to the connection meanwhile.
//
// A watch keeps a cursor, the place in the generation's log up to which it has everything. When the
// connection breaks, goes silent or the server asks to leave it, a new one is opened and the watch
// goes on behind its cursor: every event is delivered once, in order, and at the end the text is
// checked against the server's checksum. A consumer that is slower than the server costs a bounded
// buffer; beyond it the client lets go of the watch and takes it up again where the consumer stands.
//
// Errors: a *protocol.Problem when the server refused, an *UnreachableError when there was no
// answer of a PlanSpark server, a *ClosedError when the server ended the session for good, a
// *ChecksumError when the text is not the server's. Nothing is logged; see Hooks.
//
// Goroutines: a Session owns one that keeps it connected, and two for each connection (reader,
// silence detector). All end before Session.Close returns. A Client owns none.
package client
