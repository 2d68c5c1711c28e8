// Package limits bounds how often somebody may do something: submissions of a user or an address a
// minute, new guest sessions of an address.
//
// It knows keys, not people: what a key stands for is the caller's business. It starts no goroutine;
// time comes in through the constructor.
package limits
