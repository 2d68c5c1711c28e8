package writer

func esMarket() phrases {
	return phrases{
		"market.size.city": {
			"Al alcance de {el_noun} viven unas {people} personas, la población de {city}.",
			"El mercado de {el_noun} es {city}, con unas {people} personas.",
			"En {city} viven unas {people} personas, y {el_noun} trabaja para una parte de ellas.",
		},
		"market.size.country": {
			"{El_noun} no depende de una calle: su mercado es todo el país, {country}, unas {people} personas.",
			"Como {el_noun} vende a distancia, cuenta como alcance las {people} personas de {country}.",
		},
		"market.size.assumed": {
			"Quién queda al alcance depende de la dirección exacta; hasta conocerla, el plan supone {people} personas para {el_noun}.",
			"Ningún censo encaja con el lugar tal como se indicó, así que {el_noun} se planifica para una zona de {people} personas.",
		},
		"market.need": {
			"A pleno ritmo el plan necesita {mature} al mes, es decir, {per} por cada {base} personas: una proporción que se puede comprobar contando, no una cuestión de fe.",
			"El plan pide {mature} al mes a pleno ritmo, o {per} por cada {base} personas al alcance.",
		},
		"market.need.stock": {
			"A finales del año 3 el plan cuenta con {mature}, es decir, {per} por cada {base} personas: una proporción que se puede comprobar pronto, no una cuestión de fe.",
			"El plan tiene {mature} a finales del año 3, o {per} por cada {base} personas al alcance.",
		},
		"market.need.public": {
			"A pleno ritmo el plan ofrece {mature} al mes, {per} por cada {base} personas, por debajo de la necesidad allí donde existe el problema; el límite es la financiación, no la demanda.",
			"A pleno ritmo se ofrecen {mature} al mes, o {per} por cada {base} personas; lo que limita {el_noun} es el dinero de los financiadores.",
		},
		"market.income.us": {
			"El PIB por habitante es de {gdp}; {los_buyers} pagan por comodidad y calidad, y comparan reseñas antes de comprar.",
			"Con un PIB por habitante de {gdp}, {los_buyers} de {un_noun} pagan por ahorrar tiempo y esperan servicio a cambio.",
		},
		"market.income.high": {
			"El PIB por habitante es de {gdp} a poder adquisitivo, el {income} del nivel de Estados Unidos, y los precios están en el {prices}: {los_buyers} pueden pagar calidad, y el personal es el coste que {el_noun} debe vigilar.",
			"Los ingresos son altos, {gdp} de PIB por habitante o el {income} de Estados Unidos; con los precios en el {prices} de ese nivel, los salarios deciden el resultado de {un_noun} más que la mercancía.",
		},
		"market.income.middle": {
			"El PIB por habitante es de {gdp} a poder adquisitivo, el {income} del nivel de Estados Unidos, y los precios están en el {prices}: {los_buyers} comparan, así que un precio de entrada claro ayuda a {el_noun}.",
			"Con {gdp} de PIB por habitante, el {income} de Estados Unidos, y precios en el {prices}, {el_noun} llega a más {buyers} con dos escalones de precio que con uno.",
		},
		"market.income.low": {
			"El PIB por habitante es de {gdp} a poder adquisitivo, el {income} del nivel de Estados Unidos, y los precios están en el {prices}: una primera compra pequeña y el pago flexible amplían el círculo de {buyers} más que cualquier publicidad.",
			"Los ingresos medios son bajos, {gdp} de PIB por habitante o el {income} de Estados Unidos, con precios en el {prices}; {el_noun} se dirige primero a quien tiene ingresos estables y conserva un precio de entrada para los demás.",
		},
		"market.growth": {
			"La economía crece un {growth} al año, el desempleo es del {jobless} y la inflación del {inflation}; el plan deja crecer el volumen de {el_noun} un {own} al año una vez asentado.",
			"Un crecimiento del {growth}, un desempleo del {jobless} y una inflación del {inflation} describen el entorno de {el_noun}; el plan supone un {own} más de volumen al año tras la fase de apertura.",
		},
		"market.shrinking": {
			"La economía se contrae un {growth} al año, el desempleo es del {jobless} y la inflación del {inflation}; el {own} de crecimiento anual previsto para {el_noun} hay que quitárselo a otros.",
			"En una economía que se contrae un {growth} (desempleo del {jobless}, inflación del {inflation}), el {own} anual supuesto para {el_noun} es ambicioso, y el caso pesimista pesa más.",
		},
		"head.market.facts": {"Las cifras y lo que significan", "El lugar en cifras", "Cifras de mercado"},
		"market.row.demand": {
			"Demanda prevista a pleno ritmo", "Volumen mensual que necesita el plan",
		},
		"market.reading.population": {
			"el círculo más amplio de {el_noun}", "hasta dónde podría crecer {el_noun} en {country}",
		},
		"market.reading.city_population": {
			"a quién puede llegar {el_noun} en persona", "base de la demanda de {este_noun}",
		},
		"market.reading.gdp_per_head": {
			"lo que pueden gastar {los_buyers}", "acota los precios de {el_noun}",
		},
		"market.reading.growth": {
			"viento a favor o en contra de {el_noun}", "hacia dónde va el gasto de {los_buyers}",
		},
		"market.reading.inflation": {
			"subida anual de precios y costes de {el_noun}", "cuánto sube cada año {el_ticket}",
		},
		"market.reading.unemployment": {
			"facilidad de {el_noun} para contratar", "presión sobre los salarios en {el_noun}",
		},
		"market.reading.price_level": {
			"lleva las referencias de {un_noun} a {country}", "escala de todos los precios de referencia de {un_noun}",
		},
		"market.reading.vat": {
			"parte de lo que pagan {los_buyers} que quizá no se quede", "comprobar si {el_noun} debe repercutirlo",
		},
		"market.reading.demand": {
			"unos {monthly} de ingresos al mes al precio previsto", "{monthly} al mes a precios del primer año",
		},
		"market.source": {
			"Los datos usados para {el_noun} son {snapshot}, con fecha de {date}; la fuente figura en cada fila.",
			"Para {este_noun} el plan usó {snapshot}, con fecha de {date}; las filas marcadas como estimación merecen una segunda mirada.",
		},
		"market.count": {
			"Ninguna tabla sustituye una hora contando: cuánta gente pasa, pregunta o busca cerca del lugar previsto es la cifra que aún le falta a {el_noun}.",
			"Lo que ninguna estadística sabe es cuántos posibles {buyers} hay al alcance a las horas previstas; conviene que los cuente el fundador de {el_noun}.",
		},
		"head.market.trends": {"Qué está cambiando", "Tendencias", "Hacia dónde va el sector"},
		"market.trends": {
			"Conviene leerlas como pruebas para la primera temporada de {el_noun}, no como promesas.",
			"Ambas favorecen a {un_noun} que conoce a su público y vigila sus costes.",
			"Ninguna es por sí sola una razón para abrir {un_noun}; juntas dicen dónde poner el esfuerzo.",
		},
		"market.assumed": {
			"Algo se ha supuesto para {el_noun}: {assumed}",
			"Queda abierto, y supuesto para {el_noun} hasta que se sepa: {assumed}",
		},
	}
}
