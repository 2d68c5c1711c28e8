package docs_test

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/planspark/planspark/e2e/link"
	"github.com/planspark/planspark/e2e/local"
)

// recorder keeps what a program says on its standard error.
type recorder struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (r *recorder) Write(p []byte) (int, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.b.Write(p)
}

func (r *recorder) String() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.b.String()
}

// TestTheProgramOfThePageProvesItsPlanOverABrokenNetwork runs the client in 100 lines against a real service, over a
// connection that breaks again and again.
func TestTheProgramOfThePageProvesItsPlanOverABrokenNetwork(t *testing.T) {
	url, stop, err := local.Serve("--pace", "6000")
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := stop(); err != nil {
			t.Error(err)
		}
	}()
	network, err := link.New("127.0.0.1:0", strings.TrimPrefix(url, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer network.Close()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	var text bytes.Buffer
	said := &recorder{}
	program := exec.CommandContext(ctx, "python3", "client/plan.py", "http://"+network.Addr(), "A neighbourhood cafe in Lisbon with home-made cakes")
	program.Stdout, program.Stderr = &text, said
	if err := program.Start(); err != nil {
		t.Fatal(err)
	}
	breaking := make(chan struct{})
	go func() {
		defer close(breaking)
		for range 3 { // each time something more was told
			before := said.String()
			for said.String() == before && ctx.Err() == nil {
				time.Sleep(5 * time.Millisecond)
			}
			network.Drop()
		}
	}()
	if err := program.Wait(); err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
	cancel()
	<-breaking
	if n := strings.Count(said.String(), "Connecting again, behind "); n < 2 || !strings.Contains(said.String(), "completed: ") || text.Len() < 10_000 {
		t.Errorf("%d bytes; it connected again %d times:\n%s", text.Len(), n, said)
	}
}

// TestThePageShowsTheProgramThatIsRun: in no more lines than it says.
func TestThePageShowsTheProgramThatIsRun(t *testing.T) {
	program, err := os.ReadFile("client/plan.py")
	if err != nil {
		t.Fatal(err)
	}
	page, err := os.ReadFile("write-a-client.md")
	if err != nil {
		t.Fatal(err)
	}
	shown := regexp.MustCompile("(?s)```python\n(.*?)```\n").FindSubmatch(page)
	if shown == nil || !bytes.Equal(shown[1], program) {
		t.Error("write-a-client.md does not show client/plan.py as it is")
	}
	if n := bytes.Count(program, []byte("\n")); n > 100 {
		t.Errorf("the client in 100 lines has %d", n)
	}
}
