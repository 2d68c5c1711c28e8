package server_test

import (
	"context"
	"crypto/ecdsa"
	"io"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/rs/zerolog"

	"github.com/planspark/planspark/protocol"
	"github.com/planspark/planspark/server"
)

// far is an issuer that takes its time to answer, in virtual time: no socket is between.
type far struct {
	issuer
	takes time.Duration
}

// RoundTrip implements http.RoundTripper.
func (f *far) RoundTrip(r *http.Request) (*http.Response, error) {
	select {
	case <-time.After(f.takes):
	case <-r.Context().Done():
		return nil, r.Context().Err()
	}
	w := httptest.NewRecorder()
	f.publish(w, r)
	return w.Result(), nil
}

// audience believes what this issuer signs, and knows its key.
func (f *far) audience(t *testing.T) *server.JWT {
	f.rotate(t, "old")
	auth, err := server.NewJWT(t.Context(), server.JWTConfig{
		JWKSURL: "http://far.example", Issuer: "https://id.example", Audience: "planspark", Now: time.Now,
		Client: &http.Client{Transport: f}, Log: zerolog.New(io.Discard),
	})
	if err != nil {
		t.Fatal(err)
	}
	return auth
}

// A sign-in service is far away, and everybody comes with a new key at the same time: they wait for its
// answer, of which there is one for all. One that takes too long is said not to answer, and is heard later.
func TestANewKeyIsWaitedForAsLongAsAServiceMayTake(t *testing.T) {
	for takes, want := range map[time.Duration]protocol.Code{
		0: "", 2900 * time.Millisecond: "", 3100 * time.Millisecond: protocol.CodeUnavailable, time.Hour: protocol.CodeUnavailable,
	} {
		t.Run(takes.String(), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				f := &far{issuer: issuer{keys: map[string]*ecdsa.PrivateKey{}}}
				auth := f.audience(t)
				f.rotate(t, "new")
				f.takes = takes
				token := f.token(t, "new", nil)
				var all sync.WaitGroup
				for range 20 {
					all.Go(func() {
						if _, err := auth.Check(t.Context(), token); code(err) != want {
							t.Errorf("the new key: %v, want %q", err, want)
						}
					})
				}
				gone, cancel := context.WithCancel(t.Context())
				cancel()
				if _, err := auth.Check(gone, token); takes > 0 && err == nil {
					t.Error("who has left waited")
				}
				all.Wait()
				time.Sleep(10 * time.Second) // for which a fetch goes on
				if _, err := auth.Check(t.Context(), token); takes < 10*time.Second && err != nil {
					t.Errorf("when the service had answered: %v", err)
				}
				if takes < 10*time.Second && f.fetched != 2 {
					t.Errorf("the keys were fetched %d times, want once at the start and once for all", f.fetched)
				}
			})
		})
	}
}

// Who has less time than others would wait is not told that a good key is none.
func TestWhoHasNoTimeToWaitForAKeyIsToldSo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := &far{issuer: issuer{keys: map[string]*ecdsa.PrivateKey{}}}
		auth := f.audience(t)
		f.rotate(t, "new")
		f.takes = 2900 * time.Millisecond
		short, cancel := context.WithTimeout(t.Context(), 2*time.Second)
		defer cancel()
		if _, err := auth.Check(short, f.token(t, "new", nil)); code(err) != protocol.CodeUnavailable {
			t.Errorf("%v", err)
		}
		time.Sleep(10 * time.Second) // for which a fetch goes on
	})
}

func code(err error) protocol.Code {
	if err == nil {
		return ""
	}
	p, _ := protocol.ProblemOf(err)
	return p.Code
}
