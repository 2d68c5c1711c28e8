package server

import (
	"bytes"
	"errors"
	"syscall"
	"testing"
)

// A call of which the scheduler does not know must not wait, whatever the socket has been set to.
func TestASocketIsNeverWaitedFor(t *testing.T) {
	pair, err := syscall.Socketpair(syscall.AF_UNIX, syscall.SOCK_STREAM, 0) // blocking
	if err != nil {
		t.Fatal(err)
	}
	here, there := uintptr(pair[0]), uintptr(pair[1])
	p := make([]byte, 64<<10)
	if n, err := receive(here, p); n != 0 || !errors.Is(err, syscall.EAGAIN) {
		t.Errorf("nothing was there to read: %d, %v", n, err)
	}
	if n, err := send(there, []byte("hello")); n != 5 || err != nil {
		t.Errorf("five bytes were to be taken: %d, %v", n, err)
	}
	if n, err := receive(here, p); err != nil || !bytes.Equal(p[:n], []byte("hello")) {
		t.Errorf("read %q, %v", p[:n], err)
	}
	sent := 0
	for n := 1; n > 0; {
		if n, err = send(there, p); err == nil {
			sent += n
		}
	}
	if sent == 0 || !errors.Is(err, syscall.EAGAIN) {
		t.Errorf("%d bytes were taken, and then %v", sent, err)
	}
	_ = syscall.Close(pair[0])
	if n, err := send(there, p); n != 0 || !errors.Is(err, syscall.EPIPE) {
		t.Errorf("nobody is there: %d, %v", n, err)
	}
	_ = syscall.Close(pair[1])
}
