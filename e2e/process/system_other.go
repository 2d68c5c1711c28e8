//go:build unix && !linux

package process

import "syscall"

// dieWithParent: other systems know no such wish.
func dieWithParent(*syscall.SysProcAttr, syscall.Signal) {}

// children: those in the process group are all that can be found.
func children(int) []int { return nil }
