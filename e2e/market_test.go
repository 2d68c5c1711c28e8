package e2e

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"github.com/planspark/planspark/client"
	"github.com/planspark/planspark/protocol"
)

// services stands in for the three that figures are read from.
func services(t *testing.T) *httptest.Server {
	t.Helper()
	figures := map[string]string{
		"SP.POP.TOTL": "10777777", "NY.GDP.PCAP.PP.CD": "50000", "FP.CPI.TOTL.ZG": "2.4", "PA.NUS.PPPC.RF": "0.61", "PA.NUS.FCRF": "0.88", "SL.UEM.TOTL.ZS": "6.3",
	}
	path := regexp.MustCompile(`^/v2/country/(\w\w)/indicator/([\w.]+)$`)
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		m := path.FindStringSubmatch(r.URL.Path)
		switch {
		case m != nil:
			fmt.Fprintf(w, `[{"page":1,"pages":1,"per_page":50,"total":1},[{"indicator":{"id":%q},"country":{"id":%q},"date":"2025","value":%s}]]`, m[2], m[1], figures[m[2]])
		case r.URL.Path == "/v1/latest":
			fmt.Fprint(w, `{"amount":1.0,"base":"USD","date":"2026-11-20","rates":{"EUR":0.8614,"GBP":0.7523}}`)
		default:
			fmt.Fprint(w, `{"result":"success","base_code":"USD","time_last_update_unix":1795132951,"rates":{"USD":1,"EUR":0.8619,"PLN":3.66}}`)
		}
	}))
	t.Cleanup(s.Close)
	return s
}

// source makes a plan and returns where its market figures come from, and its text about the market.
func (s *service) source(idea, place string) (source, text string) {
	s.t.Helper()
	c, err := client.New(client.Config{Server: s.url})
	if err != nil {
		s.t.Fatal(err)
	}
	defer c.CloseIdle()
	if _, err := c.NewGuest(s.t.Context()); err != nil {
		s.t.Fatal(err)
	}
	sub, err := c.Submit(s.t.Context(), protocol.Request{Idea: idea, Location: place})
	if err != nil {
		s.t.Fatal(err)
	}
	for _, err := range c.Watch(s.t.Context(), sub.ID, protocol.Cursor{}) {
		if err != nil {
			s.t.Fatal(err)
		}
	}
	body, err := c.Plan(s.t.Context(), sub.ID, protocol.FormatJSON)
	if err != nil {
		s.t.Fatal(err)
	}
	defer body.Close()
	var plan struct {
		Market   struct{ Source string }
		Sections []struct{ Section, Markdown string }
	}
	if err := json.NewDecoder(body).Decode(&plan); err != nil {
		s.t.Fatal(err)
	}
	for _, section := range plan.Sections {
		if section.Section == "market-analysis" {
			text = section.Markdown
		}
	}
	return plan.Market.Source, text
}

func TestAPlanSaysWhetherItsMarketFiguresWereReadKeptOrBundled(t *testing.T) {
	t.Parallel()
	far := services(t)
	flags := []string{"--market-data", "live", "--world-bank-url", far.URL, "--frankfurter-url", far.URL, "--open-er-api-url", far.URL}
	s := serve(t, binaries.race, t.TempDir(), "", flags...)
	source, text := s.source("A small café with home-made cakes", "Lisbon, Portugal")
	if source != "live" || !strings.Contains(text, "10.8 million") || !strings.Contains(text, "World Bank SP.POP.TOTL") {
		t.Errorf("the first plan is %s: %s", source, text)
	}
	if source, _ := s.source("A bakery with a wood oven", "Porto, Portugal"); source != "cache" {
		t.Errorf("the second plan of a country is %s", source)
	}
	far.Close()
	if code := s.terminate(); code != 0 {
		t.Fatalf("exit code %d\n%s", code, s.stderr)
	}
	s = s.again(binaries.race, flags...)
	if source, text := s.source("A bookshop with a reading corner", "Lisbon, Portugal"); source != "cache" || !strings.Contains(text, "10.8 million") {
		t.Errorf("after a restart without a network the plan is %s", source)
	}
	if source, text := s.source("A bookshop with a reading corner", "Warsaw, Poland"); source != "snapshot" || !strings.Contains(text, "World Bank") {
		t.Errorf("a country that nobody read is %s: %s", source, text)
	}
	if code := s.terminate(); code != 0 {
		t.Errorf("exit code %d\n%s", code, s.stderr)
	}
}
