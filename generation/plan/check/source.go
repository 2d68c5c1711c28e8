package check

import (
	"math"
	"math/big"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/planspark/planspark/generation/market"
	"github.com/planspark/planspark/generation/plan"
	"github.com/planspark/planspark/protocol"
)

// Source is all that a plan's texts may state.
type Source struct {
	reader   *reader
	exponent int
	amounts  []int64         // minor units without sign, sorted
	percents map[string]bool // per cent with one decimal, "12.5"
	counts   map[string]bool // numbers with up to two decimals
	largest  int64           // months of the plan: smaller whole numbers are its calendar

	place place       // of the statement that is being gathered
	note  func(state) // is told of each statement while they are gathered; nil is not
}

// NewSource gathers the figures of a plan: those of the model and what is
// computed from them by Derived, of the brief, of the business type, and of the
// request.
func NewSource(m *plan.Model, b market.Brief, r protocol.Request) *Source {
	return gathered(m, b, r, nil)
}

func gathered(m *plan.Model, b market.Brief, r protocol.Request, note func(state)) *Source {
	s := &Source{
		reader: newReader(r.Locale, m.Currency), exponent: m.Exponent,
		percents: map[string]bool{}, counts: map[string]bool{}, largest: int64(max(60, len(m.Months))),
		note: note,
	}
	for i, gather := range [...]func(){
		func() { s.walk(reflect.ValueOf(m).Elem(), "") },
		func() { s.derive(m, b) },
		func() { s.brief(b, r.Locale) },
		func() {
			for _, text := range []string{r.Idea, r.Personalization, r.Location, string(r.Budget)} {
				s.quote(text)
			}
		},
	} {
		s.place = place(0).at(i)
		gather()
	}
	slices.Sort(s.amounts)
	s.amounts = slices.Clone(slices.Compact(s.amounts)) // most are there more than once; kept as long as the plan is written
	return s
}

// Stray returns the figures of a text that have no source, in their order.
func (s *Source) Stray(text string) []Figure {
	var out []Figure
	for _, f := range s.reader.find(text) {
		if !s.knows(f) {
			out = append(out, f)
		}
	}
	return out
}

func (s *Source) knows(f Figure) bool {
	for _, v := range f.values {
		switch f.Kind {
		case Amount:
			if s.knowsAmount(v) {
				return true
			}
		case Percentage:
			if s.percents[decimals(v, 1)] && v.Cmp(rounded(v, 1)) == 0 {
				return true
			}
		default:
			if s.counts[decimals(v, 2)] && v.Cmp(rounded(v, 2)) == 0 || s.calendar(v) {
				return true
			}
		}
	}
	return false
}

// calendar accepts small whole numbers: months of the plan, weeks, steps.
func (s *Source) calendar(v *big.Rat) bool {
	return v.IsInt() && v.Num().IsInt64() && v.Num().Int64() <= s.largest
}

// knowsAmount compares with all amounts in each rounding that a text may have:
// exact, to a major unit (one more or less for lines made to add up, two for
// large amounts), to two or three digits.
func (s *Source) knowsAmount(v *big.Rat) bool {
	n, ok := s.minor(v)
	if !ok {
		return false
	}
	tolerance := int64(0)
	if n%s.unit() == 0 && s.unit() > 1 {
		tolerance = s.unit()
	}
	if n >= 100*s.unit() {
		tolerance = 2 * s.unit()
	}
	if i, _ := slices.BinarySearch(s.amounts, n-tolerance); i < len(s.amounts) && s.amounts[i] <= n+tolerance {
		return true
	}
	return s.coarse(n)
}

// coarse accepts an amount in steps of five of its third digit that an amount
// rounds to.
func (s *Source) coarse(n int64) bool {
	step := coarseStep(n)
	if n < 100 || n%step != 0 {
		return false
	}
	i, _ := slices.BinarySearch(s.amounts, n-step/2)
	return i < len(s.amounts) && s.amounts[i] <= n+step/2
}

// coarseStep is five of the third digit of an amount.
func coarseStep(n int64) int64 {
	step := int64(5)
	for rest := n / 1000; rest > 0; rest /= 10 {
		step *= 10
	}
	return step
}

func (s *Source) unit() int64 {
	unit := int64(1)
	for range s.exponent {
		unit *= 10
	}
	return unit
}

