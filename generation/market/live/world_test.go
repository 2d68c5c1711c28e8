package live_test

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"github.com/planspark/planspark/generation/market"
	"github.com/planspark/planspark/generation/market/live"
)

// internet stands in for the three services, over real HTTP, with the shapes of their answers.
type internet struct {
	*httptest.Server
	mu      sync.Mutex
	answers map[string]http.HandlerFunc // by path, first; empty path is all
	asked   map[string]int
}

// portugal are figures of Portugal as the World Bank would have them.
var portugal = map[market.Indicator]string{
	market.Population: "10812345", market.GDPHead: "51234.56", market.Inflation: "2.31", market.PriceLevel: "0.6102",
	market.OfficialRate: "0.8851", market.Unemployment: "6.21",
}

var states = map[market.Indicator]string{
	market.Population: "341234567", market.GDPHead: "89123.4", market.Inflation: "2.81", market.PriceLevel: "1",
	market.OfficialRate: "1", market.Unemployment: "4.25",
}

func newInternet(t testing.TB) *internet {
	t.Helper()
	n := &internet{answers: map[string]http.HandlerFunc{}, asked: map[string]int{}}
	n.Server = httptest.NewServer(http.HandlerFunc(n.serve))
	t.Cleanup(n.Close)
	return n
}

func (n *internet) serve(w http.ResponseWriter, r *http.Request) {
	n.mu.Lock()
	n.asked[r.URL.Path]++
	answer := n.answers[r.URL.Path]
	if answer == nil {
		answer = n.answers[""]
	}
	n.mu.Unlock()
	if answer != nil {
		answer(w, r)
		return
	}
	usual(w, r)
}

func (n *internet) answer(path string, h http.HandlerFunc) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.answers[path] = h
}

func (n *internet) requests() int {
	n.mu.Lock()
	defer n.mu.Unlock()
	sum := 0
	for _, times := range n.asked {
		sum += times
	}
	return sum
}

var indicatorPath = regexp.MustCompile(`^/v2/country/(\w\w)/indicator/([\w.]+)$`)

// usual answers as the services do.
func usual(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json;charset=utf-8")
	match := indicatorPath.FindStringSubmatch(r.URL.Path)
	switch {
	case match != nil && r.URL.Query().Get("format") == "json" && r.URL.Query().Get("mrnev") == "1":
		value, known := map[string]map[market.Indicator]string{"PT": portugal, "US": states}[match[1]][market.Indicator(match[2])]
		if !known {
			w.Write(file("worldbank-unknown.json"))
			return
		}
		w.Write(indicator(match[1], match[2], "2025", value))
	case r.URL.Path == "/v1/latest" && r.URL.RawQuery == "base=USD":
		w.Write(file("frankfurter.json"))
	case r.URL.Path == "/v6/latest/USD":
		w.Write(file("open-er-api.json"))
	default:
		http.NotFound(w, r)
	}
}

// indicator is the recorded answer about another indicator.
func indicator(country, id, year, value string) []byte {
	return []byte(strings.NewReplacer("SP.POP.TOTL", id, `"PT"`, `"`+country+`"`, `"2025"`, `"`+year+`"`, "10812345", value).
		Replace(string(file("worldbank.json"))))
}

func file(name string) []byte {
	raw, err := os.ReadFile("testdata/" + name)
	if err != nil {
		panic(err)
	}
	return raw
}

// says answers with a body.
func says(kind, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", kind)
		fmt.Fprint(w, body)
	}
}

// keeper keeps in memory; its clock is the test's.
type keeper struct {
	mu   sync.Mutex
	kept map[string][]byte
	at   map[string]time.Time
	now  func() time.Time
}

func newKeeper() *keeper {
	return &keeper{kept: map[string][]byte{}, at: map[string]time.Time{}, now: time.Now}
}

func (k *keeper) Reading(_ context.Context, subject string) ([]byte, time.Duration, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.kept[subject], k.now().Sub(k.at[subject]), nil
}

func (k *keeper) KeepReading(_ context.Context, subject string, body []byte) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.kept[subject], k.at[subject] = body, k.now()
	return nil
}

// older makes everything that is kept older.
func (k *keeper) older(by time.Duration) {
	k.mu.Lock()
	defer k.mu.Unlock()
	for subject := range k.at {
		k.at[subject] = k.at[subject].Add(-by)
	}
}

// lines are the log, one line an entry.
type lines struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lines) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lines) all() []string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return strings.FieldsFunc(l.b.String(), func(r rune) bool { return r == '\n' })
}

// start runs a feed on an internet until the test ends.
func start(t testing.TB, n *internet, k live.Keeper, change ...func(*live.Config)) (*live.Feed, *lines) {
	t.Helper()
	log := &lines{}
	cfg := live.Config{
		WorldBank: n.URL, Frankfurter: n.URL + "/", OpenERAPI: n.URL, Keeper: k,
		Patience: 20 * time.Second, Logger: zerolog.New(log).Level(zerolog.InfoLevel),
	}
	for _, c := range change {
		c(&cfg)
	}
	f, err := live.New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- f.Run(ctx) }()
	t.Cleanup(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Errorf("the feed ended with %v", err)
		}
	})
	return f, log
}

// brief makes a brief about a café in Lisbon from what the feed has.
func brief(t testing.TB, f *live.Feed) market.Brief {
	t.Helper()
	atlas, err := market.New()
	if err != nil {
		t.Fatal(err)
	}
	b, err := atlas.BriefFrom(market.Query{Location: "Lisbon, Portugal", Currency: "EUR"}, f.Latest(t.Context(), "PT"))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func fact(t testing.TB, b market.Brief, key string) market.Fact {
	t.Helper()
	f, ok := b.Fact(key)
	if !ok {
		t.Fatalf("no fact %s", key)
	}
	return f
}
