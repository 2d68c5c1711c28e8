package writer

// esWays are sentences of a business that meets its buyers in another way than
// its trade takes for granted.
func esWays() phrases {
	return phrases{
		"company.list.mobile": {
			"Los importes son lo que gasta en salas y equipo un local fijo de este tamaño; las líneas dicen qué compra {el_noun} en su lugar. Dos presupuestos por escrito deberían sustituir la lista antes de endeudarse por ella.",
			"Detrás de estos importes hay referencias de un negocio con local, no ofertas de un vehículo. Lo primero son los presupuestos de uno equipado, nuevo y usado.",
		},
		"company.list.online": {
			"Los importes son lo que gasta un negocio con salas; las líneas dicen qué compra {el_noun} en su lugar, y rara vez lo gasta todo. Presupuestos por escrito deberían sustituir la lista antes de endeudarse por ella.",
			"Son importes de un negocio con salas y, por tanto, el extremo alto de uno que trabaja por pantalla: lo que sobre queda para la primera campaña.",
		},
		"company.list.stall": {
			"Los importes son lo que gasta una tienda en línea de este tamaño; un puesto suele pedir menos. Los presupuestos deberían sustituir la lista.",
			"Detrás de las líneas hay importes de una tienda que vende por correo; lo que dejen toldo, mesas y balanzas queda en la reserva de {el_noun}.",
		},
		"company.list.trail": {
			"Los importes son referencias de un alojamiento con carretera. Transporte, agua, corriente y residuos cuestan más arriba, y lo que ya está en pie cuesta menos; los presupuestos, vuelos de suministro incluidos, deberían sustituir la lista.",
			"Son referencias de una casa en el valle. Para {el_noun} va antes una inspección: qué puede quedarse de tejado, agua y corriente decide más que cualquier línea de esta lista.",
		},
		"operations.open.trail": {
			"El volumen de las cifras, {how}, es un año de un alojamiento corriente. Con semanas cerradas en primavera y otoño, {el_noun} tiene que ganarlo en menos noches, y las literas lo hacen posible.",
			"Detrás está {how}, repartido en todo el año; en cuanto se conozcan semanas abiertas y literas de {el_noun}, se cambia por ellas.",
		},
		"operations.rent.trail": {
			"El plan lleva {rent} al mes para local, el {share} de los {revenue} del año 2, lo que pagaría una casa en el valle. Si el refugio es propio, el importe queda para lo que en el valle no existe: suministro por cable o aire, agua, sendero y tejado.",
			"Para arriendo y local se presupuestan {rent} al mes ({share} de los {revenue} en el año 2). Lo que un refugio propio no necesite paga transporte y mantenimiento.",
		},
		"legal.lease.trail": {
			"Comprobar de quién son suelo y refugio, el derecho de paso y qué se puede construir o cambiar más allá de la última carretera.",
			"Comprobar arriendo o propiedad de {el_noun}, derechos de agua y quién mantiene el sendero y responde de él.",
		},
		"company.list.road": {
			"Los importes son los de un centro de enseñanza: bastan para las entradas de los coches, no para los coches. Lo primero es un presupuesto por cada coche de alquiler con doble mando; lo que cuesten alquiler, seguro y carga más allá de los gastos mensuales se introduce en las hipótesis antes de enseñar este plan a un banco.",
			"Lo que un centro gasta en aulas figura aquí como entradas de coches. Lo que cuesten de más alquiler, seguro y carga de {el_noun} va a los gastos mensuales antes de pedir dinero.",
		},
		"head.operations.site.trail":  {"Sendero, agua y suministro", "Allí arriba"},
		"head.operations.site.mobile": {"Vehículo y base", "En ruta"},
		"head.operations.site.online": {"Sala y plataforma", "Dónde se trabaja"},
		"head.operations.site.stall":  {"Puesto y almacén", "En el mercado"},
		"operations.site.mobile": {
			"Más que una dirección, {el_noun} necesita una ruta por {city}. Lo que hace falta: {site}.",
			"En lugar de un local para {los_buyers} de {city} hace falta esto: {site}.",
		},
		"operations.site.online": {
			"{El_noun} no necesita salas en las que entren {los_buyers}. Lo que sí necesita: {site}.",
			"Para trabajar por pantalla cuenta esto: {site}.",
		},
		"operations.site.stall": {
			"Qué buscar en los mercados de {city}: {site}.",
			"Un puesto vive de dónde está, en {city} como en todas partes: {site}.",
		},
		"operations.rent.mobile": {
			"El plan lleva {rent} al mes para local, el {share} de los {revenue} del año 2, lo que pagaría un local fijo de este tamaño. La base cuesta menos; la diferencia es para el vehículo: alquiler, combustible, aparcamiento y seguro.",
			"Para local se presupuestan {rent} al mes ({share} de los {revenue} en el año 2), una referencia de negocios con dirección. {El_noun} paga de ahí patio, vehículo y combustible, y el primer trimestre dirá si basta.",
		},
		"operations.rent.online": {
			"El plan lleva {rent} al mes para local, el {share} de los {revenue} del año 2, lo que pagaría un negocio con salas. Trabajando por pantalla, {el_noun} puede ahorrarse la mayor parte; hasta que sea seguro, queda en el plan por prudencia.",
			"Para local se presupuestan {rent} al mes ({share} de los {revenue} en el año 2), una referencia de negocios con salas. Lo que no cueste una sala tranquila queda libre para plataforma y publicidad.",
		},
		"operations.rent.stall": {
			"Para almacén y local se presupuestan {rent} al mes, el {share} de los {revenue} del año 2; de ahí salen las tasas de los puestos, que se comparan mercado por mercado.",
			"El plan lleva {rent} al mes para almacén y local ({share} de los {revenue} en el año 2). {El_noun} paga de ahí sus puestos: el mercado que no gana su tasa se deja.",
		},
		"legal.lease.mobile": {
			"Comprobar dónde puede aparcar, parar a trabajar, tomar agua y verterla el vehículo de {el_noun}, y qué municipios piden un permiso propio.",
			"Comprobar permiso, inspección y seguro del vehículo como lugar de trabajo, con los útiles y productos que lleva.",
		},
		"legal.lease.online": {
			"Comprobar las condiciones de la plataforma y de la pasarela de pago: preaviso, comisiones y de quién son grabaciones y direcciones.",
			"Comprobar si {los_buyers} de otros países traen a {el_noun} otras normas de consumo, impuestos y datos.",
		},
		"legal.lease.stall": {
			"Comprobar las condiciones de cada mercado: tasa, días, enfermedad, lluvia y quién puede vender al lado de quién.",
			"Comprobar por cuánto tiempo se concede un puesto de {el_noun} y si se puede traspasar.",
		},
	}
}
