package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"slices"
	"strconv"
	"strings"
)

// planspark is the product itself, as it is shipped; its planner's text is let go every 50 ms.
type planspark struct {
	*child
	url, dir string
	watched  string   // where its generations are watched; url, or another instance
	others   []func() // end what it needs
}

func startPlanspark(ctx context.Context, env []string, binary string, generations, pace int) (*planspark, error) {
	dir, err := os.MkdirTemp("", "planspark-peers-*")
	if err != nil {
		return nil, err
	}
	p := &planspark{dir: dir}
	return p, p.start(ctx, env, binary, generations, pace)
}

// start starts an instance; more are flags. What was begun ends with an error.
func (p *planspark) start(ctx context.Context, env []string, binary string, generations, pace int, more ...string) (err error) {
	defer func() {
		if err != nil {
			p.end()
		}
	}()
	p.child, err = start(ctx, env, binary, append([]string{
		"serve", "--listen", "127.0.0.1:0", "--data-dir", p.dir, "--log-level", "error",
		"--market-data", "snapshot", "--predict", "off", "--workers", strconv.Itoa(max(1, generations)), "--pace", strconv.Itoa(pace),
		"--max-active-per-user", "0", "--max-active-per-ip", "0", "--ip-rate", "0", "--user-rate", "0", "--daily-limit", "0",
		"--max-wait", "0", "--max-sessions-per-user", "0", "--max-sessions-per-ip", "0",
	}, more...)...)
	if err != nil {
		return err
	}
	for p.url == "" {
		line, err := p.lines.ReadString('\n')
		if err != nil {
			return fmt.Errorf("planspark said no address: %w", err)
		}
		if i := strings.Index(line, "http://"); i >= 0 {
			p.url, _, _ = strings.Cut(strings.TrimSpace(line[i:]), " ")
			p.url = strings.TrimSuffix(p.url, "/")
		}
	}
	p.watched = p.url
	return nil
}

// paceTicks is how often a second a paced text goes on.
const paceTicks = 20

// submit has plans written, each for a guest of its own, and returns their ids and the guests' tokens.
func (p *planspark) submit(ctx context.Context, n int) (ids, tokens []string, err error) {
	for i := range n {
		var guest struct{ Token string }
		if err := p.post(ctx, "/v1/session", "", nil, &guest); err != nil {
			return nil, nil, err
		}
		var s struct{ ID string }
		if err := p.post(ctx, "/v1/generations", guest.Token, map[string]string{"idea": fmt.Sprintf("A bakery by the river, number %d of many", i)}, &s); err != nil {
			return nil, nil, err
		}
		ids, tokens = append(ids, s.ID), append(tokens, guest.Token)
	}
	return ids, tokens, nil
}

func (p *planspark) post(ctx context.Context, path, token string, body, into any) error {
	raw, err := json.Marshal(body)
	if err != nil {
		return err
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, p.url+path, bytes.NewReader(raw))
	if err != nil {
		return err
	}
	r.Header.Set("Content-Type", "application/json")
	if token != "" {
		r.Header.Set("Authorization", "Bearer "+token)
	}
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 300 {
		return fmt.Errorf("%s: %s", path, resp.Status)
	}
	return json.NewDecoder(resp.Body).Decode(into)
}

func (p *planspark) end() {
	if p.child != nil {
		p.child.end()
	}
	for _, end := range slices.Backward(p.others) {
		end()
	}
	_ = os.RemoveAll(p.dir)
}
