// Package doctor finds out what stands between a client and a PlanSpark server: whether HTTP and WebSocket
// get through, whether a proxy holds answers up, cuts quiet connections or changes requests on their way,
// whether the clocks agree, and whether a lost connection is taken up again. Each fault is named with what
// mends it.
//
// It speaks the public protocol and knows no server. Checks run one after the other in the caller's
// goroutine; the two that wait run beside each other and end before Run returns.
package doctor
