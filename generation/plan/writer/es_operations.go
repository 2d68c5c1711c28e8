package writer

func esOperations() phrases {
	return phrases{
		"operations.flow": {
			"Todo pedido sigue el mismo camino: {flow}.",
			"El trabajo de {el_noun} sigue un solo recorrido: {flow}.",
			"En resumen, así funciona: {flow}.",
		},
		"head.operations.site": {"Ubicación", "Dónde se trabaja", "Lugar y local"},
		"operations.site": {
			"En cuanto al lugar en {city}: {site}.",
			"Qué buscar en {city}: {site}.",
		},
		"operations.rent": {
			"El plan destina {rent} al mes al local, el {share} de los ingresos del año 2; una dirección más cara tiene que traer más {buyers} en proporción.",
			"Para el local se presupuestan {rent} al mes, el {share} de los ingresos en el año 2, que es el techo de las negociaciones de {el_noun}.",
		},
		"operations.norent": {
			"No se presupuesta alquiler de local: {el_noun} trabaja donde están {los_buyers}, y almacén o mesa figuran entre los demás gastos.",
			"{El_noun} no necesita un local abierto al público, así que el plan no lleva alquiler.",
		},
		"head.operations.capacity": {"Capacidad y días de apertura", "Cuánto cabe", "Capacidad"},
		"operations.capacity": {
			"Como está previsto se pueden atender como máximo {capacity} al mes; el pleno ritmo, {mature}, ocupa el {used} de esa capacidad.",
			"El techo está en {capacity} al mes, y {mature} a pleno ritmo llenan el {used}.",
		},
		"operations.capacity.full": {
			"Se pueden atender como máximo {capacity} al mes; el pleno ritmo, {mature}, ocupa el {used}, así que crecer más exige manos, horas o espacio.",
			"Con el {used} de {capacity} al mes en uso a pleno ritmo, {el_noun} tiene poco aire; los picos necesitan ayuda por horas.",
		},
		"operations.capacity.stock": {
			"Tal como se monta, {el_noun} puede atender {capacity}; a finales del año 3 debe tener {mature}, el {used} de ese máximo.",
			"Hay sitio para {capacity}. El plan llega a {mature} a finales del año 3, una ocupación del {used}.",
		},
		"operations.open": {
			"Días y horario salen del cálculo del sector, {how}, ajustado a este formato.",
			"Detrás está este cálculo: {how}. De él salen los días de apertura y los turnos de {el_noun}.",
		},
		"operations.open.stock": {
			"Cómo son los días depende del ritmo previsto: {how}.",
			"Horario de atención y contrataciones siguen este ritmo: {how}.",
		},
		"operations.open.public": {
			"Los días de programa salen del cálculo, {how}, ajustado a este formato y a las condiciones de {los_buyers}.",
			"Detrás está este cálculo: {how}. De él sale el calendario del programa.",
		},
		"head.operations.routine": {"Rutina", "Costumbres fijas", "La semana de trabajo"},
		"operations.routine": {
			"La calidad de {un_noun} es sobre todo costumbre, y estos son los puntos fijos:",
			"La semana de {el_noun} tiene puntos fijos, escritos desde el primer día:",
		},
		"head.operations.equipment": {"Equipamiento y proveedores", "Qué se compra y a quién", "Equipamiento"},
		"operations.equipment": {
			"La partida mayor es «{first}»: conviene pedir dos ofertas, comparar usado con nuevo y fijar la entrega antes de {opening}.",
			"Lo primero que se encarga es «{first}», la partida mayor y la que podría retrasar la apertura de {opening}.",
		},
		"operations.suppliers": {
			"Colaboradores de {el_noun}: {suppliers}. Las facturas se pagan a los {payable} de media.",
			"Se compra fuera: {suppliers}; el plan de {el_noun} paga a los {payable} de media.",
		},
		"operations.suppliers.goods": {
			"Proveedores: {suppliers}. {El_noun} mantiene existencias para {stock} y paga a los {payable} de media.",
			"De aquí viene la mercancía: {suppliers}. El plan de {el_noun} cuenta con {stock} de existencias y {payable} para pagar.",
		},
	}
}
