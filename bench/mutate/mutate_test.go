package main

import (
	"bytes"
	"strings"
	"testing"
)

// TestWhatNoTestNoticesIsNamed changes a small package whose test has holes.
func TestWhatNoTestNoticesIsNamed(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles")
	}
	var out bytes.Buffer
	if err := run(t.Context(), []string{"./testdata/small"}, &out); err != nil {
		t.Fatal(err)
	}
	told := out.String()
	for _, line := range []string{
		"survived	small.go:12	holds	fee > 5 → true",
		"unreached	small.go:12	bound	fee > 5: > → >=",
		"survived	small.go:12	number	5 → another",
		"unreached	small.go:23	sql	statement: AND fee > 10 →",
	} {
		if !strings.Contains(told, line) {
			t.Errorf("it does not say %q", line)
		}
	}
	for _, noticed := range []string{"paid < 0 → false", "paid < 0: <", "member → true", "errors.New", "left out", "sign", "min max"} {
		if strings.Contains(told, noticed) {
			t.Errorf("a test fails for %q, and it is said to survive", noticed)
		}
	}
	if t.Failed() {
		t.Log(told)
	}
}

func TestEachClauseOfAStatementIsLeftOut(t *testing.T) {
	const text = `UPDATE g SET a = :a, b = COALESCE(:b, b) WHERE id = :id AND (x = 1 OR y <= {now}) ORDER BY id LIMIT :n RETURNING id`
	want := []string{
		`UPDATE g SET b = COALESCE(:b, b) WHERE id = :id AND (x = 1 OR y <= {now}) ORDER BY id LIMIT :n RETURNING id`,
		`UPDATE g SET a = :a WHERE id = :id AND (x = 1 OR y <= {now}) ORDER BY id LIMIT :n RETURNING id`,
		`UPDATE g SET a = :a, b = COALESCE(:b, b) WHERE true AND (x = 1 OR y <= {now}) ORDER BY id LIMIT :n RETURNING id`,
		`UPDATE g SET a = :a, b = COALESCE(:b, b) WHERE id = :id ORDER BY id LIMIT :n RETURNING id`,
		`UPDATE g SET a = :a, b = COALESCE(:b, b) WHERE id = :id AND (x = 2 OR y <= {now}) ORDER BY id LIMIT :n RETURNING id`,
		`UPDATE g SET a = :a, b = COALESCE(:b, b) WHERE id = :id AND (x = 1 OR y < {now}) ORDER BY id LIMIT :n RETURNING id`,
		`UPDATE g SET a = :a, b = COALESCE(:b, b) WHERE id = :id AND (x = 1 OR y <= {now}) ORDER BY id DESC LIMIT :n RETURNING id`,
		`UPDATE g SET a = :a, b = COALESCE(:b, b) WHERE id = :id AND (x = 1 OR y <= {now}) ORDER BY id RETURNING id`,
	}
	var got []string
	for _, v := range variants(text) {
		got = append(got, oneLine(v.text))
	}
	if g, w := strings.Join(got, "\n"), strings.Join(want, "\n"); g != w {
		t.Errorf("got\n%s\nwant\n%s", g, w)
	}
}
