//go:build unix && !linux

package server

import "syscall"

// send writes to a socket what the kernel has room for.
func send(fd uintptr, p []byte) (int, error) { return syscall.Write(int(fd), p) }

// receive reads what a socket has.
func receive(fd uintptr, p []byte) (int, error) { return syscall.Read(int(fd), p) }
