package market_test

import (
	"testing"

	"github.com/planspark/planspark/generation/market"
)

func atlas(t testing.TB) *market.Atlas {
	t.Helper()
	a, err := market.New()
	if err != nil {
		t.Fatalf("the embedded data does not load: %v", err)
	}
	return a
}

func TestLocationsPeopleWriteAreFound(t *testing.T) {
	tests := []struct{ location, country, city string }{
		{"Lisbon, Portugal", "PT", "Lisbon"},
		{"Graça, Lisboa", "PT", "Lisbon"},
		{"lisboa", "PT", "Lisbon"},
		{"LISBON", "PT", "Lisbon"},
		{"Lissabon", "PT", "Lisbon"},
		{"CAFE IN LISBON", "PT", "Lisbon"},
		{"porto pt", "PT", "Porto"},
		{"a village near Porto", "PT", "Porto"},
		{"Oporto", "PT", "Porto"},
		{"the Algarve", "PT", ""},
		{"Austin TX", "US", "Austin"},
		{"austin tx", "US", "Austin"},
		{"Austin, Texas, USA", "US", "Austin"},
		{"Tokyo", "JP", "Tokyo"},
		{"東京都渋谷区", "JP", "Tokyo"},
		{"Kuwait City", "KW", "Kuwait City"},
		{"Kuwait", "KW", ""},
		{"São Paulo – Brasil", "BR", "São Paulo"},
		{"Sao Paulo", "BR", "São Paulo"},
		{"UK", "GB", ""},
		{"England", "GB", ""},
		{"London, UK", "GB", "London"},
		{"London, Ontario", "CA", "London"},
		{"London ON", "CA", "London"},
		{"Londres", "GB", "London"},
		{"Chelsea, London", "GB", "London"},
		{"Paris", "FR", "Paris"},
		{"Paris, Texas", "US", "Paris"},
		{"Mumbai", "IN", "Mumbai"},
		{"Bombay", "IN", "Mumbai"},
		{"Bandra, Mumbai, India", "IN", "Mumbai"},
		{"München", "DE", "Munich"},
		{"Muenchen, Deutschland", "DE", "Munich"},
		{"Köln", "DE", "Köln"},
		{"Cologne, Germany", "DE", "Köln"},
		{"Frankfurt", "DE", "Frankfurt am Main"},
		{"Berlin-Kreuzberg", "DE", "Berlin"},
		{"ländliches Bayern", "DE", ""},
		{"Wien", "AT", "Vienna"},
		{"Zürich", "CH", "Zürich"},
		{"Geneva, Switzerland", "CH", "Genève"},
		{"en el centro de Sevilla", "ES", "Sevilla"},
		{"cerca de la mesa de Toledo, España", "ES", "Toledo"},
		{"El Centro", "US", "El Centro"},
		{"un local en El Centro, California", "US", "El Centro"},
		{"Milano, Italia", "IT", "Milan"},
		{"Roma", "IT", "Rome"},
		{"Tuscany", "IT", ""},
		{"Sevilla, España", "ES", "Sevilla"},
		{"Valencia, Spain", "ES", "Valencia"},
		{"Valencia, Venezuela", "VE", "Valencia"},
		{"Valencia", "ES", "Valencia"},
		{"Salamanca", "ES", "Salamanca"},
		{"Córdoba", "AR", "Córdoba"},
		{"Cambridge", "GB", "Cambridge"},
		{"Mallorca", "ES", ""},
		{"San Sebastian", "ES", "San Sebastián"},
		{"Den Haag", "NL", "The Hague"},
		{"Holland", "NL", ""},
		{"Brussels", "BE", "Brussels"},
		{"Copenhagen", "DK", "Copenhagen"},
		{"Göteborg, Sverige", "SE", "Göteborg"},
		{"Warszawa", "PL", "Warsaw"},
		{"Praha 2", "CZ", "Prague"},
		{"Łódź", "PL", "Łódź"},
		{"Київ", "UA", "Kyiv"},
		{"Москва", "RU", "Moscow"},
		{"İstanbul", "TR", "Istanbul"},
		{"Ankara, Turkey", "TR", "Ankara"},
		{"Αθήνα", "GR", "Athens"},
		{"Dubai, UAE", "AE", "Dubai"},
		{"دبي", "AE", "Dubai"},
		{"Cairo, Egypt", "EG", "Cairo"},
		{"Lagos, Nigeria", "NG", "Lagos"},
		{"Nairobi", "KE", "Nairobi"},
		{"Cape Town", "ZA", "Cape Town"},
		{"Joburg", "ZA", "Johannesburg"},
		{"Abidjan, Côte d'Ivoire", "CI", "Abidjan"},
		{"Kinshasa, DRC", "CD", "Kinshasa"},
		{"Democratic Republic of the Congo", "CD", ""},
		{"Papua New Guinea", "PG", ""},
		{"Guinea-Bissau", "GW", ""},
		{"New York", "US", "New York City"},
		{"New York, NY", "US", "New York City"},
		{"NYC", "US", "New York City"},
		{"Brooklyn, New York", "US", "Brooklyn"},
		{"LA", "US", "Los Angeles"},
		{"Los Angeles, CA", "US", "Los Angeles"},
		{"Toronto, CA", "CA", "Toronto"},
		{"Toronto, Canada", "CA", "Toronto"},
		{"Montreal, QC", "CA", "Montréal"},
		{"Vancouver BC", "CA", "Vancouver"},
		{"Washington", "US", "Washington, D.C."},
		{"Washington, DC", "US", "Washington, D.C."},
		{"Seattle, Washington", "US", "Seattle"},
		{"Portland, OR", "US", "Portland"},
		{"Portland, Maine", "US", "Portland"},
		{"St. Louis, MO", "US", "St. Louis"},
		{"St Petersburg, FL", "US", "St. Petersburg"},
		{"Saint Petersburg", "RU", "Saint Petersburg"},
		{"Atlanta, Georgia", "US", "Atlanta"},
		{"Tbilisi, Georgia", "GE", "Tbilisi"},
		{"Georgia", "GE", ""},
		{"California", "US", ""},
		{"Springfield, IL", "US", "Springfield"},
		{"Indianapolis, IN", "US", "Indianapolis"},
		{"a nice town in Ohio", "US", ""},
		{"Nice", "FR", "Nice"},
		{"Nice, France", "FR", "Nice"},
		{"Reading, England", "GB", "Reading"},
		{"Mobile, Alabama", "US", "Mobile"},
		{"Mexico City", "MX", "Mexico City"},
		{"CDMX", "MX", "Mexico City"},
		{"Guadalajara, México", "MX", "Guadalajara"},
		{"New Mexico", "US", ""},
		{"Panama City", "PA", "Panamá"},
		{"Panama City, Florida", "US", "Panama City"},
		{"San José, Costa Rica", "CR", "San José"},
		{"San Jose, California", "US", "San Jose"},
		{"Buenos Aires", "AR", "Buenos Aires"},
		{"Santiago de Chile", "CL", "Santiago"},
		{"Bogotá D.C., Colombia", "CO", "Bogotá"},
		{"Río de Janeiro", "BR", "Rio de Janeiro"},
		{"Sydney NSW", "AU", "Sydney"},
		{"Melbourne, Australia", "AU", "Melbourne"},
		{"Perth, WA", "AU", "Perth"},
		{"Auckland, NZ", "NZ", "Auckland"},
		{"Bali", "ID", ""},
		{"Saigon", "VN", "Ho Chi Minh City"},
		{"Hà Nội", "VN", "Hanoi"},
		{"กรุงเทพ", "TH", "Bangkok"},
		{"서울", "KR", "Seoul"},
		{"北京", "CN", "Beijing"},
		{"Hong Kong", "HK", "Hong Kong"},
		{"Singapore", "SG", "Singapore"},
		{"Bangalore", "IN", "Bengaluru"},
		{"Karachi, Pakistan", "PK", "Karachi"},
		{"Alemania", "DE", ""},
		{"Pays-Bas", "NL", ""},
		{"Niger", "NE", ""},
		{"Nigeria", "NG", ""},
		{"Northern Ireland", "GB", ""},
		{"Dublin, Ireland", "IE", "Dublin"},
		{"Luxembourg", "LU", "Luxembourg"},
		{"Monaco", "MC", "Monaco"},
		{"DE", "DE", ""},
		{"USA", "US", ""},
		{"the United States of America", "US", ""},
		{"Pristina, Kosovo", "XK", "Pristina"},
		{"Birmingham, AL", "US", "Birmingham"},
		{"Birmingham", "GB", "Birmingham"},
		{"Galway, Ireland", "IE", "Galway"},
		{"Limerick", "IE", "Limerick"},
		{"Zermatt", "CH", "Zermatt"},
		{"a hut above Zermatt", "CH", "Zermatt"},
		{"Biel/Bienne", "CH", "Biel"},
		{"Vitoria-Gasteiz", "ES", "Vitoria-Gasteiz"},
		{"Bariloche, Argentina", "AR", "San Carlos de Bariloche"},
		{"Amalfi", "IT", "Amalfi"},
		{"the Amalfi coast", "IT", ""},
		{"Nazaré, Portugal", "PT", "Nazaré"},
		{"Raglan, New Zealand", "NZ", "Raglan"},
		{"Jackson, Wyoming", "US", "Jackson"},
		{"the old town of Prague", "CZ", "Prague"},
		{"Queenstown, NZ", "NZ", "Queenstown"},
		{"Llanwrtyd Wells, Wales", "GB", ""},
		{"Hallstatt", "AT", ""},
		{"Lofoten", "NO", ""},
		{"Bury Street, London", "GB", "London"},
		{"Holt Road, Liverpool", "GB", "Liverpool"},
	}
	a := atlas(t)
	for _, tt := range tests {
		t.Run(tt.location, func(t *testing.T) {
			p := a.Resolve(market.Query{Location: tt.location})
			if p.Country != tt.country || p.City != tt.city {
				t.Errorf("%q is taken for %s, %q; want %s, %q", tt.location, p.Country, p.City, tt.country, tt.city)
			}
			if p.Assumed {
				t.Errorf("%q names its place, yet it counts as assumed: %s", tt.location, p.Reason)
			}
		})
	}
}

// A small town's name is a word that may stand there for another reason.
func TestWordsAreNoTowns(t *testing.T) {
	a := atlas(t)
	for _, location := range []string{"downtown, close to the station", "on the high street", "my garage", "near the golden beach", "a street with shops and a park", "cerca de la playa", "en el barrio nuevo", "next to the spa", "everywhere", "in the mall, first floor", "the whole country", "home office"} {
		if p := a.Resolve(market.Query{Location: location, Currency: "EUR"}); p.City != "" {
			t.Errorf("%q is taken for %s, %s", location, p.City, p.Country)
		}
	}
}
