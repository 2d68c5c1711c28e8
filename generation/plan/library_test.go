package plan

import (
	"strings"
	"testing"
)

func TestSpoiledBusinessTypesAreRefused(t *testing.T) {
	whole := string(archetypesJSON)
	for name, change := range map[string][2]string{
		"unknown field":   {`"naics"`, `"nacis"`},
		"version":         {`"version": 1`, `"version": 2`},
		"season":          {`920000`, `930000`},
		"index":           {`"index": "rent"`, `"index": "rnet"`},
		"kind of item":    {`"kind": "deposit"`, `"kind": "gift"`},
		"driver":          {`"kind": "flow"`, `"kind": "flood"`},
		"twice":           {`"slug": "restaurant"`, `"slug": "cafe"`},
		"negative price":  {`"price_usd_cents": 750`, `"price_usd_cents": -750`},
		"format":          {`"slug": "lean"`, `"slug": "mean"`},
		"missing default": {`"slug": "other"`, `"slug": "rest"`},
	} {
		spoiled := strings.Replace(whole, change[0], change[1], 1)
		if spoiled == whole {
			t.Fatalf("%s: %s is not in the file", name, change[0])
		}
		if _, err := parseLibrary(strings.NewReader(spoiled)); err == nil {
			t.Errorf("%s: %s was loaded", name, change[1])
		}
	}
}

func TestUnitsHaveAPlural(t *testing.T) {
	l, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	want := "customers covers orders customers orders sales subscribers paying users billable hours retainer clients " +
		"billable hours jobs jobs visits members lesson hours children sessions events guests closed deals units sold " +
		"baskets drops visits visits jobs nights funded places sales"
	var got []string
	for i := range l.types {
		got = append(got, plural(l.types[i].Driver.Unit))
	}
	if strings.Join(got, " ") != want {
		t.Errorf("got %s", strings.Join(got, " "))
	}
}
