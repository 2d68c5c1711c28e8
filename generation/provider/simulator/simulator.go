package simulator

import (
	"crypto/subtle"
	"encoding/json"
	"io"
	"math/rand/v2"
	"net/http"
	"strings"
	"sync"
	"time"
)

// Model is the model that is listed; every name is answered to.
const Model = "simulated"

// Config is what a simulator starts with.
type Config struct {
	Knobs  Knobs
	APIKey string // that is accepted; empty accepts any and none
}

// Simulator is the server. Safe for concurrent use.
type Simulator struct {
	key      string
	limiter  limiter
	counter  counter
	handlers *http.ServeMux

	mu    sync.Mutex
	knobs Knobs      // guarded by mu
	dice  *rand.Rand // guarded by mu
}

// New makes a simulator; an error says which knob is out of range.
func New(cfg Config) (*Simulator, error) {
	if err := cfg.Knobs.Check(); err != nil {
		return nil, err
	}
	s := &Simulator{key: cfg.APIKey, handlers: http.NewServeMux()}
	s.turn(cfg.Knobs)
	s.handlers.HandleFunc("POST /v1/chat/completions", s.keyed(openAI{}, s.complete))
	s.handlers.HandleFunc("GET /v1/models", s.keyed(openAI{}, listModels))
	s.handlers.HandleFunc("POST /v1beta/models/{call}", s.keyed(gemini{}, s.generate))
	s.handlers.HandleFunc("GET /v1beta/models/{model}", s.keyed(gemini{}, showModel))
	s.handlers.HandleFunc("GET /stats", func(w http.ResponseWriter, _ *http.Request) { reply(w, http.StatusOK, s.Stats()) })
	s.handlers.HandleFunc("GET /faults", func(w http.ResponseWriter, _ *http.Request) { reply(w, http.StatusOK, s.Knobs()) })
	s.handlers.HandleFunc("PUT /faults", s.change)
	return s, nil
}

// ServeHTTP implements http.Handler.
func (s *Simulator) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.handlers.ServeHTTP(w, r) }

// Stats is what has happened so far.
func (s *Simulator) Stats() Stats { return s.counter.snapshot() }

// Knobs is what is chosen now.
func (s *Simulator) Knobs() Knobs {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.knobs
}

// Set changes the knobs; an error says which is out of range, and changes nothing.
func (s *Simulator) Set(k Knobs) error {
	if err := k.Check(); err != nil {
		return err
	}
	s.turn(k)
	return nil
}

// turn sets the knobs. Dice are drawn anew only when their seed has changed.
func (s *Simulator) turn(k Knobs) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.dice == nil || k.Seed != s.knobs.Seed {
		s.dice = rand.New(rand.NewPCG(k.Seed, 0))
	}
	s.knobs = k
}

// maxBody bounds what a request may be.
const maxBody = 4 << 20

func (s *Simulator) change(w http.ResponseWriter, r *http.Request) {
	k := s.Knobs()
	raw, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	if err == nil {
		err = json.Unmarshal(raw, &k)
	}
	if err == nil {
		err = s.Set(k)
	}
	if err != nil {
		reply(w, http.StatusBadRequest, map[string]string{"error": plainly(err)})
		return
	}
	reply(w, http.StatusOK, s.Knobs())
}

// keyed lets requests with the right key through.
func (s *Simulator) keyed(f format, next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		given := r.Header.Get("X-Goog-Api-Key")
		if given == "" {
			given = strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")
		}
		if s.key != "" && subtle.ConstantTimeCompare([]byte(given), []byte(s.key)) != 1 {
			f.wrongKey(w)
			return
		}
		next(w, r)
	}
}

// fate is what is to become of an answer.
type fate int

const (
	fateGood fate = iota
	fateError
	fateCut
	fateStall
	fateGarbage
)

// draw decides the fate of a request, and a number for what there is to choose within it.
func (s *Simulator) draw() (k Knobs, f fate, n uint64, invent bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	k = s.knobs
	x := s.dice.Float64()
	for i, rate := range []float64{k.ErrorRate, k.CutRate, k.StallRate, k.GarbageRate} {
		if x < rate {
			f = fate(i + 1)
			break
		}
		x -= rate
	}
	return k, f, s.dice.Uint64(), s.dice.Float64() < k.InventRate
}

// reply writes JSON.
func reply(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(v) // the client has left: nobody to tell
}

// seconds writes a time as a Retry-After header wants it.
func seconds(d time.Duration) int { return int((d + time.Second - 1) / time.Second) }
