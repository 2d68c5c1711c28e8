// Package plan holds what a business plan is computed from and with: the
// business types and their benchmarks, the inference of a type from an idea,
// and the financial model (plan-model.md, sections 1, 2, 4 and 5).
//
// All money is an integer number of minor units of the plan's currency, all
// shares are parts per million, and every rounding is half away from zero, so
// the same input gives the same bytes on every machine. The package knows no
// clock, no network and no user: time, place and seed come in through Input.
//
// A Library is immutable once loaded and a Model once computed; both are safe
// for concurrent readers. The package starts no goroutines.
package plan
