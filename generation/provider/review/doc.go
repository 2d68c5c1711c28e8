// Package review holds a section that a model has written against the rules: its language and length,
// Markdown and nothing else, no figure without a source. What is wrong is said in words that the model
// can repair it by. A Filter puts right on the way what needs no second call.
//
// It knows no provider and no plan beyond the figures that a text may state. Rules are immutable and
// safe for concurrent use, a Filter is for one answer; it starts no goroutines.
package review
