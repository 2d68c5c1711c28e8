package writer

func esOffer() phrases {
	return phrases{
		"offer.what": {
			"La oferta de {el_noun} reúne {parts}. Abajo se ve cómo se reparten los ingresos del segundo año; los pesos son los habituales del sector y darán paso a los propios.",
			"De esto vive {el_noun}: {parts}. La tabla reparte los ingresos del año 2 según los pesos habituales del sector.",
			"La oferta tiene como partes {parts}, y la tabla muestra qué se espera de cada una en el año 2, con pesos habituales en {un_noun}.",
		},
		"offer.what.other": {
			"Lo que se vende sale de la idea, «{quote}». Hasta que los pedidos digan más, el plan lo divide en {parts}, con pesos que son una primera suposición para el año 2.",
			"«{quote}» es la oferta; para el cálculo se divide en {parts}, y los pesos del año 2 son suposiciones que corregirán los primeros pedidos.",
		},
		"head.offer.prices": {"Precios", "Cuánto cuesta", "Lista de precios"},
		"offer.price": {
			"Como valor de referencia, {el_ticket} se planifica en {price}.",
			"Todas las cifras se apoyan en {un_ticket} de {price}.",
		},
		"offer.price.stock": {
			"Como valor de referencia, {el_ticket} se planifica en {price} al mes.",
			"Todas las cifras se apoyan en {un_ticket} de {price} al mes.",
		},
		"offer.price.public": {
			"Por cada {unit} el plan cuenta con {price}, que pagan entre subvenciones, contratos, donaciones e ingresos propios.",
			"Todas las cifras se apoyan en {price} de ingresos por cada {unit}, lo pague quien lo pague.",
		},
		"offer.band": {
			"Las ofertas comparables en {city} están entre {low} y {high}, según referencias llevadas a precios locales; diez listas de precios reales deberían sustituir esa estimación para {el_noun}.",
			"La banda habitual, llevada al nivel de precios de {city}, va de {low} a {high}: tres escalones dentro de ella permiten a {los_buyers} elegir sin marcharse.",
			"Al nivel de precios de {city}, la banda para {un_noun} va de {low} a {high}, una estimación que afinará un paseo por la competencia.",
		},
		"offer.step.entry": {
			"la primera prueba, pequeña y fácil de aceptar",
			"lo que {un_buyer} toma primero para conocer {el_noun}",
		},
		"offer.step.core": {
			"lo que elige la mayoría de {los_buyers}, y en lo que se apoyan las cifras",
			"el término medio sobre el que se apoya el plan de {el_noun}",
		},
		"offer.step.upper": {
			"más tiempo, más servicio o un pedido mayor",
			"la oferta completa para {buyers} que lo quieren todo",
		},
		"offer.band.trades/car-dealer": {
			"No es un precio: lo que queda de una venta antes de preparación, garantía y sueldos va de {low} a {high} al nivel de precios de {city}, según una estimación. Diez anuncios comparados con subastas la afinan.",
			"De {low} a {high} es lo que un vendedor conserva de un coche al nivel de precios de {city}, una estimación; de ahí salen preparación, garantía y sueldos.",
		},
		"offer.step.entry.trades/car-dealer":           {"coches pequeños y con años, vendidos en días"},
		"offer.step.core.trades/car-dealer":            {"el coche habitual de la casa, en el que se apoyan las cifras"},
		"offer.step.upper.trades/car-dealer":           {"coches más nuevos, con financiación y garantía añadidas"},
		"head.offer.prices.trades/car-dealer":          {"Margen por coche", "Lo que deja un coche"},
		"offer.step.entry.event-planning/funeral-home": {"un funeral sencillo y digno, sin extras"},
		"offer.step.core.event-planning/funeral-home":  {"el funeral habitual, en el que se apoyan las cifras"},
		"offer.step.upper.event-planning/funeral-home": {"una despedida con flores, esquelas, música y atención a los asistentes"},
		"offer.margin": {
			"De {price}, el coste directo se lleva {cost}: cada {unit} deja {left} para personal, alquiler y lo demás; en el año 2 el margen bruto es del {margin}.",
			"El coste directo por cada {unit} es de {cost}; quedan {left} para los costes fijos, un margen bruto del {margin} en el año 2.",
		},
		"offer.margin.kept": {
			"De {price}, el coste directo se lleva {cost} y deja {left} al mes. Con un {churn} de bajas mensuales, cada {unit} se queda unos {stay}, frente a {cac} de captación; el margen bruto del año 2 es del {margin}.",
			"Atender a {un_unit} cuesta {cost} al mes y deja {left}. Con bajas del {churn} al mes la permanencia media ronda los {stay}, así que los {cac} de captación se pueden recuperar; margen bruto del año 2: {margin}.",
		},
		"offer.rise": {
			"Los precios de {el_noun} siguen la inflación, un {growth} al año, y se revisan en una fecha fija para que nadie se lleve sorpresas.",
			"El plan sube los precios un {growth} al año, con la inflación; cuando {un_noun} se salta un año, rara vez lo recupera.",
		},
		"offer.steady": {
			"El plan mantiene los precios de {el_noun}, porque la inflación no da motivo para subirlos.",
			"No se prevén subidas de precio: lo que gane {el_noun} tiene que venir del volumen y de los costes.",
		},
		"head.offer.promise": {"Con qué pueden contar los clientes", "La promesa", "Tres promesas"},
		"offer.promise": {
			"Lo que distingue a {el_noun} tiene que verse en la primera semana:",
			"{El_noun} hace tres promesas, y cada una se puede comprobar:",
			"Estas son las razones para elegir {este_noun}, y todo el equipo las conoce:",
		},
		"offer.first": {
			"La apertura se mantiene sencilla: primero, {first}; lo demás se suma cuando eso funcione sin la mano del fundador.",
			"{El_noun} abre con {first} y añade el resto por pasos, cuando la calidad aguante un día completo.",
		},
	}
}
