package live

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/cenkalti/backoff/v5"
)

// Bounds of one question to a service.
const (
	requestTimeout = 5 * time.Second
	maxBody        = 1 << 20 // bytes; the largest answer is some 5 KB
	maxTries       = 2
	mostRetryAfter = 5 * time.Second // a service that asks for more is left alone until the next refresh
)

// errAnswer is an answer that came and is of no use: asking again would not help.
var errAnswer = errors.New("unusable answer")

// client asks one service.
type client struct {
	base string // scheme and host, perhaps a path; without a slash at the end
	http *http.Client
}

// get asks for JSON. What may pass by itself (no connection, 429, 5xx) is tried once more.
func (c client) get(ctx context.Context, path string, into any) error {
	_, err := backoff.Retry(ctx, func() (struct{}, error) {
		return struct{}{}, c.once(ctx, path, into)
	}, backoff.WithBackOff(backoff.NewExponentialBackOff()), backoff.WithMaxTries(maxTries))
	return err
}

func (c client) once(ctx context.Context, path string, into any) error {
	ctx, cancel := context.WithTimeout(ctx, requestTimeout)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, c.base+path, nil)
	if err != nil {
		return backoff.Permanent(err)
	}
	r.Header.Set("Accept", "application/json")
	r.Header.Set("User-Agent", "planspark")
	resp, err := c.http.Do(r)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(io.LimitReader(resp.Body, maxBody+1))
	if err != nil {
		return err
	}
	if err := usable(resp, body); err != nil {
		return err
	}
	if err := json.Unmarshal(body, into); err != nil {
		return backoff.Permanent(fmt.Errorf("%w: %w", errAnswer, err))
	}
	return nil
}

// usable says why an answer is none that could hold figures.
func usable(resp *http.Response, body []byte) error {
	switch kind, _, _ := mime.ParseMediaType(resp.Header.Get("Content-Type")); {
	case resp.StatusCode == http.StatusTooManyRequests || resp.StatusCode >= 500:
		return refused(resp)
	case resp.StatusCode != http.StatusOK:
		return backoff.Permanent(fmt.Errorf("%w: status %d", errAnswer, resp.StatusCode))
	case len(body) > maxBody:
		return backoff.Permanent(fmt.Errorf("%w: more than %d bytes", errAnswer, maxBody))
	case strings.Contains(kind, "html"):
		return backoff.Permanent(fmt.Errorf("%w: a page instead of data", errAnswer))
	}
	return nil
}

// refused is a service that cannot answer now; when it says for how long, that is heeded.
func refused(resp *http.Response) error {
	err := fmt.Errorf("status %d", resp.StatusCode)
	seconds, parse := strconv.Atoi(resp.Header.Get("Retry-After"))
	switch wait := time.Duration(seconds) * time.Second; {
	case parse != nil:
		return err
	case wait > mostRetryAfter:
		return backoff.Permanent(err)
	default:
		return errors.Join(err, backoff.RetryAfter(seconds))
	}
}