func (s *Source) amount(m plan.Money) {
	minor := int64(max(m, -m))
	s.amounts = append(s.amounts, minor)
	s.state(Amount, minor, "")
}

// ppm adds a share, and what is left of it or lies above one.
func (s *Source) ppm(n int64) {
	for _, v := range []int64{n, 1_000_000 - n} {
		r := big.NewRat(max(v, -v), 10_000)
		for _, places := range []int{0, 1} {
			s.percent(decimals(rounded(r, places), 1))
		}
	}
}

// milli adds thousandths in each rounding of plan.Format.Units.
func (s *Source) milli(n int64) {
	r := big.NewRat(max(n, -n), 1000)
	for _, places := range []int{0, 1} {
		s.count(rounded(r, places))
	}
}

func (s *Source) percent(oneDecimal string) {
	s.percents[oneDecimal] = true
	s.state(Percentage, 0, oneDecimal)
}

func (s *Source) count(v *big.Rat) { s.counted(decimals(v, 2)) }

func (s *Source) counted(twoDecimals string) {
	s.counts[twoDecimals] = true
	s.state(Count, 0, twoDecimals)
}

func (s *Source) whole(n int64) { s.count(new(big.Rat).SetInt64(max(n, -n))) }

// walk gathers the numbers of a value by their types and names: plan.Money,
// PPM, Milli, Tenths, and what stands within texts.
func (s *Source) walk(v reflect.Value, name string) {
	here := s.place
	defer func() { s.place = here }()
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			s.walk(v.Elem(), name)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if f := v.Type().Field(i); f.IsExported() {
				s.place = here.at(i)
				s.walk(v.Field(i), f.Name)
			}
		}
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			s.place = here.at(i)
			s.walk(v.Index(i), name)
		}
	case reflect.Map:
		for _, key := range v.MapKeys() {
			s.place = here.under(key.String())
			s.walk(v.MapIndex(key), name)
		}
	case reflect.String:
		s.quote(v.String())
	case reflect.Float64:
		s.ratio(v.Float())
	case reflect.Int, reflect.Int64:
		s.integer(v, name)
	}
}

func (s *Source) integer(v reflect.Value, name string) {
	switch n := v.Int(); {
	case v.Type() == reflect.TypeFor[plan.Money]():
		s.amount(plan.Money(n))
	case strings.HasSuffix(name, "PPM"), strings.HasPrefix(name, "CashOut"), name == "Season", name == "Ramp":
		s.ppm(n)
	case strings.HasSuffix(name, "Milli"):
		s.milli(n)
	case name == "Tenths", name == "Steps":
		s.count(big.NewRat(n, 10))
		s.whole(n)
	default:
		s.whole(n)
		if n > 0 && n <= 100 {
			s.ppm(n * 10_000) // benchmarks are whole per cent
		}
	}
}

// ratio adds a plain ratio, and the same as per cent.
func (s *Source) ratio(x float64) {
	if x != x || x > 1e12 || x < -1e12 {
		return
	}
	s.count(rounded(new(big.Rat).SetFloat64(max(x, -x)), 2))
	s.ppm(int64(math.Round(x * 1_000_000)))
}

// quote adds the figures of a text that may be cited.
func (s *Source) quote(text string) {
	for _, f := range s.reader.find(text) {
		for _, v := range f.values {
			s.counted(decimals(v, 2))
			s.percent(decimals(v, 1))
			if minor, ok := s.minor(v); ok && f.Kind != Percentage {
				s.amount(plan.Money(minor))
			}
		}
	}
}

// brief adds what the market brief says.
func (s *Source) brief(b market.Brief, locale string) {
	for _, f := range b.Facts {
		s.quote(f.TextIn(locale) + " " + f.Label + " " + f.Source + " " + strconv.Itoa(f.Year))
		s.ratio(f.Value / 100)
	}
	s.walk(reflect.ValueOf(b.Location), "")
	s.walk(reflect.ValueOf(b.Demand), "")
	s.quote(b.DateIn(locale) + " " + strings.Join(b.Findings, " ") + " " + strings.Join(b.Assumed, " "))
	s.whole(b.Population)
	s.whole(b.CityPopulation)
}

// rounded rounds half away from zero to decimal places.
func rounded(v *big.Rat, places int) *big.Rat {
	r, _ := new(big.Rat).SetString(decimals(v, places))
	return r
}

func decimals(v *big.Rat, places int) string { return v.FloatString(places) }
