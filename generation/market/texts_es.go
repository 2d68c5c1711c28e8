package market

import "maps"

// spanishTexts are the texts of a brief in Spanish, by the English text.
func spanishTexts() map[string]string {
	texts := spanishUnits()
	for _, part := range []map[string]string{spanishFacts(), spanishSources(), spanishAssumed(), spanishFindings()} {
		maps.Copy(texts, part)
	}
	return texts
}

func spanishUnits() map[string]string {
	return map[string]string{
		"%s million": "%s millones",
		"1 million":  "1 millón",
		"%s per USD": "%s por USD",
	}
}

func spanishFacts() map[string]string {
	return map[string]string{
		"Population": "Población",

		"GDP per head at purchasing power":   "PIB por habitante a poder adquisitivo",
		"Price level (United States = 100%)": "Nivel de precios (Estados Unidos = 100 %)",
		"Consumer price inflation":           "Inflación de los precios al consumo",
		"Unemployment":                       "Desempleo",
		"Growth of the economy":              "Crecimiento de la economía",
		"Standard VAT or sales tax":          "Tipo general del impuesto al consumo (IVA o similar)",
		"Tax on profit":                      "Impuesto sobre beneficios",

		"Employer contributions on pay":          "Cargas sociales a cargo de la empresa",
		"Loan rate for a small business":         "Interés de un préstamo a una pequeña empresa",
		"Discount rate for a small business":     "Tasa de descuento de una pequeña empresa",
		"GDP per head against the United States": "PIB por habitante frente a Estados Unidos",

		"Exchange rate": "Tipo de cambio",

		"Exchange rate of the country’s own currency": "Tipo de cambio de la moneda del país",

		"People in %s": "Habitantes de %s",

		"%s’s share of the country’s people": "Peso de %s en la población del país",
		"Local prices against the country’s": "Precios locales frente a los del país",
		"Local rents against the country’s":  "Alquileres locales frente a los del país",
	}
}

func spanishSources() map[string]string {
	return map[string]string{
		"after World Bank SP.POP.TOTL, rounded":                              "según Banco Mundial SP.POP.TOTL, redondeado",
		"after World Bank NY.GDP.PCAP.PP.CD, rounded":                        "según Banco Mundial NY.GDP.PCAP.PP.CD, redondeado",
		"after World Bank PA.NUS.PPPC.RF at exchange rates of 2025, rounded": "según Banco Mundial PA.NUS.PPPC.RF a tipos de cambio de 2025, redondeado",
		"after IMF World Economic Outlook PCPIPCH, rounded":                  "según FMI, Perspectivas de la economía mundial PCPIPCH, redondeado",
		"after World Bank SL.UEM.TOTL.ZS, rounded":                           "según Banco Mundial SL.UEM.TOTL.ZS, redondeado",
		"after IMF World Economic Outlook NGDP_RPCH, rounded":                "según FMI, Perspectivas de la economía mundial NGDP_RPCH, redondeado",

		"statutory rate": "tipo legal",

		"statutory rate for companies":  "tipo legal para sociedades",
		"statutory rates, main schemes": "tipos legales, regímenes principales",

		"after central-bank statistics of new business loans, rounded":                "según estadísticas de bancos centrales sobre nuevos préstamos a empresas, redondeado",
		"by convention: 12% for a well-rated country plus a premium for country risk": "por convención: 12 % para un país bien calificado más una prima por riesgo del país",

		"estimate: typical of %s": "estimación: valor típico de %s",
		"estimate, %s":            "estimación, %s",

		"computed from GDP per head at purchasing power":  "calculado a partir del PIB por habitante a poder adquisitivo",
		"market or official rate of autumn 2025, rounded": "tipo oficial o de mercado del último trimestre de 2025, redondeado",
		"official parity or band, rounded":                "paridad o banda oficial, redondeada",
		"GeoNames (CC BY 4.0), rounded":                   "GeoNames (CC BY 4.0), redondeado",

		"estimate for the built-up area, since GeoNames counts a small core only": "estimación del área urbana, porque GeoNames solo cuenta el núcleo central",

		"computed from the two populations": "calculado a partir de las dos poblaciones",

		"estimate by size of the place, capitals not below a large city": "estimación según el tamaño del lugar; las capitales, como mínimo, como una gran ciudad",

		"World Bank SP.POP.TOTL":       "Banco Mundial SP.POP.TOTL",
		"World Bank NY.GDP.PCAP.PP.CD": "Banco Mundial NY.GDP.PCAP.PP.CD",
		"World Bank FP.CPI.TOTL.ZG":    "Banco Mundial FP.CPI.TOTL.ZG",
		"World Bank SL.UEM.TOTL.ZS":    "Banco Mundial SL.UEM.TOTL.ZS",

		"World Bank PA.NUS.PPPC.RF at the exchange rate of the brief": "Banco Mundial PA.NUS.PPPC.RF al tipo de cambio del informe",

		"high-income economies": "las economías de ingreso alto",

		"small high-income centres and territories": "los centros y territorios pequeños de ingreso alto",
		"central and eastern EU members":            "los miembros centrales y orientales de la UE",
		"western Balkans and neighbours":            "los Balcanes occidentales y sus vecinos",
		"eastern Europe, Caucasus and central Asia": "Europa oriental, el Cáucaso y Asia central",

		"Gulf states": "los países del Golfo",

		"Middle East and north Africa": "Oriente Medio y el norte de África",
		"low-income Africa":            "los países africanos de ingreso bajo",
		"middle-income Africa":         "los países africanos de ingreso medio",
		"CFA-franc zone":               "la zona del franco CFA",
		"Latin America":                "América Latina",
		"Caribbean":                    "los países del Caribe",
		"south Asia":                   "Asia meridional",
		"south-east Asia":              "el sudeste asiático",
		"Pacific islands":              "las islas del Pacífico",
		"economies in crisis":          "las economías en crisis",
	}
}

