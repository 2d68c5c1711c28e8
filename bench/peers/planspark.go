package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"strconv"
	"strings"
)

// planspark is the product itself, as it is shipped; its planner's text is let go every 50 ms.
type planspark struct {
	*child
	url, token, dir string
}

func startPlanspark(ctx context.Context, env []string, binary string, generations, text int) (*planspark, error) {
	dir, err := os.MkdirTemp("", "planspark-peers-*")
	if err != nil {
		return nil, err
	}
	p := &planspark{dir: dir}
	p.child, err = start(ctx, env, binary, "serve", "--listen", "127.0.0.1:0", "--data-dir", dir, "--log-level", "error",
		"--market-data", "snapshot", "--predict", "off", "--workers", strconv.Itoa(max(1, generations)), "--pace", strconv.Itoa(text*paceTicks),
		"--max-active-per-user", "0", "--max-active-per-ip", "0", "--ip-rate", "0", "--user-rate", "0", "--daily-limit", "0",
		"--max-wait", "0", "--max-sessions-per-user", "0", "--max-sessions-per-ip", "0")
	if err != nil {
		return nil, err
	}
	for p.url == "" {
		line, err := p.lines.ReadString('\n')
		if err != nil {
			p.end()
			return nil, fmt.Errorf("planspark said no address: %w", err)
		}
		if i := strings.Index(line, "http://"); i >= 0 {
			p.url, _, _ = strings.Cut(strings.TrimSpace(line[i:]), " ")
			p.url = strings.TrimSuffix(p.url, "/")
		}
	}
	var session struct{ Token string }
	if err := p.post(ctx, "/v1/session", nil, &session); err != nil {
		p.end()
		return nil, err
	}
	p.token = session.Token
	return p, nil
}

// paceTicks is how often a second a paced text goes on.
const paceTicks = 20

// submit has plans written, and returns their ids.
func (p *planspark) submit(ctx context.Context, n int) ([]string, error) {
	var ids []string
	for i := range n {
		var s struct{ ID string }
		if err := p.post(ctx, "/v1/generations", map[string]string{"idea": fmt.Sprintf("A bakery by the river, number %d of many", i)}, &s); err != nil {
			return nil, err
		}
		ids = append(ids, s.ID)
	}
	return ids, nil
}

func (p *planspark) post(ctx context.Context, path string, body, into any) error {
	raw, err := json.Marshal(body)
	if err != nil {
		return err
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, p.url+path, bytes.NewReader(raw))
	if err != nil {
		return err
	}
	r.Header.Set("Content-Type", "application/json")
	if p.token != "" {
		r.Header.Set("Authorization", "Bearer "+p.token)
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
	p.child.end()
	_ = os.RemoveAll(p.dir)
}
