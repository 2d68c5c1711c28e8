package market

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// Atlas answers questions about places from the embedded snapshot. It never
// changes after it is made and is safe for concurrent use.
type Atlas struct {
	countries     map[string]*country
	codes         map[string]string // alpha-2 and alpha-3, lower case → alpha-2
	currencies    []Currency
	currencyIndex map[string]int
	cities        []city
	cityNames     map[string][]int32 // folded name → cities, larger first within the file's order
	alone         []int32            // what cityNames refers to where there is one: most have a name for themselves
	regionNames   map[string][]region
	regionCodes   map[string][]region

	spanishCountries map[string]string // by code
	spanishCities    map[cityName]string
	spanishTexts     map[string]string // by the English text
	americanTexts    map[string]string // the same in the Spanish of America
}

// country is what the snapshot knows about one country.
type country struct {
	code, name, currency string
	languages            []string
	southern             bool
	economy              economy
}

type city struct {
	name, country, admin string
	population           int64
	capital, southern    bool
	town                 bool // yields to a city that the same words name
	everyday             bool // its name is made of words that a location may hold for another reason
	builtUp              bool // population is our estimate for the built-up area
}

// region is what a name or a code in a location may restrict cities to.
type region struct{ country, admin string }

func (r region) holds(c *city) bool {
	return r.country == c.country && (r.admin == "" || r.admin == c.admin)
}

// shared is parsed once a process, on first use, and never changes.
var shared = sync.OnceValues(parse)

// New returns the atlas. The embedded data is parsed by the first call in the
// process; later calls share it. An error means that the binary was built with
// broken data.
func New() (*Atlas, error) { return shared() }

// citiesAhead is how many cities, and names of them, there is room for before they are read.
const citiesAhead = 1 << 15

func parse() (*Atlas, error) {
	a := &Atlas{
		countries:   make(map[string]*country, 256),
		codes:       make(map[string]string, 512),
		cityNames:   make(map[string][]int32, citiesAhead),
		alone:       make([]int32, 0, citiesAhead),
		regionNames: make(map[string][]region, 16384),
		regionCodes: make(map[string][]region, 512),
	}
	var err error
	if a.currencies, a.currencyIndex, err = parseCurrencies(); err != nil {
		return nil, fmt.Errorf("market data: %w", err)
	}
	for _, step := range []func() error{a.parseCountries, a.parseEconomies, a.parseRegions, a.parseGazetteer, a.parseAliases, a.parseSpanish} {
		if err := step(); err != nil {
			return nil, fmt.Errorf("market data: %w", err)
		}
	}
	return a, nil
}

func (a *Atlas) parseCountries() error {
	table, err := rows("countries.tsv", 7)
	if err != nil {
		return err
	}
	for _, cells := range table {
		c := &country{
			code: cells[0], name: cells[5], currency: cells[2],
			southern: cells[3] == "S", languages: strings.Split(cells[4], ","),
		}
		if _, ok := a.currencyIndex[c.currency]; !ok {
			return fmt.Errorf("country %s: currency %s is unknown", c.code, c.currency)
		}
		a.countries[c.code] = c
		here := region{country: c.code}
		for _, code := range []string{cells[0], cells[1]} {
			folded := strings.ToLower(code)
			a.codes[folded] = c.code
			a.regionCodes[folded] = append(a.regionCodes[folded], here)
		}
		a.nameRegion(c.name, here)
		if cells[6] != "" {
			for _, name := range strings.Split(cells[6], "|") {
				a.nameRegion(name, here)
			}
		}
	}
	return nil
}

// nameRegion indexes a region under a name, once.
func (a *Atlas) nameRegion(name string, r region) {
	key := fold(name)
	for _, known := range a.regionNames[key] {
		if known == r {
			return
		}
	}
	a.regionNames[key] = append(a.regionNames[key], r)
}

func (a *Atlas) parseRegions() error {
	table, err := rows("regions.tsv", 4)
	if err != nil {
		return err
	}
	for _, cells := range table {
		r := region{country: cells[0], admin: cells[1]}
		a.nameRegion(cells[2], r)
		code := strings.ToLower(cells[3])
		a.regionCodes[code] = append(a.regionCodes[code], r)
	}
	return nil
}

func (a *Atlas) parseGazetteer() error {
	a.cities = make([]city, 0, citiesAhead)
	return gazetteerLines(func(cells []string) error {
		switch {
		case cells[0] == "N" && len(cells) == 3:
			if key := fold(cells[2]); len(a.regionNames[key]) == 0 { // an English name goes first
				a.regionNames[key] = []region{{country: cells[1]}}
			}
			return nil
		case cells[0] == "P" && len(cells) == 7:
			hundreds, err := strconv.ParseInt(cells[4], 10, 64)
			if err != nil {
				return fmt.Errorf("population %q", cells[4])
			}
			a.cities = append(a.cities, city{
				name: cells[1], country: cells[2], admin: cells[3], population: hundreds * 100,
				capital: strings.Contains(cells[5], "C"), southern: strings.Contains(cells[5], "S"),
				town: strings.Contains(cells[5], "T"), everyday: strings.Contains(cells[5], "W"),
			})
			a.nameCity(cells[1], len(a.cities)-1)
			for name := range strings.SplitSeq(cells[6], "|") {
				a.nameCity(name, len(a.cities)-1)
			}
			return nil
		}
		return fmt.Errorf("unknown line of kind %q with %d cells", cells[0], len(cells))
	})
}

// nameCity indexes a city under a name, once.
func (a *Atlas) nameCity(name string, i int) {
	key := fold(name)
	if key == "" {
		return
	}
	for _, known := range a.cityNames[key] {
		if int(known) == i {
			return
		}
	}
	if known := a.cityNames[key]; len(known) > 0 {
		a.cityNames[key] = append(known, int32(i))
		return
	}
	a.alone = append(a.alone, int32(i))
	a.cityNames[key] = slices.Clip(a.alone[len(a.alone)-1:])
}

func (a *Atlas) parseAliases() error {
	table, err := rows("aliases.tsv", 4)
	if err != nil {
		return err
	}
	for _, cells := range table {
		i, ok := a.largestCity(cells[0], cells[1])
		if !ok {
			return fmt.Errorf("aliases: no city %s in %s", cells[1], cells[0])
		}
		if cells[2] != "-" {
			thousands, err := strconv.ParseInt(cells[2], 10, 64)
			if err != nil {
				return fmt.Errorf("aliases: population %q of %s", cells[2], cells[1])
			}
			a.cities[i].population, a.cities[i].builtUp = thousands*1000, true
		}
		for _, name := range strings.Split(cells[3], "|") {
			a.nameCity(name, i)
		}
	}
	return nil
}

func (a *Atlas) largestCity(country, name string) (int, bool) {
	best, found := 0, false
	for _, i := range a.cityNames[fold(name)] {
		c := &a.cities[i]
		if c.country == country && (!found || c.population > a.cities[best].population) {
			best, found = int(i), true
		}
	}
	return best, found
}
