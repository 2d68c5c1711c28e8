package market

import (
	"bytes"
	"compress/gzip"
	"embed"
	"encoding/binary"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
)

//go:embed data/countries.tsv data/countries_es.tsv data/cities_es.tsv data/groups.tsv data/economy.tsv data/currencies.tsv data/regions.tsv data/aliases.tsv data/gazetteer.tsv.gz
var files embed.FS

// rows reads one of the embedded tables: tab-separated, comment lines begin
// with '#', every line has the same number of columns.
func rows(name string, columns int) ([][]string, error) {
	raw, err := files.ReadFile("data/" + name)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	var out [][]string
	for n, line := range strings.Split(string(raw), "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		cells := strings.Split(line, "\t")
		if len(cells) != columns {
			return nil, fmt.Errorf("%s:%d: %d columns, want %d", name, n+1, len(cells), columns)
		}
		out = append(out, cells)
	}
	return out, nil
}

// gazetteerLines calls each for every line of the generated gazetteer. The slice is used again for the next line.
func gazetteerLines(each func(cells []string) error) error {
	raw, err := files.ReadFile("data/gazetteer.tsv.gz")
	if err != nil {
		return fmt.Errorf("read gazetteer: %w", err)
	}
	unpacked, err := gzip.NewReader(bytes.NewReader(raw))
	if err != nil {
		return fmt.Errorf("unpack gazetteer: %w", err)
	}
	var text strings.Builder // what is cut out of it shares its room
	text.Grow(unpackedSize(raw))
	if _, err := io.Copy(&text, unpacked); err != nil {
		return fmt.Errorf("unpack gazetteer: %w", err)
	}
	n := 0
	var cells []string
	for line := range strings.Lines(text.String()) {
		n++
		cells = slices.AppendSeq(cells[:0], strings.SplitSeq(strings.TrimSuffix(line, "\n"), "\t"))
		if err := each(cells); err != nil {
			return fmt.Errorf("gazetteer:%d: %w", n, err)
		}
	}
	return nil
}

// unpackedSize is what gzip says of a file at its end: the length of what was packed (RFC 1952 §2.3.1).
func unpackedSize(packed []byte) int { return int(binary.LittleEndian.Uint32(packed[len(packed)-4:])) }

// decimal reads a plain decimal number exactly, as a multiple of 10^-digits.
func decimal(s string, digits int) (int64, error) {
	whole, fraction, _ := strings.Cut(s, ".")
	if len(fraction) > digits {
		return 0, fmt.Errorf("%q has more than %d decimals", s, digits)
	}
	n, err := strconv.ParseInt(whole+fraction+strings.Repeat("0", digits-len(fraction)), 10, 64)
	if err != nil {
		return 0, fmt.Errorf("%q is not a number", s)
	}
	return n, nil
}
