package writer

func esFunding() phrases {
	return phrases{
		"funding.need": {
			"Sin ninguna financiación, la caja de {el_noun} caería a su punto más bajo, {trough} bajo cero, en {when}. Con una reserva de {buffer} y redondeando al alza, la necesidad es de {need}.",
			"El punto más bajo de la caja propia del proyecto es {when}, con {trough} bajo cero; sumando una reserva de {buffer} y redondeando al alza, {el_noun} necesita {need}.",
		},
		"funding.ask.none": {
			"Los fondos propios de {budget} lo cubren. No se pide ningún préstamo.",
			"Con {budget} el fundador cubre toda la necesidad, y {el_noun} empieza sin deudas.",
		},
		"funding.ask.loan": {
			"Los fondos propios son {budget}, así que faltan {gap}. {El_noun} pide un préstamo de {loan}.",
			"El fundador pone {budget}; faltan {gap}, y para cubrirlos se solicita un préstamo de {loan}.",
		},
		"funding.ask.both": {
			"Los fondos propios son {budget}, así que faltan {gap}. {El_noun} pide un préstamo de {loan}; otros {extra} tienen que venir de fondos propios o de socios, porque ningún banco lo pondrá todo.",
			"El fundador pone {budget} y faltan {gap}. Se piden un préstamo de {loan} y otros {extra} de fondos propios, de familia, socios o ahorros.",
		},
		"funding.ask.own": {
			"Los fondos propios son {budget}; hay que encontrar otros {extra} antes de que {el_noun} empiece.",
			"El fundador pone {budget}, y se buscan otros {extra} de fondos propios.",
		},
		"funding.ask.nobudget": {
			"La solicitud no indica un presupuesto; el plan supone {budget} de fondos propios para {el_noun}, que cubren la necesidad.",
			"Como no se indicó un presupuesto, se suponen {budget} de fondos propios; con eso {el_noun} no necesita ningún banco.",
		},
		"funding.ask.nobudget.loan": {
			"La solicitud no indica un presupuesto; el plan supone {budget} de fondos propios, y {el_noun} pide un préstamo de {loan} para cubrir el resto.",
			"Como no se indicó un presupuesto, se suponen {budget} de fondos propios; un préstamo de {loan} completaría la financiación de {el_noun}.",
		},
		"head.funding.sources": {"Fuentes", "De dónde viene el dinero", "Origen de los fondos"},
		"funding.row.assumed":  {"fondos propios (supuestos)"},
		"funding.headroom": {
			"Las fuentes superan la necesidad en {rest}: intereses y cuotas se pagan antes de que {el_noun} los gane, y así la reserva queda intacta.",
			"Los {rest} por encima de la necesidad pagan intereses y primeras cuotas, para que la reserva de {el_noun} no se toque.",
		},
		"funding.vast": {
			"Por encima de la necesidad sobran {rest}. Eso no es una reserva sino otro proyecto: más sedes, suelo, máquinas o años que las referencias de {un_noun} no recogen y cuyas cifras hay que introducir antes de que este plan hable de ellas.",
			"Lo que sobra, {rest}, no tiene uso en este plan. Si es para algo mayor que {este_noun}, capacidad, personal y gasto se cambian en las hipótesis hasta que necesidad y presupuesto sean de un tamaño.",
			"La diferencia, {rest}, es demasiado grande para llamarla reserva de {el_noun}. Quien preste o invierta preguntará primero para qué es.",
		},
		"funding.spare": {
			"Cubierta la necesidad quedan {rest}, que se mantienen fuera de {el_noun} hasta que el primer año demuestre que el plan se sostiene.",
			"Hay {rest} más de lo que {el_noun} necesita. Deberían quedarse en una cuenta aparte y no son una invitación a gastar más en la obra.",
		},
		"head.funding.uses": {"Uso de los fondos", "Para qué es el dinero", "Usos"},
		"funding.uses": {
			"La parte central paga {el_noun} hasta que las ventas bastan; la reserva equivale a {reserve} de costes fijos y no está prevista para gastarse.",
			"Una reserva de {reserve} de costes fijos queda en la cuenta de {el_noun}; el resto se gasta según los pasos de los hitos.",
		},
		"head.funding.terms": {"Devolución", "Préstamo y devolución", "Condiciones"},
		"funding.terms": {
			"El préstamo es el {share} de la necesidad, al {rate} anual, el tipo habitual para pequeñas empresas en {country}. Tras {grace} sin devolución vienen {instalments} cuotas de {instalment}, la primera en {first}.",
			"Calculado al {rate} anual, el tipo del informe de mercado para {country}, el préstamo de {loan} ({share} de la necesidad) se devuelve en {instalments} cuotas de {instalment} más intereses desde {first}, tras {grace} de carencia.",
		},
		"funding.noloan": {
			"No hay nada que devolver. Lo que gane {el_noun} primero rellena la reserva y después se lo devuelve al fundador.",
			"Sin préstamo no hay cuotas; {el_noun} puede mantener sus precios en un trimestre flojo.",
		},
		"funding.service.good": {
			"En el año más débil la caja antes de pagar la deuda es {dscr} veces lo que se debe al banco; lo habitual es que pidan un quinto de margen.",
			"La cobertura de la deuda de {el_noun} es, como mínimo, de {dscr} veces, más que el quinto de margen que se suele pedir.",
		},
		"funding.service.ample": {
			"Incluso en el año más débil la caja antes de pagar la deuda es más de diez veces lo que se debe: el préstamo es pequeño frente a lo que gana {el_noun}.",
			"La deuda pesa poco: todos los años {el_noun} gana más de diez veces sus intereses y cuotas.",
		},
		"funding.service.weak": {
			"En el año más débil la caja cubre {dscr} veces la deuda, con menos del quinto de margen habitual: conviene pedir más carencia o más plazo.",
			"La cobertura mínima de la deuda es de {dscr} veces, sin el quinto de margen que quieren ver los bancos; un plazo más largo ayudaría a {el_noun}.",
		},
		"funding.service.short": {
			"En el año más débil la caja antes de pagar la deuda es solo {dscr} veces lo que se debe: entonces las cuotas salen de la caja guardada, y quien preste a {el_noun} querrá una explicación.",
			"Con una cobertura mínima de {dscr} veces, {el_noun} devuelve en parte con dinero prestado; más fondos propios y más plazo son la respuesta honrada.",
		},
		"funding.service.negative": {
			"En el año más débil {el_noun} no gana nada para su deuda: intereses y cuotas se pagan con el dinero reunido, y por eso el préstamo es mayor que lo que falta. Un banco querrá una explicación, y más carencia ayuda.",
			"Hay un año en que la actividad de {el_noun} no trae caja para el banco. Las fuentes de arriba contienen el dinero para ello; más tiempo antes de la primera cuota sería mejor respuesta.",
		},
		"funding.more": {
			"En conjunto es más de lo que falta, porque intereses y cuotas vencen antes de que {el_noun} los gane.",
			"La suma supera lo que falta, ya que {el_noun} paga con ella intereses y primeras cuotas.",
		},
		"head.funding.less": {"Si hay menos", "Y si falta dinero", "Con menos dinero"},
		"funding.refused": {
			"Si se niega el préstamo, {el_noun} empieza en pequeño: sin {spare}, en un espacio alquilado o compartido y con el trabajo del fundador en lugar de un puesto.",
			"Sin el préstamo el plan no muere, se reduce. Lo primero que se quita: {spare}; después vienen avales públicos, crédito de proveedores y arrendamiento en {country}.",
			"Si el banco dice que no, quedan tres caminos: prescindir de algunas cosas ({spare}); alquilar lo que se pueda alquilar; o dar entrada a un socio con {gap} como mínimo.",
		},
		"funding.open": {
			"Hasta encontrar {extra} no se firma ningún alquiler de {el_noun}; la palanca es empezar sin {spare}.",
			"Si no se encuentran los {extra}, {el_noun} empieza sin {spare} y crece con sus propios resultados.",
		},
		"funding.enough": {
			"Si los costes se disparan, {el_noun} prescinde de algunas cosas antes de pedir dinero a nadie: {spare}.",
			"Si la apertura cuesta más de lo previsto, {spare} pueden esperar, y la reserva de {el_noun} se queda.",
		},
		"funding.thin": {
			"Los fondos propios son el {share} de la necesidad, la cifra que los bancos en {country} miran primero; un primer paso más pequeño de {el_noun} la mejora.",
			"Con el {share} de la necesidad como fondos propios, {el_noun} depende de otros; cada mes de prueba pagada antes de empezar mejora sus condiciones.",
		},
		"funding.notyet": {
			"Con estas cifras un préstamo no se devolvería con los resultados, así que {el_noun} debería cambiar precio, formato o costes antes de pedirlo.",
			"Nadie debería prestar con estas cifras sin cambios: {el_noun} tiene que enseñar antes un {profit}, por precio, volumen o costes fijos.",
		},
		"funding.report": {
			"Quien pone dinero recibe una página al mes: caja, ingresos y siguiente paso de {el_noun}, junto a lo que este plan había prometido.",
			"Quienes respaldan {el_noun} ven cada mes su caja y sus ingresos frente a este plan, vayan bien o mal.",
		},
		"funding.stages": {
			"El gasto se libera por etapas: primero la prueba, después los permisos, y «{big}» solo cuando todo lo anterior haya salido bien.",
			"De todos los compromisos, «{big}» es el mayor; se encarga cuando la financiación de {el_noun} está confirmada por escrito, no antes.",
		},
	}
}
