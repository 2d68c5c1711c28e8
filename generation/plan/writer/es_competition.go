package writer

func esCompetition() phrases {
	return phrases{
		"competition.kinds": {
			"En {city} {el_noun} compite con {kinds}.",
			"Quien compra en {este_noun} también podría acudir a {kinds}.",
			"Las alternativas que tienen {los_buyers} en {city}: {kinds}.",
		},
		"competition.kinds.public": {
			"Por atención y fondos en {city}, {el_noun} está junto a {kinds}; con algunas de esas partes conviene más cooperar.",
			"Los mismos fondos y la misma gente los buscan {kinds}, a veces como rivales y más a menudo como aliados.",
		},
		"competition.look": {
			"La comparación es por tipos; nombres, precios y esperas se añaden tras una semana de visitas, antes de que {el_noun} firme nada.",
			"Se comparan tipos porque los nombres cambian: el fundador añade los cinco más próximos a {el_noun}, con sus precios.",
		},
		"head.competition.price": {"Posición de precio", "Dónde queda el precio", "El precio entre los demás"},
		"competition.price": {
			"Con {price}, {el_ticket} queda dentro de una banda de {low} a {high} a precios locales.",
			"La banda habitual en {city} va de {low} a {high}; {el_noun} sitúa {el_ticket} en {price}.",
		},
		"competition.price.public": {
			"Con {price} por cada {unit}, {el_noun} queda dentro de la banda de {low} a {high} de programas comparables.",
			"Los programas comparables cuestan entre {low} y {high} por cada {unit}; este se planifica en {price}.",
		},
		"competition.position.low": {
			"Es la parte baja, donde decide el volumen: {el_noun} tiene que ganar por rapidez y orden, no por regalar el precio.",
			"Eso deja espacio por arriba, que {el_noun} debería usar para extras en lugar de un precio de entrada más alto.",
		},
		"competition.position.middle": {
			"Es el término medio, y hay que justificarlo cada vez con algo que la parte barata del sector no sabe hacer.",
			"{El_noun} ni compite por precio bajo ni brilla por precio alto: se elige por lo que hace mejor.",
		},
		"competition.position.premium": {
			"Como la solicitud apunta a la gama alta, el primer paso es ganarse el derecho a subir {el_ticket}: las cifras se quedan en el medio, y cada paso hacia {high} llega tras semanas llenas.",
			"La idea apunta hacia arriba en la banda. El plan de {el_noun} se calcula con prudencia en {price}, y cada subida hacia {high} lo mejora.",
		},
		"competition.position.affordable": {
			"Como la solicitud quiere que {el_noun} sea asequible, se conserva una entrada en {low}, que pagan quienes piden más.",
			"Asequible significa aquí, para {el_noun}, una entrada en {low} que aún cubre su coste directo, junto a la media prevista de {price}.",
		},
		"head.competition.edge": {"La ventaja", "Ventaja propia", "Por qué esta opción"},
		"competition.edge": {
			"Tres cosas juntas son difíciles de copiar: {one}; {two}; {three}.",
			"La ventaja de {el_noun} se apoya en esto: {one}; {two}; {three}.",
		},
		"competition.again": {
			"La tabla se rehace cada semestre, porque {un_noun} de éxito atrae imitadores en su primer año.",
			"Dos veces al año el fundador prueba a los rivales más próximos de {el_noun} como uno más, y anota qué ha cambiado.",
		},
		"competition.copy": {
			"Cada una se puede imitar por separado; la costumbre de {los_buyers} no, y «{kpi}» dice si se forma.",
			"Una ventaja que no mueve «{kpi}» no lo es, así que {el_noun} mira esa cifra todas las semanas.",
		},
		"competition.if": {
			"Frente a estos rivales ({rival}), {el_noun} no compite en precio: donde pierda, recorta la parte más débil de la oferta y explica la más fuerte.",
			"Un precio más bajo de estos rivales ({rival}) no es motivo para seguirlos; la reserva de {buffer} existe para que {el_noun} pueda esperar.",
		},
	}
}
