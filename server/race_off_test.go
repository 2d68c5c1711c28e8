//go:build !race

package server_test

const slack = 1
