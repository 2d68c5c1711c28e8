package writer

func esRisks() phrases {
	return phrases{
		"risks.start": {
			"Las primeras filas son lo que suele fallar en {un_noun}; las últimas, lo que podría fallar en este plan. Probabilidad y gravedad para {el_noun} son juicios que conviene discutir.",
			"Lo que puede dañar a {un_noun} se conoce por otros del sector; las filas de abajo son propias de estas cifras. Los grados son juicios, y las respuestas, decisiones que se toman ahora.",
		},
		"risks.name.volume": {"Menos {units} de lo previsto", "El volumen de {units} se queda atrás"},
		"risks.answer.volume": {
			"Un décimo menos le cuesta {fall} al resultado del año 2; aplazar contrataciones y recortar las horas más flojas de {el_noun}",
			"Un décimo menos resta {fall} al año 2; la revisión a los seis meses de abrir decide sobre recortes en {el_noun}",
		},
		"risks.name.loan": {"Préstamo de {loan} tarde o denegado", "El banco dice no a {loan}"},
		"risks.answer.loan": {
			"Preguntar a dos bancos y a un sistema de avales en {country}; no firmar nada de {el_noun} antes del sí por escrito; empezar sin {spare}",
			"Empezar las conversaciones el primer mes; como alternativa, alquilar equipos y abrir {el_noun} sin {spare}",
		},
		"risks.name.money": {"No se encuentran los {extra} que faltan", "Ningún socio para {extra}"},
		"risks.answer.money": {
			"Comienzo más pequeño de {el_noun}, sin {spare}",
			"Ningún alquiler antes de tener el dinero; {el_noun} empieza sin {spare}",
		},
		"risks.name.delay": {"Apertura más tarde de {opening}", "Permisos u obras retrasan {opening}"},
		"risks.answer.delay": {
			"Cada mes de retraso cuesta hasta {month} de costes fijos; alquiler de {el_noun} ligado al permiso y penalización por obras tardías",
			"Un mes cuesta hasta {month}; ligar el contrato de {el_noun} a los permisos y contratar en el último momento",
		},
		"risks.name.late": {"Apertura más tarde de {opening}", "Comienzo después de {opening}"},
		"risks.answer.late": {
			"Cada mes de retraso cuesta hasta {month} de costes fijos; abrir {el_noun} con menos y añadir el resto después",
			"Un mes cuesta hasta {month}; recortar la primera versión de la oferta, no la prueba de {el_noun}",
		},
		"risks.name.hurry": {"Errores de un comienzo con prisas", "Preparación recortada en {cut}"},
		"risks.answer.hurry": {
			"Trabajo en paralelo con una persona al mando; mover la apertura de {el_noun} si falta un permiso o una prueba",
			"Aceptar pedidos más caros, no pruebas omitidas; {opening} es para {el_noun} un objetivo y no un voto",
		},
		"risks.name.season": {"{Low} vende el {low_share} de un mes medio", "El hueco de {low}"},
		"risks.answer.season": {
			"Ahorrar en {peak}; horario flexible y reparaciones de {el_noun} en {low}",
			"{El_noun} aparta en {peak} ({peak_share}) una parte para {low} ({low_share})",
		},
		"risks.name.slow": {"Costes sin cubrir durante mucho tiempo", "Equilibrio demasiado lejano"},
		"risks.answer.slow": {
			"Subir el precio, recortar costes fijos o empezar {el_noun} en pequeño antes de gastar nada",
			"Fijar una fecha y un importe con los que se pone fin a {el_noun}, y respetar ambos",
		},
		"head.risks.sensitivity": {"Qué mueve más el resultado", "Sensibilidad", "Dónde es sensible el resultado"},
		"risks.most.lower": {
			"El punto más sensible es {driver}: un {ten} menos convierte {base} del año 2 en {then}, y deja la caja a final de ese año en {cash}.",
			"Nada pesa tanto para {el_noun} como {driver}. Con un {ten} menos, el año 2 pasa de {base} a {then}, con {cash} en la cuenta.",
		},
		"risks.most.higher": {
			"El punto más sensible es {driver}: un {ten} más convierte {base} del año 2 en {then}, y deja la caja a final de ese año en {cash}.",
			"Nada pesa tanto para {el_noun} como {driver}. Con un {ten} más, el año 2 pasa de {base} a {then}, con {cash} en la cuenta.",
		},
		"risks.table": {
			"Se muestra el resultado de {el_noun} en el año 2 cuando cambia un factor y lo demás queda igual.",
			"Cada fila cambia un factor y muestra el resultado de {el_noun} en el año 2.",
		},
		"head.risks.chance": {"Probabilidad de quedarse sin caja", "Qué probable es quedarse sin caja", "La caja ante la incertidumbre"},
		"risks.chance.low": {
			"En {paths} futuros simulados de {el_noun}, con volumen, precios, costes y arranque variables, la caja se agota antes del mes 12 en el {c12}, antes del 24 en el {c24} y antes del 36 en el {c36}: la reserva cumple su función.",
			"De {paths} futuros tomados al azar, el {c36} deja a {el_noun} sin caja antes del mes 36 ({c12} antes del mes 12, {c24} antes del 24). Es poco para un negocio nuevo.",
		},
		"risks.chance.medium": {
			"En {paths} futuros simulados de {el_noun}, con volumen, precios, costes y arranque variables, la caja se agota antes del mes 12 en el {c12}, antes del 24 en el {c24} y antes del 36 en el {c36}. Un banco lo llamaría normal y pediría respetar las puertas de los hitos.",
			"De {paths} futuros tomados al azar, {el_noun} se queda sin caja antes del mes 12 en el {c12}, antes del 24 en el {c24} y antes del 36 en el {c36}, sin ninguna reacción; actuar en las puertas de decisión lo reduce.",
		},
		"risks.chance.high": {
			"En {paths} futuros simulados de {el_noun} la caja se agota antes del mes 12 en el {c12}, antes del 24 en el {c24} y antes del 36 en el {c36}. Es demasiado para empezar: hacen falta más fondos propios, un formato menor o costes fijos más bajos.",
			"La simulación de {paths} futuros pone la probabilidad de una cuenta vacía en el {c12} antes del mes 12, el {c24} antes del 24 y el {c36} antes del 36; {el_noun} debería cambiar de tamaño o de financiación antes de empezar.",
		},
		"risks.range": {
			"Al final del año 3 el peor décimo de los futuros tiene {p10} o menos, el central {p50} y el mejor décimo {p90} o más.",
			"Tras tres años el futuro central conserva {p50}; uno de cada diez, {p10} o menos, y uno de cada diez, {p90} o más.",
		},
		"risks.watch": {
			"La señal más temprana es «{kpi}»: en {el_noun} se lee cada semana y se actúa tras dos semanas flojas, no tras dos trimestres.",
			"El primer aviso viene de «{kpi}». Con dos semanas flojas seguidas, el fundador de {el_noun} busca la causa.",
		},
	}
}
