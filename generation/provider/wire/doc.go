// Package wire is the HTTP below the providers' libraries: one client that bounds what an answer may be,
// and one reading of status, headers and error bodies, so that every provider's failing means the same.
// The libraries' own errors are not looked at, since their texts may quote an answer.
//
// It knows no provider by name and starts no goroutines. A call is followed by an Exchange, which
// travels in the call's context.
package wire
