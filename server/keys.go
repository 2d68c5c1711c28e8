package server

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"sync/atomic"
	"time"

	"github.com/MicahParks/jwkset"
	"github.com/MicahParks/keyfunc/v3"
	"golang.org/x/sync/singleflight"
	"golang.org/x/time/rate"
)

// The manners of fetching keys: regularly, so that a withdrawn key is no longer believed, and at once for
// a key that is not known yet, since that is what a rotation looks like. Strangers can name keys too, so
// that is bounded; what they cause to be fetched is what everybody else needs.
const (
	keysEvery   = 10 * time.Minute
	keysTimeout = 10 * time.Second // of one fetch
	keysAtOnce  = 5 * time.Second  // between two fetches for keys that are not known, behind the first two
	keysPatient = 3 * time.Second  // for which somebody waits for a fetch
)

// errKeysLate says that the sign-in service takes longer to answer than somebody waits.
var errKeysLate = errors.New("the keys are being fetched still")

// keys are those of a JWKS URL. They remember whether the last fetch went well: a key that is not known
// then proves nothing against a token.
type keys struct {
	jwkset.Storage
	find keyfunc.Keyfunc
	well atomic.Bool
}

// KeyReplaceAll is how the fetching stores what it got.
func (k *keys) KeyReplaceAll(ctx context.Context, set []jwkset.JWK) error {
	k.well.Store(true)
	return k.Storage.KeyReplaceAll(ctx, set)
}

func fetchKeys(ctx context.Context, cfg JWTConfig) (*keys, error) {
	if cfg.Client == nil {
		cfg.Client = &http.Client{Timeout: keysTimeout}
	}
	k := &keys{Storage: jwkset.NewMemoryStorage()}
	fetched, err := jwkset.NewStorageFromHTTP(cfg.JWKSURL, jwkset.HTTPClientStorageOptions{
		Client: cfg.Client, Ctx: ctx, HTTPTimeout: keysTimeout, NoErrorReturnFirstHTTPReq: true,
		RefreshInterval: keysEvery, Storage: k,
		RefreshErrorHandler: func(_ context.Context, err error) {
			k.well.Store(false)
			cfg.Log.Warn().Err(err).Msg("the keys of the sign-in service were not fetched; those known go on being believed")
		},
	})
	if err != nil {
		return nil, fmt.Errorf("the JWKS URL cannot be used: %w", err)
	}
	all, err := jwkset.NewHTTPClient(jwkset.HTTPClientOptions{
		HTTPURLs:          map[string]jwkset.Storage{cfg.JWKSURL: fetched},
		RefreshUnknownKID: rate.NewLimiter(rate.Inf, 1), RateLimitWaitMax: keysTimeout, // which bounds the fetch, too
	})
	if err != nil {
		return nil, fmt.Errorf("the JWKS URL cannot be used: %w", err)
	}
	k.find, err = keyfunc.New(keyfunc.Options{Ctx: ctx, Storage: &rotating{
		Storage: all, known: k, turns: rate.NewLimiter(rate.Every(keysAtOnce), 2),
		fetch: func(id string) { _, _ = all.KeyRead(ctx, id) }, // what fails is logged
	}})
	return k, err
}

// rotating are keys of which one that is not known may be new. Those who name such a key at the same time
// wait for one fetch, which goes on when they have left. (The library's own bound of their number is one
// for the fetch as well: a service that takes its time would never be heard.)
type rotating struct {
	jwkset.Storage
	known  *keys
	fetch  func(id string) // has the keys fetched when this one is not among them
	turns  *rate.Limiter
	flight singleflight.Group
}

// KeyRead implements jwkset.Storage.
func (r *rotating) KeyRead(ctx context.Context, id string) (jwkset.JWK, error) {
	if key, err := r.known.KeyRead(ctx, id); err == nil {
		return key, nil
	}
	patience, cancel := context.WithTimeout(ctx, keysPatient)
	defer cancel()
	fetched := r.flight.DoChan("", func() (any, error) {
		if r.turns.Allow() {
			r.fetch(id)
		}
		return nil, nil
	})
	select {
	case <-fetched:
		return r.known.KeyRead(ctx, id)
	case <-patience.Done(): // or whoever asks has no more time
		return jwkset.JWK{}, errKeysLate
	}
}
