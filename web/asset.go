package web

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
)

// The Cache-Control values: an asset's address changes with its content, a page's does not.
const (
	CacheImmutable  = "public, max-age=31536000, immutable"
	CacheRevalidate = "no-cache"
)

// Asset is a file as it is served. Its byte slices are shared: read them, never write.
type Asset struct {
	Path         string // address, with the content's hash; empty for a page
	ContentType  string
	CacheControl string
	ETag         string // strong, quoted; the same for every encoding's content, so send Vary: Accept-Encoding
	Body         []byte // as it is
	Gzip         []byte // nil when it would not be smaller
}

// NewAsset makes an asset that is compressed where that makes it smaller. See Asset for its fields.
func NewAsset(path, contentType, cache string, body []byte) (Asset, error) {
	a := Asset{Path: path, ContentType: contentType, CacheControl: cache, ETag: `"` + digest(body) + `"`, Body: body}
	if !compressible(contentType) {
		return a, nil
	}
	var err error
	if a.Gzip, err = gzipped(body); err != nil {
		return Asset{}, fmt.Errorf("gzip %s: %w", path, err)
	}
	return a, nil
}

// Encoded chooses the body for an Accept-Encoding header and names its Content-Encoding, empty for none.
func (a Asset) Encoded(acceptEncoding string) (body []byte, encoding string) {
	if a.Gzip != nil && accepts(acceptEncoding, "gzip") {
		return a.Gzip, "gzip"
	}
	return a.Body, ""
}

// accepts says whether a coding is named in the header and not refused with q=0.
func accepts(header, coding string) bool {
	for item := range strings.SplitSeq(header, ",") {
		name, q, _ := strings.Cut(item, ";")
		if !strings.EqualFold(strings.TrimSpace(name), coding) {
			continue
		}
		q = strings.ReplaceAll(strings.ToLower(q), " ", "")
		return !strings.HasPrefix(q, "q=0") || strings.Trim(strings.TrimPrefix(q, "q=0"), ".0") != ""
	}
	return false
}

func compressible(contentType string) bool {
	return strings.HasPrefix(contentType, "text/") || strings.HasPrefix(contentType, "image/svg") ||
		strings.HasPrefix(contentType, "application/json") || strings.HasPrefix(contentType, "application/yaml")
}

// digest names a content: 8 bytes of its SHA-256, beyond any accident among a hundred files.
func digest(body []byte) string {
	sum := sha256.Sum256(body)
	return hex.EncodeToString(sum[:8])
}

func gzipped(body []byte) ([]byte, error) {
	var out bytes.Buffer
	w, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(body); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return smaller(out.Bytes(), body), nil
}

func smaller(packed, body []byte) []byte {
	if len(packed) >= len(body) {
		return nil
	}
	return packed
}
