package market

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"embed"
	"fmt"
	"io"
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

// gazetteerLines calls each for every line of the generated gazetteer.
func gazetteerLines(each func(cells []string) error) error {
	raw, err := files.ReadFile("data/gazetteer.tsv.gz")
	if err != nil {
		return fmt.Errorf("read gazetteer: %w", err)
	}
	unpacked, err := gzip.NewReader(bytes.NewReader(raw))
	if err != nil {
		return fmt.Errorf("unpack gazetteer: %w", err)
	}
	text, err := io.ReadAll(bufio.NewReader(unpacked))
	if err != nil {
		return fmt.Errorf("unpack gazetteer: %w", err)
	}
	n := 0
	for line := range strings.Lines(string(text)) {
		n++
		if err := each(strings.Split(strings.TrimSuffix(line, "\n"), "\t")); err != nil {
			return fmt.Errorf("gazetteer:%d: %w", n, err)
		}
	}
	return nil
}

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
