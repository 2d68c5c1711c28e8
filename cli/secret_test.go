package cli

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/rs/zerolog"
	"pgregory.net/rapid"

	"github.com/planspark/planspark/store"
)

// TestRotationEndsNoSession: whenever secrets are rotated, each instance knows a secret before any other
// signs with it, and accepts it as long as a session of it lives.
func TestRotationEndsNoSession(t *testing.T) {
	const life = 30 * 24 * time.Hour
	rapid.Check(t, func(t *rapid.T) {
		now := time.Unix(1_700_000_000, 0)
		held := ring{newRingSecret(now)}
		signed := map[string]time.Time{} // by secret, the last time that it signed
		for range rapid.IntRange(1, 12).Draw(t, "rotations") {
			behind := held.at(now) // what an instance goes by that has not looked for a while
			held = held.rotated(now, false)
			if kept, err := parseRing(held.String()); err != nil || kept.String() != held.String() {
				t.Fatalf("kept as %v, %v", kept, err)
			}
			wait := time.Duration(rapid.Int64Range(0, int64(40*24*time.Hour)).Draw(t, "until the next"))
			for _, at := range []time.Duration{0, secretsEvery, wait} {
				at := min(at, wait)
				signs := held.at(now.Add(at))
				signed[string(signs[0])] = now.Add(at)
				if at <= secretsEvery && !accepts(behind, signs[0]) {
					t.Fatalf("%s behind the rotation a secret signs that not every instance knows", at)
				}
			}
			now = now.Add(wait)
			for secret, last := range signed {
				if now.Sub(last) < life && !accepts(held.at(now), []byte(secret)) {
					t.Fatalf("a session that is %s old is over", now.Sub(last))
				}
			}
		}
		if len(held) > 14 {
			t.Fatalf("%d secrets are kept", len(held))
		}
		if forgot := held.rotated(now, true).at(now); len(forgot) != 1 || accepts(held.at(now), forgot[0]) {
			t.Fatal("after a leak, old secrets are accepted")
		}
	})
}

func accepts(secrets [][]byte, secret []byte) bool {
	for _, s := range secrets {
		if bytes.Equal(s, secret) {
			return true
		}
	}
	return false
}

// TestServersPickUpARotation: twice, when it is known and when it signs; a file that cannot be read
// changes nothing.
func TestServersPickUpARotation(t *testing.T) {
	dir := t.TempDir()
	db, err := store.Open(t.Context(), "sqlite://"+filepath.Join(dir, "planspark.db"), store.Options{Logger: zerolog.Nop()})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	synctest.Test(t, func(t *testing.T) {
		s := newSecrets(db, dir)
		first, err := s.load(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		told := make(chan [][]byte, 8)
		tell := func(secrets [][]byte) error { told <- secrets; return nil }
		go func() { _ = s.follow(ctx, first.at(time.Now()), tell, zerolog.Nop()) }()
		within := func(d time.Duration) [][]byte {
			time.Sleep(d)
			synctest.Wait()
			select {
			case secrets := <-told:
				return secrets
			default:
				return nil
			}
		}
		if got := within(10 * time.Minute); got != nil {
			t.Fatal("told of nothing")
		}
		if _, err := s.rotate(ctx, false); err != nil {
			t.Fatal(err)
		}
		if got := within(secretsEvery); len(got) != 2 || !bytes.Equal(got[0], first[0].value) {
			t.Fatalf("once it is known there are %d secrets", len(got))
		}
		if got := within(secretNotice); len(got) != 2 || !bytes.Equal(got[1], first[0].value) {
			t.Fatalf("once it signs there are %d secrets", len(got))
		}
		if err := os.WriteFile(s.path, []byte("damaged"), 0o600); err != nil {
			t.Fatal(err)
		}
		if got := within(secretsEvery); got != nil {
			t.Error("a damaged file was followed")
		}
		if _, err := s.load(ctx); err == nil || !strings.Contains(err.Error(), s.path) {
			t.Errorf("a damaged file: %v", err)
		}
	})
}

func TestSecretIsRotatedByCommand(t *testing.T) {
	dir := t.TempDir()
	rotate := func(args ...string) string {
		t.Helper()
		var out, errs bytes.Buffer
		env := Env{Stdout: &out, Stderr: &errs, OutWidth: func() int { return 0 }, ErrWidth: func() int { return 0 }, Now: time.Now}
		if code := Main(t.Context(), append([]string{"rotate-secret", "--data-dir", dir}, args...), env); code != 0 {
			t.Fatalf("exit code %d: %s", code, errs.String())
		}
		return out.String()
	}
	lines := func() int {
		t.Helper()
		text, err := os.ReadFile(filepath.Join(dir, "secret"))
		info, err2 := os.Stat(filepath.Join(dir, "secret"))
		if err := errors.Join(err, err2); err != nil || info.Mode().Perm() != 0o600 {
			t.Fatalf("%v, mode %v", err, info.Mode())
		}
		return bytes.Count(text, []byte("\n"))
	}
	if out := rotate(); lines() != 2 || !strings.Contains(out, "stay good") {
		t.Errorf("%d secrets; said %q", lines(), out)
	}
	if out := rotate("--forget"); lines() != 1 || !strings.Contains(out, "no other") {
		t.Errorf("%d secrets; said %q", lines(), out)
	}
}
