package writer

func esMarketing() phrases {
	return phrases{
		"marketing.idea": {
			"Antes que anunciar {el_noun} hay que lograr que se encuentre, así que el esfuerzo empieza por lo que cuesta tiempo y poco dinero: {first}.",
			"El marketing de {un_noun} consiste sobre todo en estar a la vista en el momento justo. En primer lugar: {first}.",
		},
		"marketing.idea.public": {
			"Captar fondos es el marketing de {un_noun}, y la mitad es dar las gracias. En primer lugar: {first}.",
			"Los fondos siguen a los resultados que se pueden enseñar. {El_noun} empieza por este canal, {first}, y añade otro cuando el último funciona.",
		},
		"head.marketing.budget": {"Presupuesto y canales", "Los canales y su coste", "A dónde va el dinero"},
		"marketing.budget": {
			"El plan reserva {fixed} al mes y el {share} de los ingresos, en total {year1} en el año 1 y {year2} en el año 2.",
			"Con {fixed} fijos al mes más el {share} de los ingresos, el marketing de {el_noun} suma {year1} el primer año y {year2} el segundo.",
		},
		"marketing.budget.fixed": {
			"El plan reserva {fixed} al mes, en total {year1} en el año 1 y {year2} en el año 2.",
			"Con {fixed} fijos al mes, el marketing de {el_noun} suma {year1} el primer año y {year2} el segundo.",
		},
		"marketing.cac": {
			"En el año 2 eso supone {cac} por cada {unit}, la cifra con la que se mide todo canal.",
			"Repartido entre todo el volumen del año 2 son {cac} por cada {unit}; un canal que cueste más durante mucho tiempo se cierra.",
		},
		"marketing.cac.public": {
			"En el año 2 eso supone {cac} por cada {unit}, una cifra que {los_buyers} pueden ver.",
			"Por cada {unit} del año 2 son {cac} dedicados a captar el dinero, un dato que va en el informe anual.",
		},
		"marketing.cac.stock": {
			"La mayor parte sigue al éxito: {cac} por cada {unit} en alta, con {new} al mes a pleno ritmo; cada {unit} deja {left} al mes para recuperarlo.",
			"Captar a {un_unit} puede costar {cac}, y a pleno ritmo se captan {new} al mes. Como cada alta deja {left} al mes, {el_noun} sabe cuándo un canal es demasiado caro.",
		},
		"marketing.split": {
			"La tabla reparte un mes medio de {el_noun} en el año 2, parte fija y variable juntas. Es un punto de partida: a los dos meses el dinero pasa de «{last}» a lo que haya traído más {buyers} por menos, quizá «{best}».",
			"Es un mes medio del año 2. Conviene preguntar a {los_buyers} cómo llegaron y mover el peso de «{best}» y «{last}» según lo que respondan.",
		},
		"head.marketing.launch": {"El lanzamiento", "Fase de apertura", "Primeras semanas"},
		"marketing.launch": {
			"Durante {months} desde la apertura el presupuesto fijo se duplica, hasta {until}, y va primero a esto: {channel}.",
			"{El_noun} duplica su marketing fijo durante {months}, hasta {until}, con el peso en un canal: {channel}.",
		},
		"marketing.season": {
			"El pico anual de {peak} se prepara con dos meses; en {low}, {el_noun} gasta en quienes ya conoce y no en desconocidos.",
			"Las campañas se adelantan a {peak}, el mes más fuerte, mientras que {low} es para {los_buyers} de siempre.",
		},
		"marketing.thin": {
			"Como falta dinero, lo sustituye el tiempo: «{channel}» cuesta horas del fundador y casi nada de caja.",
			"Pocos fondos propios significan pocos canales de pago al principio; «{channel}» se consigue con trabajo.",
		},
		"head.marketing.rules": {"Qué se mide", "Reglas de gasto", "Cifras que vigilar"},
		"marketing.rules": {
			"Cada semana el fundador de {el_noun} anota:",
			"Cuatro cifras deciden si un canal de {el_noun} se queda:",
		},
	}
}
