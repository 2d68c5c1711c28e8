package writer

// esThemes say what an emphasis of the request changes, by section.
func esThemes() phrases {
	return phrases{
		"theme.cautious.company": {
			"En consonancia, este plan calcula {el_noun} con prudencia y toma sus decisiones sobre el caso pesimista.",
			"La prudencia marca la regla de {el_noun}: ningún coste fijo antes de las {sales} que lo paguen.",
		},
		"theme.cautious.financial-plan": {
			"Como la solicitud pide prudencia, conviene leer primero el caso pesimista; el caso previsto de {el_noun} es lo que ocurre si casi todo sale bien.",
			"Se pidió prudencia: el caso previsto de {el_noun} es un objetivo y el pesimista, el presupuesto.",
		},
		"theme.cautious.executive-summary": {
			"El plan es prudente por petición expresa: {el_noun} crece con resultados, no con esperanzas.",
			"Se planifica con cautela, y cada gasto grande de {el_noun} tiene una fecha hasta la que se puede detener.",
		},
		"theme.cautious.funding": {
			"La prudencia aconseja gastar tarde y mantener una reserva de {buffer} que nadie toca.",
			"En línea con la cautela pedida, el dinero de {el_noun} se dispone tarde y se devuelve pronto.",
		},
		"theme.ambitious.company": {
			"La ambición va más allá de un solo lugar: lo que funciona en {el_noun} se escribe desde el principio para poder repetirlo.",
			"Se quiere crecer, así que {el_noun} se monta pensando en repetirse, con métodos por escrito y una segunda persona que los conozca.",
		},
		"theme.ambitious.milestones": {
			"Se busca un crecimiento más rápido; el segundo paso de {el_noun} se decide cuando tres meses seguidos superan el plan, no antes.",
			"Las ganas de crecer tienen una condición: primero el equilibrio de {el_noun}, después el siguiente paso.",
		},
		"theme.ambitious.executive-summary": {
			"Cuando funcione sin el fundador, el modelo de {el_noun} se repetirá en otros lugares.",
			"El objetivo va más allá de un lugar: {el_noun} se construye para poder repetirse.",
		},
		"theme.pay.company": {
			"El sueldo del fundador, que menciona la solicitud, se trata como un coste de {el_noun} y figura en la sección del equipo.",
			"Sobre el sueldo del fundador {el_noun} sigue una regla: un importe fijo cada mes que se paga como el alquiler.",
		},
		"theme.parttime.company": {
			"Empieza junto a otro trabajo, así que las horas son el bien escaso de {el_noun}, y la primera contratación llega antes de lo que aconsejaría solo el dinero; las cifras llevan aun así el puesto completo del fundador, que es el lado prudente.",
			"Como el fundador conserva otro trabajo al principio, {el_noun} abre a horas que de verdad se puedan cumplir; el puesto completo de las cifras es lo que costarían esas horas si las trabajara otra persona.",
		},
		"theme.parttime.team": {
			"Como el fundador trabaja al principio a tiempo parcial, una segunda persona fiable decide si {el_noun} abre todos sus días.",
			"La dirección a tiempo parcial exige relevos por escrito; {el_noun} los tiene desde el primer turno.",
		},
		"theme.partners.company": {
			"Detrás hay varias personas: participaciones, tareas, sueldos y salida de {el_noun} van en un solo acuerdo antes del primer gasto.",
			"Como hay socios, {el_noun} necesita desde el principio un acuerdo escrito sobre participaciones, funciones y salida.",
		},
		"theme.partners.team": {
			"Los socios se reparten venta, entrega y cuentas de {el_noun}, con una persona que decide en cada una.",
			"Entre socios cada tarea de {el_noun} tiene un responsable, y el sueldo sigue al puesto, no a la participación.",
		},
		"theme.debtfree.funding": {
			"La solicitud no quiere deuda, y el plan no la tiene: lo que falte tiene que venir de socios, ayudas, anticipos de {los_buyers} o un comienzo sin {spare}.",
			"Como no se quiere deuda, {el_noun} se financia solo con fondos propios; los anticipos de {los_buyers} y un comienzo sin {spare} son las formas de necesitar menos.",
		},
		"theme.debtfree.executive-summary": {
			"Se planifica sin ninguna deuda, como se pide; donde falte dinero, un comienzo más pequeño de {el_noun} va antes que un préstamo.",
			"Ningún préstamo forma parte de este plan, por petición expresa: {el_noun} crece al ritmo que permite su propio dinero.",
		},
		"theme.investor.funding": {
			"Los inversores leen otras líneas que los bancos: además de la necesidad preguntan a qué velocidad puede crecer {el_noun} y cómo salen después.",
			"Para un inversor la tabla de casos es lo que más importa, y una participación en {el_noun} debería valorarse por su fila pesimista.",
		},
		"theme.vegan.offer": {
			"Lo vegetal no es un rincón de la carta sino su columna, y {el_noun} lo prueba con gente que come de todo.",
			"Con una propuesta vegetal, {el_noun} elige recetas y proveedores primero por el sabor y después por la etiqueta.",
		},
		"theme.vegan.marketing": {
			"El público vegano encuentra los lugares en sus propias listas y grupos; {el_noun} entra en ellos antes de abrir.",
			"Vegano se dice una vez, en el rótulo; el resto del mensaje de {el_noun} habla de sabor, porque la mayoría de {los_buyers} no lo es.",
		},
		"theme.organic.offer": {
			"Lo ecológico se anuncia solo con certificado; hasta entonces {el_noun} nombra fincas y métodos.",
			"Lo ecológico le cuesta más a {el_noun} en compras, y {el_ticket} tiene que mostrarlo a las claras.",
		},
		"theme.organic.operations": {
			"Lo ecológico exige registros desde la entrega hasta la venta; {el_noun} los archiva por proveedor desde el primer día.",
			"El suministro ecológico es menos constante, así que {el_noun} planifica su oferta por temporada y no por deseo.",
		},
		"theme.sustainable.operations": {
			"La sostenibilidad se mide donde cuesta: energía, residuos y transporte de {el_noun} se leen cada mes junto a las cuentas.",
			"Lo que hace sostenible a {el_noun} se escribe en las reglas de compra, para que sobreviva a una semana con mucho trabajo.",
		},
		"theme.sustainable.marketing": {
			"Sobre sostenibilidad {el_noun} dice lo que hace y mide, nunca más; {los_buyers} y las autoridades comprueban esas afirmaciones.",
			"Las afirmaciones ambientales son pocas y demostrables, porque a {el_noun} le pueden pedir pruebas.",
		},
		"theme.family.customers": {
			"La solicitud nombra a las familias: espacio, precios para raciones pequeñas o grupos y horario antes de dormir deciden si vuelven a {el_noun}.",
			"Pensando en las familias, {el_noun} organiza horario, asientos o citas en torno a la escuela y las siestas.",
		},
		"theme.family.operations": {
			"Las familias traen picos antes y después de la escuela, así que {el_noun} refuerza esas horas y descansa entre ellas.",
			"Lo que necesitan las familias (espacio, seguridad, servicio rápido) se comprueba en el plano de {el_noun} antes de la obra.",
		},
		"theme.inclusive.customers": {
			"El acceso forma parte de la idea: entrada, lenguaje, precios y reservas de {el_noun} se prueban con las personas a las que se dirige.",
			"La inclusión se mide en la puerta: se cuenta quién viene a {el_noun}, no solo a quién se invita.",
		},
		"theme.inclusive.team": {
			"{El_noun} también contrata así, con tareas repartidas de modo que personas distintas puedan hacerlas.",
			"La inclusión empieza por el equipo de {el_noun}: anuncios de empleo en palabras sencillas, días de prueba en lugar de papeles.",
		},
		"theme.premium.offer": {
			"La idea apunta alto, lo que en la práctica significa menos cosas muy bien hechas y {un_ticket} que nunca se rebaja.",
			"Una calidad por encima de lo habitual es el sentido de la idea, así que {el_noun} se prepara para darla antes de cobrarla.",
		},
		"theme.affordable.offer": {
			"Los precios asequibles piden una lista corta y mucho volumen; {el_noun} se resiste a todo extra que ralentice el servicio.",
			"Los precios bajos son una promesa sobre los costes: {el_noun} compra pocas cosas en cantidades mayores.",
		},
		"theme.local.marketing": {
			"Ser local es el canal más barato: asociaciones, escuelas y vecinos de {city} conocen {el_noun} antes que los desconocidos.",
			"En {city}, {el_noun} muestra a quién compra y con quién trabaja, porque los lazos locales se creen cuando tienen nombre.",
		},
		"theme.local.operations": {
			"Comprar cerca acorta caminos y sube un poco los precios; {el_noun} conserva una segunda fuente para lo que nunca puede faltar.",
			"A los proveedores locales se los visita antes de abrir, y {el_noun} acuerda días y cantidades con cada uno.",
		},
		"theme.online.marketing": {
			"La parte en línea de {el_noun} se juzga por pedidos o reservas, no por seguidores.",
			"En línea {el_noun} responde en menos de una hora durante las primeras semanas, porque la rapidez es lo que recuerda quien llega nuevo.",
		},
		"theme.tourists.customers": {
			"Los visitantes forman parte de la idea; vienen una vez, deciden por mapa y reseñas, y {el_noun} no debería depender de ellos en los meses flojos.",
			"Para los visitantes {el_noun} necesita rótulos, carta o condiciones en una segunda lengua y fotos honradas.",
		},
		"theme.students.customers": {
			"Los estudiantes tienen poco dinero y muchos amigos: una oferta al precio de entrada los trae, y el calendario del curso los mantiene en {el_noun}.",
			"Los estudiantes deciden en grupo; {el_noun} los gana a través de quienes organizan.",
		},
		"theme.delivery.operations": {
			"El reparto es un negocio en sí mismo, con embalaje, tiempos y quejas; {el_noun} limita al principio el radio y la lista.",
			"En el reparto {el_noun} cuenta minutos y embalaje como coste, y atiende primero las calles cercanas.",
		},
	}
}
