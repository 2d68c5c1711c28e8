package process

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"syscall"
)

// dieWithParent has the kernel send the process a signal when we die.
func dieWithParent(a *syscall.SysProcAttr, sig syscall.Signal) { a.Pdeathsig = sig }

// children are the processes below one.
func children(pid int) []int {
	list, err := os.ReadFile(fmt.Sprintf("/proc/%d/task/%d/children", pid, pid))
	if err != nil {
		return nil // it is gone, or has none that we may see
	}
	var out []int
	for name := range strings.FieldsSeq(string(list)) {
		if child, err := strconv.Atoi(name); err == nil {
			out = append(append(out, child), children(child)...)
		}
	}
	return out
}
