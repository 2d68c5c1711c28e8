//go:build race

package server_test

// slack is how much more may be counted with the race detector: it makes pools forget, and objects larger.
const slack = 2
