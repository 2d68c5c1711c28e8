package writer

// esPublic are the sentence plans that read differently for organisations whose
// money comes from funders and not from those they serve.
func esPublic() phrases {
	return phrases{
		"head.offer.prices.public":  {"Cuánto cuesta una plaza"},
		"head.offer.promise.public": {"Con qué pueden contar los financiadores"},
		"offer.band.public": {
			"Los programas comparables en {city} cuestan entre {low} y {high}, según referencias llevadas a precios locales; los informes de tres de ellos deberían sustituir esa estimación.",
			"La banda habitual, llevada al nivel de precios de {city}, va de {low} a {high} por cada {unit}.",
		},
		"offer.step.entry.public": {"lo que puede sumar una pequeña donación periódica", "parte de una plaza, entregada mes a mes"},
		"offer.step.core.public":  {"{un_unit}, sobre la que se calcula este plan", "la media en la que se apoya el plan"},
		"offer.step.upper.public": {"una plaza con todo lo que la rodea, para un año o un grupo", "el coste completo de un caso exigente"},
		"offer.rise.public": {
			"Los costes suben con la inflación, un {growth} al año, y las solicitudes se escriben con esa subida dentro.",
			"Con una inflación del {growth} al año, las subvenciones plurianuales de {el_noun} se indexan o encogen.",
		},
		"offer.margin.public": {
			"De {price}, el gasto directo del programa se lleva {cost}, así que cada {unit} deja {left} para personal, espacios y cuentas; en el año 2 es el {margin} de los ingresos.",
			"El gasto directo de {un_unit} es de {cost}; quedan {left} para personal y espacios, el {margin} de los ingresos en el año 2.",
		},
		"offer.first.public": {
			"Para que el comienzo sea sencillo, {el_noun} vive primero de {first}; otras fuentes se suman cuando los informes salen a tiempo.",
			"En el primer año el peso está en {first}; cada fuente nueva reduce la dependencia de {el_noun}.",
		},
		"market.income.low.public": {
			"El PIB por habitante es de {gdp} a poder adquisitivo, el {income} del nivel de Estados Unidos, y los precios están en el {prices}: la necesidad es amplia, la donación local pequeña, y mucho del dinero tiene que venir de fundaciones y del exterior.",
			"Con {gdp} de PIB por habitante, el {income} de Estados Unidos, y precios en el {prices}, un mismo importe llega aquí a más gente que en otros lugares, un argumento que conviene usar con {los_buyers}.",
		},
		"market.income.middle.public": {
			"El PIB por habitante es de {gdp} a poder adquisitivo, el {income} del nivel de Estados Unidos, y los precios están en el {prices}: la donación local existe y crece, junto a los fondos públicos.",
			"Con {gdp} de PIB por habitante, el {income} de Estados Unidos, y precios en el {prices}, {el_noun} puede acudir a empresas y hogares cercanos además de a fundaciones.",
		},
		"market.income.high.public": {
			"El PIB por habitante es de {gdp} a poder adquisitivo, el {income} del nivel de Estados Unidos, y los precios están en el {prices}: la gente puede donar, y muchas organizaciones se lo piden.",
			"Con {gdp} de PIB por habitante (el {income} de Estados Unidos, precios en el {prices}), hay dinero para el buen trabajo, y {los_buyers} eligen por pruebas.",
		},
		"market.income.us.public": {
			"El PIB por habitante es de {gdp}; donar es costumbre y está bien organizado, así que {los_buyers} comparan resultados y estructura.",
			"Con {gdp} de PIB por habitante, hogares y fundaciones dan bastante a quien informa bien, y {el_noun} compite por ello.",
		},
		"market.reading.gdp_per_head.public": {"cuánto se puede donar cerca", "si {los_buyers} están cerca o lejos"},
		"market.reading.vat.public":          {"comprobar en qué compras lo paga {el_noun}", "un coste donde {el_noun} no puede recuperarlo"},
		"market.trends.public": {
			"{El_noun} debería leerlas como motivos para medir desde el primer día.",
			"Ambas favorecen a {un_noun} que publica lo que hace y lo que cuesta.",
		},
		"market.count.public": {
			"Ninguna tabla sustituye preguntar sobre el terreno: cuántas personas en {city} necesitan una plaza, y cuántos {buyers} pagarían una, es lo que {el_noun} aún tiene que averiguar.",
			"Lo que ninguna estadística sabe es cuánta gente cerca de los espacios previstos necesita una plaza; escuelas, centros de salud y mayores sí, y {el_noun} debería preguntarles.",
		},
		"head.competition.price.public": {"Cuánto cuestan los programas comparables"},
		"competition.position.low.public": {
			"Es un coste modesto, y {el_noun} debería mostrar qué hace con la diferencia.",
			"{El_noun} trabaja con poco por cada {unit}; {los_buyers} preguntarán si basta, y el informe tiene que responder.",
		},
		"competition.position.middle.public": {
			"Es el término medio; para {el_noun} cuenta el resultado por cada importe entregado.",
			"{El_noun} no destaca por barato ni por caro y argumenta con resultados.",
		},
		"competition.if.public": {
			"Si escasean los fondos, {el_noun} busca solicitudes conjuntas con otras entidades ({rival}) antes de recortar plazas.",
			"La reserva de {buffer} existe para que {el_noun} conserve sus plazas mientras se renueva una subvención, haga lo que haga la competencia ({rival}).",
		},
		"operations.flow.public": {
			"Todo caso sigue el mismo camino: {flow}.",
			"Para quien llega a {el_noun} el recorrido es este: {flow}.",
		},
		"operations.rent.public": {
			"El plan destina {rent} al mes a espacios, el {share} de los ingresos del año 2; unos espacios cedidos por un aliado financiarían más plazas.",
			"Los espacios pueden costar {rent} al mes (el {share} de los ingresos en el año 2), lo primero que se pide a un aliado en especie.",
		},
		"milestones.gate.test.public": {
			"Antes de terminar {half}: piloto hecho ({test}). Sin una primera promesa de dinero no se contrata personal.",
			"A finales de {half}: resultado del piloto sobre la mesa; si {los_buyers} dudan, el programa de {el_noun} se reduce a lo que preguntaron.",
		},
		"milestones.gate.volume.public": {
			"En {when}: se prevén {volume}. Por debajo de {floor}, {el_noun} busca fondos antes de contratar.",
			"En {when} el plan espera {volume} en el mes; con menos de {floor} el siguiente puesto de {el_noun} espera.",
		},
		"funding.uses.public": {
			"La parte central paga {el_noun} hasta que llegan las subvenciones; la reserva equivale a {reserve} de costes fijos y no está prevista para gastarse.",
			"El dinero se dispone por pasos según se cumplen los hitos de {el_noun}. La reserva, {reserve} de costes fijos, es para subvenciones que llegan tarde.",
		},
		"finances.lowest.public": {
			"La caja toca fondo en {when} con {lowest}. Al abrir, {el_noun} podría pagar {runway} de costes fijos sin ningún ingreso.",
			"En {when} la cuenta de {el_noun} está en su punto más bajo, {lowest}; el día de la apertura duraría {runway} sin ninguna subvención.",
		},
		"legal.contracts.public": {
			"Comprobar los acuerdos con {los_buyers}: finalidad, justificación del gasto, devolución, difusión.",
			"Comprobar qué firma quien usa una plaza, en palabras que entienda, y quién puede firmar por menores.",
		},
		"theme.family.customers.public": {
			"La solicitud nombra a las familias: {el_noun} abre a horas en que alguien cuida de los niños y pregunta a ambos padres cuando puede.",
			"Pensando en las familias, {el_noun} cuenta hogares además de personas, porque una plaza cambia una cocina entera.",
		},
		"theme.family.operations.public": {
			"Las familias vienen con niños, así que espacios, horario y seguridad de {el_noun} se revisan primero para eso.",
			"{El_noun} organiza su horario en torno a la escuela y los días de mercado, cuando las familias pueden venir.",
		},
	}
}