func spanishAssumed() map[string]string {
	return map[string]string{
		"The figure for income in %s is extreme; the model uses a bounded value.":                         "La cifra de ingreso de %s es extrema; el modelo usa un valor acotado.",
		"The figure for inflation in %s is extreme; the model uses a bounded value.":                      "La cifra de inflación de %s es extrema; el modelo usa un valor acotado.",
		"The figure for loan rates in %s is extreme; the model uses a bounded value.":                     "La cifra de interés de los préstamos de %s es extrema; el modelo usa un valor acotado.",
		"The loan rate is lowered by as much as inflation, so that a loan stays as dear as it really is.": "El interés del préstamo se reduce tanto como la inflación, para que un préstamo cueste lo que de verdad cuesta.",
		"The whole population of %s, since the offer is sold across the country.":                         "Toda la población de %s, porque la oferta se vende en todo el país.",
		"A village and its surroundings, assumed.":                                                        "Un pueblo y sus alrededores, por hipótesis.",
		"A town of ordinary size, assumed because no city was recognised.":                                "Una localidad de tamaño corriente, por hipótesis, porque no se reconoció ninguna ciudad.",

		"The population of %s (GeoNames).": "La población de %s (GeoNames).",

		"Hardly anybody lives there; a catchment of the smallest size is assumed.":          "Allí apenas vive nadie; se supone un área de influencia mínima.",
		"Prices and rents are those of a small place near %s, below the country’s average.": "Los precios y alquileres son los de una localidad pequeña cerca de %s, por debajo de la media del país.",
		"Prices and rents are those of a small place, below the country’s average.":         "Los precios y alquileres son los de una localidad pequeña, por debajo de la media del país.",
		"No city was recognised: prices and rents are the average of %s.":                   "No se reconoció ninguna ciudad: los precios y alquileres son la media de %s.",
		"No currency was given: amounts are in %s, the currency of %s.":                     "No se indicó una moneda: los importes están en %s, la moneda de %s.",
		"Amounts are in %s, converted at the rate of the brief; %s pays in %s.":             "Los importes están en %s, convertidos al tipo de cambio del informe; en %s se paga en %s.",
		"nothing in the request says where, so the plan assumes the United States":          "nada en la solicitud dice dónde, así que el plan supone Estados Unidos",
		"the plan assumes %s, the country of the request’s language":                        "el plan supone %s, el país del idioma de la solicitud",
		"the plan assumes %s, going by the request’s currency":                              "el plan supone %s, a juzgar por la moneda de la solicitud",

		"No place was given: %s.":           "No se indicó un lugar: %s.",
		"The place was not recognised: %s.": "No se reconoció el lugar: %s.",
	}
}

