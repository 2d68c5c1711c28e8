package cli_test

import (
	"bytes"
	"flag"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/planspark/planspark/cli"
	"github.com/planspark/planspark/e2e/pipes"
	"github.com/planspark/planspark/protocol"
)

var update = flag.Bool("update", false, "write golden files anew")

// terminal runs one command in a terminal of 64 columns, in virtual time.
type terminal struct {
	t       *testing.T
	env     cli.Env
	signals chan os.Signal
	out     screenText // both streams, as a person sees them
	stop    func()
}

// screenText takes what is written; safe for concurrent use.
type screenText struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (s *screenText) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.Write(p)
}

func (s *screenText) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.String()
}

func newTerminal(t *testing.T, d *double) *terminal {
	term := &terminal{t: t, signals: make(chan os.Signal, 4)}
	ln := pipes.Listen()
	srv := &http.Server{Handler: d.handler()}
	var wg sync.WaitGroup
	wg.Go(func() { srv.Serve(ln) })
	transport := &http.Transport{DialContext: ln.DialContext}
	term.stop = func() {
		transport.CloseIdleConnections()
		srv.Close()
		wg.Wait()
	}
	term.env = cli.Env{
		Stdin: strings.NewReader(""), Stdout: &term.out, Stderr: &term.out,
		OutWidth: func() int { return 64 }, ErrWidth: func() int { return 64 },
		Interrupts: term.signals, ConfigDir: t.TempDir(), HTTPClient: &http.Client{Transport: transport}, Now: time.Now,
	}
	return term
}

func (term *terminal) run(args ...string) int {
	return cli.Main(term.t.Context(), append(args, "--server", "http://planspark.test"), term.env)
}

func TestTerminalShowsTheTextAsItComes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		term := newTerminal(t, newDouble("hostile"))
		if code := term.run("generate", "A coffee roastery"); code != 0 {
			t.Errorf("exit code %d", code)
		}
		term.stop()
		golden(t, "terminal.txt", term.out.String())
	})
}

// golden compares with a file, in which what the terminal obeys stands readable. The status line
// depends on how messages fall together, so only the text that stays is compared.
func golden(t *testing.T, name, got string) {
	t.Helper()
	var kept strings.Builder
	for line := range strings.Lines(got) {
		if i := strings.LastIndex(line, "\r\x1b[K"); i >= 0 {
			line = line[i+len("\r\x1b[K"):]
		}
		kept.WriteString(line)
	}
	got = kept.String()
	if strings.ContainsAny(got, "\x1b\a\r\u009b\u202e") {
		t.Errorf("the server drives the terminal: %q", got)
	}
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs:\n%s", name, got)
	}
}

func TestFirstCtrlCLeavesAndThePlanGoesOn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := newDouble("endless")
		term := newTerminal(t, d)
		var code int
		var wg sync.WaitGroup
		wg.Go(func() { code = term.run("generate", "A coffee roastery") })
		synctest.Wait()
		if s := term.out.String(); !strings.HasPrefix(s, known+"\n") || !strings.Contains(s, "number 3 of 12, starts in about 14 s") {
			t.Errorf("while it waits one sees %q", s)
		}
		pressed := time.Now()
		term.signals <- os.Interrupt
		wg.Wait()
		if d := time.Since(pressed); code != protocol.ExitDetached || d < 2*time.Second || d > 4*time.Second {
			t.Errorf("exit code %d after %v", code, d)
		}
		if s := term.out.String(); !strings.Contains(s, "planspark watch --last") {
			t.Errorf("how to come back is not said: %q", s)
		}
		select {
		case <-d.cancelled:
			t.Error("leaving cancelled the plan")
		default:
		}
		term.stop()
	})
}

func TestSecondCtrlCWithinTwoSecondsCancels(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := newDouble("endless")
		term := newTerminal(t, d)
		var code int
		var wg sync.WaitGroup
		wg.Go(func() { code = term.run("generate", "A coffee roastery") })
		synctest.Wait()
		term.signals <- os.Interrupt
		time.Sleep(1900 * time.Millisecond)
		term.signals <- os.Interrupt
		wg.Wait()
		<-d.cancelled
		if s := term.out.String(); code != protocol.ExitFailed || !strings.Contains(s, "Cancelled.") {
			t.Errorf("exit code %d, %q", code, s)
		}
		term.stop()
	})
}

func TestCtrlCBeforeTheServerAnsweredLeaves(t *testing.T) {
	asked := make(chan struct{})
	mux := http.NewServeMux()
	d := newDouble("")
	mux.Handle("/", d.handler())
	mux.HandleFunc("POST /v1/generations", func(_ http.ResponseWriter, r *http.Request) {
		io.Copy(io.Discard, r.Body) // so that the server notices when the client leaves
		close(asked)
		<-r.Context().Done()
	})
	srv := httptest.NewServer(mux)
	defer srv.Close()
	term := &terminal{t: t, signals: make(chan os.Signal, 1)}
	term.env = cli.Env{
		Stdin: strings.NewReader(""), Stdout: &term.out, Stderr: &term.out, ConfigDir: t.TempDir(), Now: time.Now,
		OutWidth: func() int { return 0 }, ErrWidth: func() int { return 0 }, Interrupts: term.signals,
	}
	go func() {
		<-asked
		term.signals <- os.Interrupt
	}()
	code := cli.Main(t.Context(), []string{"generate", "A coffee roastery", "--server", srv.URL}, term.env)
	if s := term.out.String(); code != protocol.ExitDetached || !strings.Contains(s, "planspark list") {
		t.Errorf("exit code %d, %q", code, s)
	}
}

// Commands that start at the same time on a machine without a session become the same guest.
func TestTwoFirstCommandsAreOneGuest(t *testing.T) {
	d := newDouble("")
	srv := httptest.NewServer(d.handler())
	defer srv.Close()
	dir := t.TempDir()
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			env := cli.Env{
				Stdin: strings.NewReader(""), Stdout: io.Discard, Stderr: io.Discard, ConfigDir: dir, Now: time.Now,
				OutWidth: func() int { return 0 }, ErrWidth: func() int { return 0 }, Interrupts: make(chan os.Signal),
			}
			if code := cli.Main(t.Context(), []string{"list", "--server", srv.URL}, env); code != 0 {
				t.Errorf("exit code %d", code)
			}
		})
	}
	wg.Wait()
	if d.guests != 1 {
		t.Errorf("%d guests were made", d.guests)
	}
}

// A machine that can keep nothing still gets its plan, and is told what that means.
func TestWithoutAConfigFolderTheUserIsAGuestForOnce(t *testing.T) {
	srv := httptest.NewServer(newDouble("").handler())
	defer srv.Close()
	var out screenText
	env := cli.Env{
		Stdin: strings.NewReader(""), Stdout: io.Discard, Stderr: &out, Now: time.Now,
		OutWidth: func() int { return 0 }, ErrWidth: func() int { return 0 }, Interrupts: make(chan os.Signal),
	}
	code := cli.Main(t.Context(), []string{"generate", "A coffee roastery", "--detach", "--server", srv.URL}, env)
	if code != 0 || !strings.Contains(out.String(), "guest for this once") {
		t.Errorf("exit code %d, %q", code, out.String())
	}
}
