package writer_test

import (
	"flag"
	"maps"
	"os"
	"path/filepath"
	"testing"
)

var update = flag.Bool("update", false, "write the golden files anew")

func TestPlansReadAsTheyWereApproved(t *testing.T) {
	d := newDesk(t)
	all := readings()
	maps.Copy(all, spanishReadings())
	for name, r := range all {
		text := documentIn(r.Locale, d.write(d.input(r, 7)))
		path := filepath.Join("testdata", name+".md")
		if *update {
			if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if text != string(want) {
			t.Errorf("%s differs from %s; read the difference, then run with -update", name, path)
		}
	}
}
