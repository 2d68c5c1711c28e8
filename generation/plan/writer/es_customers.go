package writer

func esCustomers() phrases {
	return phrases{
		"customers.who": {
			"{El_noun} se dirige a tres grupos y los gana por este orden: primero {first}, porque se llega a ese grupo con menos dinero.",
			"Tres grupos sostienen {el_noun}. El primero que hay que ganar: {first}.",
		},
		"customers.who.public": {
			"{El_noun} sirve a dos partes: quienes necesitan una plaza y quienes la pagan. En el centro están {first}.",
			"Quienes usan una plaza y quienes la financian no son las mismas personas, y hay que ganar a ambas; el plan empieza por {first}.",
		},
		"head.customers.ticket": {"Cuánto gastan y con qué frecuencia", "Gasto y frecuencia", "Gasto medio y frecuencia"},
		"customers.ticket": {
			"Cada {unit} aporta {price} de media.",
			"El plan cuenta {price} por cada {unit}.",
		},
		"customers.ticket.stock": {
			"Cada {unit} paga {price} al mes de media.",
			"El plan cuenta {price} al mes por cada {unit}.",
		},
		"customers.ticket.public": {
			"Cada {unit} recibe {price} de media.",
			"De media {los_buyers} ponen {price} por cada {unit}.",
		},
		"customers.often": {
			"La frecuencia: {often}.",
			"En este sector {often}.",
		},
		"customers.volume": {
			"El volumen a pleno ritmo sale de la regla del sector ({how}), tomada al {scale} para este formato: {mature} al mes. El primer mes trae {first}, y el pleno ritmo llega {ramp} después de abrir.",
			"Se calcula con {how}, al {scale} para este formato, es decir, {mature} al mes a pleno ritmo; {el_noun} empieza con {first} el primer mes y necesita {ramp} para llegar.",
		},
		"customers.volume.stock": {
			"El plan abre con {open}, capta {new} al mes a pleno ritmo y pierde cada mes el {churn} de los que tiene; eso lleva a {end1} a finales del año 1 y a {end3} a finales del año 3.",
			"A partir de {open} el primer día, con {new} de altas al mes a pleno ritmo y un {churn} de bajas, {el_noun} cuenta {end1} tras el primer año y {end3} tras el tercero.",
		},
		"head.customers.order": {"En qué orden se ganan", "Quién va primero", "Orden de acercamiento"},
		"customers.order": {
			"Antes de abrir, el fundador habla con {first}; en el primer semestre llegan {second}; y {third} vendrán cuando haya referencias.",
			"El esfuerzo va a {first} hasta llenar bastante el primer mes, después a {second}, y a {third} cuando haya resultados que enseñar.",
		},
		"customers.season": {
			"La demanda no es uniforme: {peak} trae el {peak_share} de un mes medio y {low} solo el {low_share}; personal, existencias y caja de {el_noun} se planifican para eso.",
			"El año tiene un pico en {peak} ({peak_share} de un mes medio) y un hueco en {low} ({low_share}); {el_noun} gana su reserva en uno y la necesita en el otro.",
		},
		"customers.season.turned": {
			"El modelo desplaza seis meses el año de un sector al sur del ecuador, y con él las semanas de Navidad: donde el pico son los regalos, en lugar de {peak} léase diciembre, o póngase la intensidad de la estacionalidad en 0.",
		},
		"customers.ask": {
			"En los tres primeros meses se hacen dos preguntas a {los_buyers}: cómo supieron de {el_noun} y qué estuvo a punto de echarlos atrás; las respuestas y «{kpi}» deciden qué grupo recibe el siguiente esfuerzo.",
			"Lo que de verdad valoran {los_buyers} se anota, no se recuerda: una línea por cada queja y cada elogio a {el_noun}, leídas una vez al mes junto a «{kpi}».",
		},
		"customers.test": {
			"La prueba más barata de que ese público existe: {test}.",
			"Antes de comprometer dinero conviene lo siguiente: {test}.",
			"Una comprobación que cuesta poco: {test}.",
		},
	}
}
