package writer

func esCompany() phrases {
	return phrases{
		"company.what": {
			"La idea, con las palabras de quien la tuvo: «{quote}». Este plan la convierte en {un_noun} en {place} que se prepara durante {prep} y abre en {opening}.",
			"«{quote}»: así se presenta la idea. Leída como negocio, es {un_noun} en {place}, con {prep} de preparación y las primeras {sales} en {opening}.",
			"El plan parte de una línea, «{quote}», y la desarrolla como {un_noun} en {place} que abre en {opening}, después de {prep} de preparación.",
		},
		"company.size.lean": {
			"Toma el menor de los formatos habituales, «{format}», porque es lo que el dinero disponible permite sin poner en peligro {el_noun} el primer día.",
			"El formato es deliberadamente pequeño («{format}»): ya habrá tiempo de ampliar {el_noun} cuando el primer año enseñe qué hacen de verdad {los_buyers}.",
		},
		"company.size.standard": {
			"El formato es el habitual del sector, «{format}»: lo bastante grande para que {un_noun} cubra sus costes fijos y lo bastante pequeño para que baste una persona al frente.",
			"Como tamaño, el plan toma «{format}», el término medio de lo que es habitual en {un_noun}.",
		},
		"company.size.large": {
			"El dinero disponible permite el mayor de los formatos habituales, «{format}», y {el_noun} se planifica con ese tamaño desde el principio.",
			"El plan toma el formato grande, «{format}»: {el_noun} tiene medios para ello y reparte la dirección entre más {units}.",
		},
		"company.where": {
			"La solicitud nombra el lugar como «{given}»; las cifras de este plan son las de {place}.",
			"El lugar exacto está en la solicitud, «{given}»; precios, salarios y alquileres de {el_noun} se toman de {place}.",
		},
		"company.mission": {
			"La razón de ser de {el_noun} se resume así: {mission}.",
			"Lo que {el_noun} se propone es concreto: {mission}.",
			"La tarea que se impone: {mission}.",
		},
		"company.works": {
			"Puede funcionar porque {works}.",
			"El argumento a favor es sencillo: {works}.",
			"Este es el razonamiento de fondo: {works}.",
		},
		"company.wish": {
			"Para este plan la solicitud pide: «{wish}».",
			"La solicitud añade un deseo propio: «{wish}».",
			"Una indicación ha dado forma al texto: «{wish}».",
		},
		"head.company.founder": {"El papel del fundador", "Qué hace el fundador", "Quién lo dirige"},
		"company.founder": {
			"El fundador {founder}.",
			"Durante el primer año el fundador {founder}.",
			"En el día a día, el fundador {founder}.",
		},
		"company.pay": {
			"Por ese trabajo el plan paga {wage} brutos al mes por la jornada completa como {role}, desde {from}; es un gasto como cualquier otro y no sale de lo que sobre.",
			"El puesto de {role} se presupuesta en {wage} brutos al mes a jornada completa desde {from}, de modo que los resultados ya descuentan el sueldo del fundador.",
		},
		"company.pay.hard": {
			"El plan paga {wage} brutos al mes por la jornada completa como {role}, desde {from}; como los resultados no lo sostienen mucho tiempo, ese sueldo es lo primero de lo que hay que hablar.",
			"El puesto de {role} se presupuesta en {wage} brutos al mes a jornada completa desde {from}, y las cifras muestran que {el_noun} todavía no lo gana: cobrar menos los dos primeros años es una de las palancas.",
		},
		"company.skill": {
			"A ello se añade una necesidad: {skill}.",
			"Hay que aportar, o contratar, lo siguiente: {skill}.",
			"Para estar completo, el proyecto necesita {skill}.",
		},
		"head.company.form": {"Forma jurídica por considerar", "Qué forma jurídica", "Forma de la empresa"},
		"company.form.sole": {
			"Para {un_noun} de este tamaño conviene mirar primero el ejercicio por cuenta propia, con el nombre que tenga en {country}: es rápido, barato y tributa con los ingresos personales del fundador.",
			"Al principio basta la forma más sencilla, trabajar en nombre propio, mientras {el_noun} no emplee a nadie ni firme alquileres largos.",
		},
		"company.form.limited": {
			"Conviene mirar primero una sociedad de responsabilidad limitada, porque contratos, personal y daños pueden costarle a {un_noun} más de lo que se aportó.",
			"Vale la pena pensar en una sociedad limitada desde el principio: separa alquileres, salarios y reclamaciones de {el_noun} del patrimonio personal del fundador, y los bancos la conocen.",
		},
		"company.form.public": {
			"La forma por considerar es una asociación, una fundación o una sociedad sin ánimo de lucro, la que {country} reconozca como tal, para que las donaciones desgraven y se puedan pedir fondos públicos.",
			"La forma sigue a los financiadores: una asociación es rápida, una fundación dura más, y en {country} el reconocimiento sin ánimo de lucro importa más que el nombre.",
		},
		"company.form.check": {
			"Un asesor fiscal en {country} debería confirmar la elección, con capital, auditoría y seguridad social del fundador, antes de firmar nada en nombre de {el_noun}.",
			"Antes de que {el_noun} firme nada, conviene que un asesor en {country} confirme el capital exigido, el plazo de registro y la seguridad social del fundador.",
		},
		"head.company.startup": {"Cuánto cuesta abrir", "Gasto antes de la apertura", "Gasto de puesta en marcha"},
		"company.startup": {
			"Abrir {el_noun} cuesta {startup}: {capex} en cosas que duran, {preopening} en constitución, formación y lanzamiento, y {deposits} en fianzas que un día vuelven.",
			"En total se gastan {startup} antes de la apertura de {el_noun}: {capex} en equipamiento duradero, {preopening} en constitución y lanzamiento y {deposits} en fianzas.",
			"La puesta en marcha de {el_noun} suma {startup}, de los que {capex} van a bienes duraderos, {preopening} a constitución y lanzamiento y {deposits} a fianzas.",
		},
		"company.startup.nodeposit": {
			"Abrir {el_noun} cuesta {startup}: {capex} en cosas que duran y {preopening} en constitución y lanzamiento.",
			"La puesta en marcha de {el_noun} suma {startup}, de los que {capex} van a bienes duraderos y {preopening} a constitución y lanzamiento.",
		},
		"company.compressed": {
			"El plazo de {timeline} deja {prep} para la preparación, {cut} menos de lo normal; pedidos urgentes y horas extra encarecen la obra y el equipamiento de {el_noun}, y las cifras de arriba ya lo incluyen.",
			"Con {timeline} en total, la preparación de {el_noun} se reduce a {prep}, {cut} menos de lo habitual: los precios más altos del equipamiento con prisas ya están incluidos.",
		},
		"company.thin": {
			"Con {budget} en mano hay que discutir esta lista línea por línea. De lo que {el_noun} puede prescindir al principio: {spare}.",
			"Fondos propios de {budget} son pocos para esta lista; lo primero que se alquila, se compra usado o se deja para después: {spare}.",
		},
	}
}
