package server

import (
	"unsafe"

	"golang.org/x/sys/unix"
)

// send writes to a socket what the kernel has room for. It never waits, so Go's scheduler is not told of the call: to
// be ready to lend the processor to others, and to get it back, takes it longer than most of these calls last.
func send(fd uintptr, p []byte) (int, error) {
	return returned(unix.RawSyscall6(unix.SYS_SENDTO, fd, uintptr(unsafe.Pointer(unsafe.SliceData(p))), uintptr(len(p)),
		unix.MSG_DONTWAIT|unix.MSG_NOSIGNAL, 0, 0))
}

// receive reads what a socket has; likewise.
func receive(fd uintptr, p []byte) (int, error) {
	return returned(unix.RawSyscall6(unix.SYS_RECVFROM, fd, uintptr(unsafe.Pointer(unsafe.SliceData(p))), uintptr(len(p)),
		unix.MSG_DONTWAIT, 0, 0))
}

func returned(n, _ uintptr, errno unix.Errno) (int, error) {
	if errno != 0 {
		return 0, errno
	}
	return int(n), nil
}
