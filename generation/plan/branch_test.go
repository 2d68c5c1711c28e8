package plan_test

import "testing"

// about are ideas as people write them, and what a plan of them is to be about.
var about = map[string]string{
	"Mobile massage at your door":                                           "salon/mobile-salon",
	"Gardeners who look after company grounds":                              "trades/gardening",
	"Landscaping and garden design":                                         "trades/gardening",
	"Empresa de jardinería en Marbella":                                     "trades/gardening",
	"A plumber who also does gardens":                                       "trades",
	"Veterinary practice for exotic animals":                                "pet-services/veterinary",
	"Mobile vet":                                                            "pet-services/mobile-veterinary",
	"Clínica veterinaria en Albacete":                                       "pet-services/veterinary",
	"Dog walking near a vet":                                                "pet-services",
	"Cooking classes in a loft kitchen":                                     "tutoring/craft-courses",
	"Pottery classes and open studio":                                       "tutoring/craft-courses",
	"Curso de costura para adultos":                                         "tutoring/craft-courses",
	"Math tutoring with art":                                                "tutoring",
	"I am an artist and want to sell paintings from my art studio":          "photography/artist-studio",
	"Galería de arte en Oviedo":                                             "photography/artist-studio",
	"Makeup artist for weddings":                                            "salon",
	"Hot sauce made in small batches":                                       "manufacturing/food-producer",
	"A gin distillery in the hills":                                         "manufacturing/food-producer",
	"A cidery in Asturias":                                                  "manufacturing/food-producer",
	"Conservas artesanas de pescado":                                        "manufacturing/food-producer",
	"Bean to bar chocolate maker":                                           "manufacturing/food-producer",
	"Handmade soap and candles":                                             "manufacturing",
	"A whisky bar":                                                          "restaurant/bar",
	"Home care for elderly people":                                          "healthcare/senior-care",
	"A nursing home with a garden":                                          "other/care-home",
	"Residencia de mayores en un pueblo":                                    "other/care-home",
	"Centro de día con transporte":                                          "healthcare/senior-care",
	"Physiotherapy for elderly people":                                      "healthcare",
	"Yoga for seniors":                                                      "gym",
	"Dog training for puppies and problem dogs":                             "pet-services/dog-school",
	"Escuela canina en Valencia":                                            "pet-services/dog-school",
	"An app for dog owners":                                                 "mobile-app",
	"A dog grooming salon":                                                  "pet-services",
	"A pet hotel with rooms for dogs and cats":                              "pet-services/pet-hotel",
	"Cat hotel in a quiet street":                                           "pet-services/pet-hotel",
	"Hotel para perros en la sierra":                                        "pet-services/pet-hotel",
	"A hotel where dogs are welcome":                                        "short-stay",
	"A vertical farm that grows salad for restaurants":                      "agriculture/indoor-farm",
	"Microgreens for kitchens":                                              "agriculture/indoor-farm",
	"Cultivo de setas en una nave":                                          "agriculture/indoor-farm",
	"A market garden with a mushroom shed":                                  "agriculture",
	"Beekeeping and honey in the hills":                                     "agriculture/apiary",
	"Apicultura en Extremadura":                                             "agriculture/apiary",
	"An organic farm with vegetables and bees":                              "agriculture",
	"Honey cakes and pastries bakery":                                       "bakery",
	"A taxi company with electric cars":                                     "logistics/taxi",
	"Airport shuttle for hotels":                                            "logistics/taxi",
	"Servicio de taxi para pueblos":                                         "logistics/taxi",
	"Parcel delivery by cargo bike":                                         "logistics/bicycle-courier",
	"A surf school in Portugal":                                             "travel/water-sports-school",
	"Sailing school on a lake":                                              "travel/water-sports-school",
	"Escuela de buceo en Tenerife":                                          "travel/water-sports-school",
	"A surf shop with repairs":                                              "retail-shop",
	"Whale watching tours by boat":                                          "travel",
	"A travel agency for honeymoons":                                        "travel/travel-agency",
	"Agencia de viajes para grupos":                                         "travel/travel-agency",
	"Walking tours of the old town":                                         "travel",
	"Pest control for restaurants":                                          "cleaning/pest-control",
	"Empresa de control de plagas":                                          "cleaning/pest-control",
	"Office cleaning with disinfection":                                     "cleaning",
	"A catering company for weddings in Tuscany":                            "event-planning/catering",
	"Private chef for dinners at home":                                      "event-planning/catering",
	"Servicio de catering para empresas":                                    "event-planning/catering",
	"Wedding planner with catering partners":                                "event-planning",
	"A food truck and catering trailer":                                     "food-truck",
	"A funeral home in a small town":                                        "event-planning/funeral-home",
	"Funeraria en Lugo":                                                     "event-planning/funeral-home",
	"A clothing brand of organic cotton":                                    "manufacturing/clothing",
	"Tailor for bespoke suits":                                              "manufacturing/clothing",
	"Marca de ropa deportiva":                                               "manufacturing/clothing",
	"Second hand clothing shop":                                             "retail-shop",
	"Handmade leather bags":                                                 "manufacturing",
	"A recording studio for bands":                                          "photography/sound-studio",
	"Podcast production for companies":                                      "photography/sound-studio",
	"Estudio de grabación en Cádiz":                                         "photography/sound-studio",
	"Wedding photographer with a podcast":                                   "photography",
	"Indie game studio for puzzle games":                                    "mobile-app/game-studio",
	"Estudio de videojuegos en Barcelona":                                   "mobile-app/game-studio",
	"A fitness app with games":                                              "mobile-app",
	"A board game café":                                                     "cafe",
	"An e-bike repair workshop in Bristol with rentals for visitors":        "automotive/bicycle-workshop",
	"I have 30,000 pounds saved for an e-bike repair workshop in Bristol":   "automotive/bicycle-workshop",
	"Tengo 30.000 euros ahorrados para un taller de bicicletas en Bilbao":   "automotive/bicycle-workshop",
	"Taller de bicicletas eléctricas en Sevilla":                            "automotive/bicycle-workshop",
	"Fahrradladen mit Werkstatt":                                            "automotive/bicycle-workshop",
	"A bike shop for commuters":                                             "automotive/bicycle-workshop",
	"Car repair with a loan bike for customers":                             "automotive",
	"A wine bar with small plates":                                          "restaurant/bar",
	"Sushi bar with twenty seats":                                           "restaurant",
	"Una coctelería en Bilbao":                                              "restaurant/bar",
	"Bar de tapas en Triana":                                                "restaurant",
	"Gelateria on the promenade":                                            "cafe/ice-cream-parlour",
	"Heladería artesana en Cádiz":                                           "cafe/ice-cream-parlour",
	"A café with cakes and ice cream":                                       "cafe",
	"A vineyard with own wines in the Alentejo":                             "agriculture/vineyard",
	"Bodega y viñedo ecológico en Rioja":                                    "agriculture/vineyard",
	"A poultry farm in Kenya":                                               "agriculture/livestock",
	"Goat cheese dairy in the mountains":                                    "agriculture/livestock",
	"Granja avícola de gallinas camperas":                                   "agriculture/livestock",
	"Organic vegetable farm with a weekly basket":                           "agriculture",
	"A moving company for students in Boston":                               "logistics/removals",
	"Empresa de mudanzas en Bogotá":                                         "logistics/removals",
	"Last mile delivery with vans":                                          "logistics",
	"An optician's shop in Utrecht":                                         "healthcare/optician",
	"Óptica de barrio con gafas económicas":                                 "healthcare/optician",
	"A network of EV charging stations at supermarkets":                     "automotive/ev-charging",
	"A nursing home with 24 beds in rural Galicia":                          "other/care-home",
	"Residencia de mayores en un pueblo de Soria":                           "other/care-home",
	"A spa with sauna and massage":                                          "salon/spa",
	"A garage for vintage cars and motorcycles":                             "automotive",
	"A self-service car wash on the ring road":                              "automotive/car-wash",
	"Autolavado con detallado en Monterrey":                                 "automotive/car-wash",
	"Campervan rental in Iceland":                                           "automotive/car-rental",
	"Alquiler de coches en Tenerife":                                        "automotive/car-rental",
	"A laundromat near the university":                                      "cleaning/laundry",
	"Lavandería con recogida a domicilio":                                   "cleaning/laundry",
	"Office cleaning company":                                               "cleaning",
	"An escape room with three themed rooms":                                "other/leisure-venue",
	"An indoor playground with a café for parents":                          "other/leisure-venue",
	"Coding bootcamp for adults who change career":                          "tutoring/adult-courses",
	"Curso de cocina para adultos, grupos de 12":                            "tutoring/craft-courses",
	"Professional training for electricians and welders":                    "tutoring/adult-courses",
	"Cooking classes for children":                                          "tutoring",
	"Autoescuela con dos coches eléctricos":                                 "tutoring/driving-school",
	"An online language school for adults":                                  "tutoring/online-language-school",
	"Mobile hairdresser for care homes":                                     "salon/mobile-salon",
	"A mobile dog grooming van":                                             "pet-services/mobile-grooming",
	"A mobile mechanic who comes to your door":                              "automotive/mobile-workshop",
	"Jumpers sold at my stall at markets and maybe on Etsy":                 "ecommerce/market-stall",
	"Yoga classes online":                                                   "gym/online-studio",
	"Physiotherapy with home visits":                                        "healthcare/home-visits",
	"A language school for expats":                                          "tutoring/language-school",
	"Maths lessons by video":                                                "tutoring/online-school",
	"A salon and home visits for regulars":                                  "salon",
	"Mountain hut with soup and beds for hikers":                            "short-stay/mountain-hut",
	"Beach huts for couples":                                                "short-stay",
	"A museum of broken machines":                                           "other",
	"A coworking space with 40 desks":                                       "short-stay/coworking",
	"Coliving and coworking in Madeira":                                     "short-stay",
	"A self-storage facility in an old warehouse":                           "short-stay/self-storage",
	"Tool rental for builders":                                              "short-stay/equipment-rental",
	"Alquiler de kayaks y tablas en la playa":                               "travel",
	"A small hotel with bike rental":                                        "short-stay",
	"Phone repair while you wait":                                           "retail-shop/device-repair",
	"A bookshop with a repair corner for bindings":                          "retail-shop",
	"A mobile bicycle workshop that comes to your door":                     "automotive/mobile-bicycle-workshop",
	"mobile bicycle repair in Copenhagen, cargo bike with tools":            "automotive/mobile-bicycle-workshop",
	"taller de bicis móvil con una furgoneta en Vitoria":                    "automotive/mobile-bicycle-workshop",
	"Mobile car valeting at offices":                                        "automotive/mobile-car-wash",
	"Lavado de coches a domicilio en Murcia":                                "automotive/mobile-car-wash",
	"used car dealership in Leeds, 25 cars on the forecourt":                "trades/car-dealer",
	"buy here pay here car lot in San Antonio, 40 vehicles":                 "trades/car-dealer",
	"importing used Toyotas from Japan and selling them in Lagos":           "trades/car-dealer",
	"compraventa de coches de segunda mano, 30 coches, con garantía":        "trades/car-dealer",
	"A garage that repairs used cars for dealers":                           "automotive",
	"Car rental and used car sales":                                         "automotive/car-rental",
	"we manage rental flats for landlords, letting agency basically":        "real-estate/property-management",
	"Property manager for holiday homes":                                    "real-estate/property-management",
	"administrador de fincas en Bilbao, 60 comunidades":                     "real-estate/property-management",
	"gestión de alquileres de pisos para propietarios":                      "real-estate/property-management",
	"Real estate agent team for first time buyers":                          "real-estate",
	"Property management software for landlords":                            "saas",
	"ghost kitchen in Dubai, three delivery only brands":                    "restaurant/delivery-kitchen",
	"dark kitchen en Bogotá con tres marcas de comida":                      "restaurant/delivery-kitchen",
	"gift shop in Sydney, locally made things":                              "retail-shop/gifts",
	"juguetería de madera en Buenos Aires":                                  "retail-shop/gifts",
	"flota de 6 taxis eléctricos en Almería":                                "logistics/taxi",
	"second hand cars imported from Germany, sold in Poznan":                "trades/car-dealer",
	"mobile detailing truck for boats and cars, Tampa":                      "automotive/mobile-car-wash",
	"mobile vet for horses around Chantilly":                                "pet-services/mobile-veterinary",
	"HOA management company in Boise Idaho":                                 "real-estate/property-management",
	"administracion de propiedad horizontal en Cali":                        "real-estate/property-management",
	"cloud kitchen doing healthy thalis, Pune":                              "restaurant/delivery-kitchen",
	"tienda de juguetes educativos en Valdivia":                             "retail-shop/gifts",
	"axe throwing and mini golf in Halifax":                                 "other/leisure-venue",
	"estudio de tatuaje y piercing en Vigo, tres tatuadores":                "salon/tattoo-studio",
	"escuela de kitesurf en Tarifa con seis monitores":                      "travel/water-sports-school",
	"colmenas y venta de miel en la Alcarria":                               "agriculture/apiary",
	"bodega boutique en Mendoza con 12 hectareas":                           "agriculture/vineyard",
	"lavanderia de autoservicio en Morelia":                                 "cleaning/laundry",
	"catering para bodas y eventos en Toledo":                               "event-planning/catering",
	"optica en Barranquilla con examen de la vista":                         "healthcare/optician",
	"padel courts in Abu Dhabi, four indoor":                                "gym/racket-club",
	"escuela de manejo en Tijuana con 3 autos":                              "tutoring/driving-school",
	"estudio de grabación y podcast en Medellín":                            "photography/sound-studio",
	"gelato shop at Bondi Beach, Sydney":                                    "cafe/ice-cream-parlour",
	"veterinario a domicilio en Zaragoza":                                   "pet-services/mobile-veterinary",
	"estudio jurídico de inmigración en Quito":                              "consulting/law-firm",
	"tambo y quesería en Colonia, 60 vacas":                                 "agriculture/livestock",
	"mudanzas y guardamuebles en Elche con tres camiones":                   "logistics/removals",
	"alquiler de trasteros en un local de Sabadell":                         "short-stay/self-storage",
	"renta de autos en Los Cabos, flota de 15":                              "automotive/car-rental",
	"puntos de recarga para coches eléctricos en comunidades de Valladolid": "automotive/ev-charging",
	"natural wine bar in Ghent, 30 seats and a terrace":                     "restaurant/bar",
	"garden design and maintenance around Utrecht, electric tools only":     "trades/gardening",
	"puppy school in Graz, online prep course included":                     "pet-services/dog-school",
	"home care for dementia patients in Devon, 15 carers":                   "healthcare/senior-care",
	"termite and rodent control in Baton Rouge":                             "cleaning/pest-control",
	"women only cab service in Jaipur, 20 cars":                             "logistics/taxi",
	"tailor made suits for tourists in Hoi An":                              "manufacturing/clothing",
	"micro brewery with beer garden in Brno":                                "manufacturing/brewery",
	"Thai language school for expats in Chiang Mai":                         "tutoring/language-school",
	"phone repair kiosk in Kisumu plus accessories":                         "retail-shop/device-repair",
	"architects for riad renovations in Fez":                                "consulting/architecture",
	"I repair bikes at home in my shed":                                     "automotive/bicycle-workshop",
	"A restaurant with delivery":                                            "restaurant",

	"A craft brewery with a taproom in Portland":        "manufacturing/brewery",
	"Microbrewery that sells to local bars":             "manufacturing/brewery",
	"Fábrica de cerveza artesanal en Burgos":            "manufacturing/brewery",
	"Handmade candles for breweries":                    "manufacturing",
	"A workshop for ceramic beer mugs":                  "manufacturing",
	"A pub with craft beer on tap":                      "restaurant/bar",
	"A law firm for start-ups in Berlin":                "consulting/law-firm",
	"Immigration lawyer for families":                   "consulting/law-firm",
	"Despacho de abogados en Valencia":                  "consulting/law-firm",
	"Bufete laboralista":                                "consulting/law-firm",
	"A consultancy for law firms":                       "consulting",
	"Architecture office for conversions of old houses": "consulting/architecture",
	"Interior designer for small flats":                 "consulting/architecture",
	"Estudio de arquitectura en Bilbao":                 "consulting/architecture",
	"IT consulting for architects":                      "consulting",
	"A music school for children":                       "tutoring/music-school",
	"Piano lessons at home":                             "tutoring/music-school",
	"Escuela de música en un pueblo":                    "tutoring/music-school",
	"Clases de guitarra para adultos":                   "tutoring/music-school",
	"A café with a piano and concerts":                  "cafe",
	"Language school with songs":                        "tutoring",
	"A padel club with four courts":                     "gym/racket-club",
	"Tennis academy for juniors":                        "gym/racket-club",
	"Club de pádel en Málaga":                           "gym/racket-club",
	"A gym with a squash court":                         "gym",
	"A shop for tennis rackets":                         "retail-shop",
	"A dance school for children and adults":            "gym/dance-school",
	"Ballet and hip hop for teenagers":                  "gym/dance-school",
	"Escuela de baile con salsa y bachata":              "gym/dance-school",
	"A gym with dance classes":                          "gym",
	"Boxing club for teenagers":                         "gym",
	"A nursery where children dance and paint":          "childcare",
	"A day spa with sauna and massage":                  "salon/spa",
	"Hammam in Marrakech":                               "salon/spa",
	"Centro de masajes en Granada":                      "salon/spa",
	"Hair salon with head massage":                      "salon",
	"A wellness app for nurses":                         "mobile-app",
	"Tattoo studio with guest artists":                  "salon/tattoo-studio",
	"Piercing and body jewellery for teenagers":         "salon/tattoo-studio",
	"Estudio de tatuajes en Madrid":                     "salon/tattoo-studio",
	"A barber shop for tattooed men":                    "salon",
}

