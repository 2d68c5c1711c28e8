package client_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"sync"
	"testing"

	"github.com/planspark/planspark/client"
	"github.com/planspark/planspark/docs/spectest"
	"github.com/planspark/planspark/e2e/local"
)

// The examples speak with a real service in this process, and a witness holds what is said on both sides against the
// published specifications.
var (
	witness = spectest.New()
	service = sync.OnceValues(func() (s running, err error) {
		s.url, s.stop, err = local.Serve()
		return s, err
	})
	started bool
)

type running struct {
	url  string
	stop func() error
}

func TestMain(m *testing.M) {
	code := witness.Run(m.Run)
	if started {
		if s, err := service(); err == nil {
			if err := s.stop(); err != nil {
				fmt.Fprintln(os.Stderr, err)
				code = 1
			}
		}
	}
	os.Exit(code)
}

// newUser is somebody new at a real service.
func newUser(ctx context.Context) (*client.Client, error) {
	started = true
	s, err := service()
	if err != nil {
		return nil, err
	}
	c, err := client.New(client.Config{Server: s.url, HTTPClient: &http.Client{Transport: witness.Transport(&http.Transport{})}})
	if err != nil {
		return nil, err
	}
	_, err = c.NewGuest(ctx)
	return c, err
}

// written has a plan made, and returns its id.
func written(ctx context.Context, c *client.Client, idea string) (id string, err error) {
	s, err := c.Submit(ctx, request(idea))
	if err != nil {
		return "", err
	}
	for u, err := range c.WatchFrom(ctx, s.Snapshot) {
		if err != nil {
			return "", err
		}
		if u.Final != nil {
			return s.ID, nil
		}
	}
	return "", errors.New("the watch ended before the plan")
}