func spanishFindings() map[string]string {
	return map[string]string{
		"%s has about %s people, %s of the %s who live in %s.": "La población de %s es de aproximadamente %s, el %s de un total de %s en %s.",

		"%s has about %s people.": "La población de %s es de aproximadamente %s.",

		"%s has about %s people; how many of them are within reach depends on the exact place.":                                     "La población de %s es de aproximadamente %s; cuántos quedan al alcance depende del lugar exacto.",
		"GDP per head is %s, among the highest of the large economies: customers pay for convenience and quality, and expect both.": "El PIB por habitante es de %s, entre los más altos de las grandes economías: los clientes pagan por comodidad y calidad, y esperan ambas.",
		"GDP per head is %s at purchasing power, %s of the level in the United States, and prices stand at %s of it: %s":            "El PIB por habitante es de %s a poder adquisitivo, el %s del nivel de Estados Unidos, y los precios están en el %s: %s",
		"customers can pay for quality, and labour is the cost to watch.":                                                           "los clientes pueden pagar calidad, y el personal es el coste que conviene vigilar.",
		"customers compare prices, so an offer in two price steps reaches more of them.":                                            "los clientes comparan precios, así que una oferta en dos escalones de precio llega a más gente.",
		"an affordable entry price matters, beside a better offer for the growing middle class.":                                    "importa un precio de entrada asequible, junto a una oferta mejor para la clase media que crece.",
		"most customers buy small quantities often, so low prices and small portions decide.":                                       "la mayoría compra poco y a menudo, de modo que deciden los precios bajos y las porciones pequeñas.",

		"Consumer prices change by %s a year: %s": "Los precios al consumo varían un %s al año: %s",

		"prices need a review every month or two, and stock keeps its value better than cash": "hay que revisar los precios cada uno o dos meses, y la mercancía conserva el valor mejor que el efectivo",
		"review the price list twice a year, and agree costs for short periods":               "conviene revisar la lista de precios dos veces al año y pactar costes por plazos cortos",

		"one price review a year keeps pace": "basta con una revisión de precios al año",

		"there is little room to raise prices, so margins must come from the offer and from buying well": "hay poco espacio para subir precios, así que el margen debe venir de la oferta y de comprar bien",
		"; in %s rents are estimated at %s of the country’s average":                                     "; en %s los alquileres se estiman en el %s de la media del país",

		" and prices at %s.":                        " y los precios en el %s.",
		"a small place like this":                   "una localidad pequeña como esta",
		"Unemployment is %s, %s":                    "El desempleo es del %s, %s",
		"so good staff is scarce and has to be won": "así que el buen personal escasea y hay que ganárselo",
		"so staff can be found, while many households watch what they spend":         "así que se encuentra personal, aunque muchos hogares vigilan lo que gastan",
		"so most posts can be filled within weeks":                                   "así que la mayoría de los puestos se cubre en semanas",
		"a figure that hides much occasional work, so steady posts are sought after": "una cifra que oculta mucho trabajo ocasional, de modo que los empleos estables son muy buscados",
		"; employers pay no general contributions on top of gross pay.":              "; las empresas no pagan cargas generales además del salario bruto.",
		"; employers pay about %s on top of gross pay.":                              "; las empresas pagan en torno a un %s además del salario bruto.",

		"Profit is taxed at %s": "El beneficio tributa al %s",

		"The profit of a local company is generally not taxed":  "El beneficio de una empresa local no suele tributar",
		", there is no general sales tax":                       ", no hay un impuesto general al consumo",
		", the standard VAT or sales tax is %s":                 ", el tipo general del impuesto al consumo (IVA o similar) es del %s",
		", and a small business borrows at about %s a year":     ", y una pequeña empresa se endeuda en torno al %s anual",
		": own money and suppliers’ credit come before a loan.": ": los fondos propios y el crédito de proveedores van antes que un préstamo.",
		"; customers pay in %s, at %s.":                         "; los clientes pagan en %s, a %s.",

		"The economy of %s is shrinking (%s a year): customers have to be won from others.":            "La economía de %s se contrae (%s al año): hay que quitarles clientes a otros.",
		"The economy of %s grows fast, by %s a year: demand rises by itself, and so does competition.": "La economía de %s crece deprisa, un %s al año: la demanda sube por sí sola, y la competencia también.",
		"The economy hardly grows (%s a year): growth has to come from a better offer.":                "La economía apenas crece (%s al año): el crecimiento tiene que venir de una oferta mejor.",
		"The economy grows by %s a year, which supports a steady build-up.":                            "La economía crece un %s al año, lo que favorece un avance constante.",
	}
}
