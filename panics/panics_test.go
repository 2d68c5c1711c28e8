package panics_test

import (
	"errors"
	"io"
	"runtime"
	"strings"
	"testing"

	"github.com/planspark/planspark/panics"
)

func TestWhatPanicsSaysWhereAndNotWhatAUserWrote(t *testing.T) {
	err := panics.Caught(func() error { panic("an idea about marzipan") })
	if err == nil || strings.Contains(err.Error(), "marzipan") || !strings.Contains(err.Error(), "panic of type string") || !strings.Contains(err.Error(), "panics_test.go") {
		t.Errorf("of a text: %v", err)
	}
	var nobody *int
	err = panics.Caught(func() error { *nobody = 1; return nil })
	if _, ok := errors.AsType[runtime.Error](err); !ok || !strings.Contains(err.Error(), "panics_test.go") {
		t.Errorf("of the runtime: %v", err)
	}
}

func TestWhatDoesNotPanicIsLeftAsItIs(t *testing.T) {
	for _, want := range []error{nil, io.EOF} {
		if err := panics.Caught(func() error { return want }); !errors.Is(err, want) || err != nil && want == nil {
			t.Errorf("%v became %v", want, err)
		}
	}
}
