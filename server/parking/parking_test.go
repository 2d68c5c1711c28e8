//go:build linux

package parking_test

import (
	"sync"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"github.com/planspark/planspark/server/parking"
)

type reader chan struct{}

func (r reader) Readable() { r <- struct{}{} }

func (r reader) told(t *testing.T, when string) {
	t.Helper()
	select {
	case <-r:
	case <-time.After(10 * time.Second):
		t.Fatalf("nobody was told %s", when)
	}
}

// parked gives one end of a pair of sockets a place, and returns the other end.
func parked(t *testing.T) (place *parking.Place, far int, r reader) {
	t.Helper()
	poller, err := parking.NewPoller()
	if err != nil {
		t.Fatal(err)
	}
	pair, err := unix.Socketpair(unix.AF_UNIX, unix.SOCK_STREAM|unix.SOCK_NONBLOCK|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		poller.Close()
		for _, fd := range pair {
			_ = unix.Close(fd) // some tests have closed it
		}
	})
	place = new(parking.Place)
	place.In(poller, pair[0])
	r = make(reader, 100)
	if !place.Park(r) {
		t.Fatal("a socket cannot be parked")
	}
	return place, pair[1], r
}

func say(t *testing.T, fd int) {
	t.Helper()
	if _, err := unix.Write(fd, []byte("!")); err != nil {
		t.Fatal(err)
	}
}

func TestWhoIsParkedIsToldOnceOfWhatComes(t *testing.T) {
	place, far, r := parked(t)
	say(t, far)
	r.told(t, "of a byte")
	say(t, far) // to whoever reads now
	if !place.Park(r) {
		t.Fatal("it cannot be parked again")
	}
	r.told(t, "of what came while it was not parked")
	if place.Unpark() || len(r) != 0 {
		t.Error("the reading was to be had twice")
	}
}

func TestALeavingClientIsTold(t *testing.T) {
	_, far, r := parked(t)
	if err := unix.Close(far); err != nil {
		t.Fatal(err)
	}
	r.told(t, "that the client has left")
}

func TestAConnectionThatIsClosedIsParkedNoMore(t *testing.T) {
	place, _, r := parked(t)
	if got := place.Leave(); got != parking.Reader(r) {
		t.Errorf("%v is to be told of the end", got)
	}
	if place.Leave() != nil || place.Unpark() || place.Park(r) {
		t.Error("it can be parked behind its end")
	}
}

// TestOnlyOneTakesTheReading: what comes, and any number of those who want to end it.
func TestOnlyOneTakesTheReading(t *testing.T) {
	place, far, r := parked(t)
	say(t, far)
	taken := make(chan bool, 8)
	var all sync.WaitGroup
	for range cap(taken) {
		all.Go(func() { taken <- place.Unpark() })
	}
	all.Wait()
	close(taken)
	by := 0
	for took := range taken {
		if took {
			by++
		}
	}
	if by == 0 {
		r.told(t, "although nobody else took it")
		by = 1
	}
	if by+len(r) != 1 {
		t.Errorf("%d had the reading", by+len(r))
	}
}

func TestWithoutAPlaceNothingIsParked(t *testing.T) {
	var place parking.Place
	if place.Parks() || place.Park(make(reader)) || place.Leave() != nil {
		t.Error("nobody would have been told")
	}
}