func TestAnIdeaIsAboutABranchWhereItsTypeHasOne(t *testing.T) {
	l := load(t)
	found := map[string]bool{}
	for idea, want := range about {
		slug := l.Infer(idea).Slug
		got := l.About("en", slug, idea).Kind()
		if got != want {
			t.Errorf("%q is about %s, want %s", idea, got, want)
		}
		found[got] = true
	}
	for _, a := range l.Kinds("en") {
		if a.Branch != "" && !found[a.Kind()] {
			t.Errorf("no idea here is about %s", a.Kind())
		}
	}
}

// Figures of a branch are those of its type, and so are the keys of its assumptions.
func TestABranchReckonsAsItsTypeDoes(t *testing.T) {
	l := load(t)
	for _, locale := range []string{"en", "es-ES", "es-MX"} {
		types := map[string]bool{}
		for _, b := range l.Kinds(locale) {
			if b.Branch == "" {
				types[b.Slug] = true
				continue
			}
			base := l.About(locale, b.Slug, "")
			if !types[b.Slug] || b.Driver.UnitsMonth != base.Driver.UnitsMonth || b.PriceUSDCents != base.PriceUSDCents {
				t.Errorf("%s, %s: other figures than its type's", locale, b.Kind())
			}
			for i, s := range b.Startup {
				if s.Key != base.Startup[i].Key || s.USD != base.Startup[i].USD {
					t.Errorf("%s, %s: %q is not what %q costs", locale, b.Kind(), s.Item, base.Startup[i].Item)
				}
			}
			for i, s := range b.Staff {
				if s.Key != base.Staff[i].Key || s.USD != base.Staff[i].USD {
					t.Errorf("%s, %s: %q is not paid as %q", locale, b.Kind(), s.Role, base.Staff[i].Role)
				}
			}
			for _, f := range b.Fixed {
				if f.Line == "" {
					t.Errorf("%s, %s: a monthly cost without a name", locale, b.Kind())
				}
			}
			if b.NameIn(locale) == base.NameIn(locale) {
				t.Errorf("%s, %s: is called as its type", locale, b.Kind())
			}
		}
	}
}
