package writer

func esSummary() phrases {
	return phrases{
		"summary.what": {
			"«{quote}»: este plan convierte la idea en {un_noun} en {place} que abre en {opening}, con el formato «{format}».",
			"En {opening} abrirá en {place} {un_noun}. Así lo dice quien tuvo la idea: «{quote}». El formato elegido es «{format}».",
			"La idea, «{quote}», toma aquí la forma de {un_noun} en {place}, con apertura en {opening} y el formato «{format}».",
		},
		"summary.whom": {
			"Se dirige a tres grupos: {one}; {two}; y {three}.",
			"Su mercado tiene tres partes: {one}; {two}; y {three}.",
		},
		"summary.whom.public": {
			"Existe para las personas de las que habla la idea, y la sostienen {two} junto con {three}.",
			"En su centro están las personas que nombra la idea; los medios vienen de {two}, además de {three}.",
		},
		"summary.why": {
			"Funciona porque {works}.",
			"La razón para creer en el proyecto es sencilla: {works}.",
			"Puede salir bien porque {works}.",
		},
		"summary.edge": {
			"Lo que otros no ofrecen: {edge}.",
			"Su ventaja más clara: {edge}.",
			"Un rasgo será su sello ante todos: {edge}.",
		},
		"head.summary.figures": {"Las cifras", "En cifras", "Tres años en cifras"},
		"summary.outlook": {
			"El primer año deja {rev1} de ingresos y {net1}; el tercero, {rev3} y {net3}. Los gastos corrientes quedan cubiertos desde {be_month}, para lo que hacen falta {be_units} al mes.",
			"Los ingresos pasan de {rev1} en el año 1 a {rev3} en el año 3, que termina con {net3} tras {net1} al principio. Punto de equilibrio operativo: {be_month}, con {be_units} al mes.",
			"Tras {net1} en el año 1 con {rev1} de ingresos, {el_noun} cierra el año 3 con {net3} sobre {rev3}. Cubre sus gastos corrientes desde {be_month}, con {be_units} al mes.",
		},
		"summary.outlook.stock": {
			"El primer año deja {rev1} de ingresos y {net1}; el tercero, {rev3} y {net3}. Los gastos corrientes quedan cubiertos desde {be_month}; para sostenerlos hacen falta {be_units}.",
			"Los ingresos pasan de {rev1} en el año 1 a {rev3} en el año 3, que termina con {net3} tras {net1} al principio. Punto de equilibrio operativo: {be_month}, con {be_units}.",
			"Tras {net1} en el año 1 con {rev1} de ingresos, {el_noun} cierra el año 3 con {net3} sobre {rev3}. Cubre sus gastos corrientes desde {be_month}; bastan para ello {be_units}.",
		},
		"summary.outlook.short": {
			"El primer año deja {rev1} de ingresos y {net1}; el tercero, {rev3} y {net3}. Los gastos corrientes quedan cubiertos desde {be_month}.",
			"Tras {net1} en el año 1, {el_noun} cierra el año 3 con {net3} sobre {rev3} de ingresos. Cubre sus gastos corrientes desde {be_month}.",
		},
		"summary.late": {
			"Los ingresos pasan de {rev1} en el año 1 a {rev3} en el año 3. Los gastos corrientes quedan cubiertos desde {be_month}; tras intereses y amortización el año 3 aún termina con {net3}, y el año {n} trae {later}.",
			"{El_noun} cubre sus gastos corrientes desde {be_month}, cierra el año 3 con {net3} sobre {rev3} de ingresos (año 1: {net1} sobre {rev1}) y el año {n} con {later}.",
			"El año 1 deja {net1} sobre {rev1} de ingresos, el año 3 {net3} sobre {rev3} y el año {n} {later}. El punto de equilibrio operativo es {be_month}: la paciencia forma parte del precio de {este_noun}.",
		},
		"summary.losing": {
			"Los ingresos pasan de {rev1} en el año 1 a {rev3} en el año 3, pero el año 3 termina con {net3}, tras {net1} en el año 1. Los gastos corrientes quedan cubiertos desde {be_month}, lo que no basta para intereses, amortización e impuestos de {el_noun}.",
			"{El_noun} cubre sus gastos corrientes desde {be_month} y aun así cierra el año 3 con {net3} sobre {rev3} de ingresos (año 1: {net1} sobre {rev1}).",
		},
		"summary.never": {
			"Tal como está calculado, {el_noun} no cubre sus gastos corrientes en {horizon}: el año 1 termina con {net1} sobre {rev1} de ingresos y el año 3 con {net3} sobre {rev3}.",
			"El resultado, dicho con franqueza: ningún equilibrio duradero en {horizon}. {El_noun} muestra {net1} en el año 1 ({rev1} de ingresos) y {net3} en el año 3 ({rev3}).",
		},
		"summary.cash": {
			"La caja toca fondo en {when}, con {lowest}; la probabilidad de quedarse sin dinero antes del mes 36 es del {chance}.",
			"En su punto más bajo, {when}, la cuenta conserva {lowest}. En el {chance} de los futuros simulados se vacía antes del mes 36.",
		},
		"summary.cash.safe": {
			"La caja toca fondo en {when}, con {lowest}; en ninguno de los futuros simulados se vacía la cuenta en tres años.",
			"En su punto más bajo, {when}, la cuenta conserva {lowest}, y ningún futuro simulado de {el_noun} la vacía en tres años.",
		},
		"summary.unknown": {
			"El planificador no tiene referencias de este sector. Volumen, precio y gasto son los de una empresa pequeña en general ({how}, a {price} cada una) y muestran cómo se construye el plan; las cifras del fundador los sustituyen antes de que nadie preste con él.",
			"Una advertencia: las cifras son las de una empresa pequeña en general, {how} a {price} cada una, porque no hay referencias de este sector a mano. Se sustituyen antes de que un banco vea el plan.",
		},
		"summary.named": {
			"La idea trae cifras propias: {named}. Las tablas no calculan con ellas, sino con valores de referencia; donde difieran, las del fundador pasan a las hipótesis antes de que nadie preste con este plan.",
			"El fundador habla de {named}. Este plan calcula con valores de referencia y no lo ha incorporado: quien se apoye en ello cambia antes las hipótesis, y todas las cifras lo siguen.",
			"Lo que el fundador dice en cifras ({named}) no está todavía en las tablas, que parten de valores de referencia. Una cosa y otra se concilian en las hipótesis antes de pedir dinero.",
		},
		"head.summary.ask": {"Qué se pide", "La petición", "Financiación"},
		"summary.ask.none": {
			"{El_noun} necesita {need}, reserva incluida. Los {budget} disponibles lo cubren; no se pide dinero a nadie.",
			"Hacen falta {need}, de los que {buffer} quedan como reserva. Con un presupuesto de {budget} no hay que pedir prestado.",
			"Frente a una necesidad de {need} hay un presupuesto de {budget}, así que {el_noun} empieza sin deuda.",
		},
		"summary.ask.vast": {
			"Tal como está planificado, {el_noun} necesita {need}, una parte pequeña de los {budget} disponibles. O el proyecto es mayor que cualquier tamaño que conocen las referencias, o el dinero es para algo más que este plan: conviene aclararlo antes de enseñarlo.",
			"Hacen falta {need}; el presupuesto es de {budget}. Sumas tan distantes son de dos proyectos, y el que se planifica aquí es el menor, {un_noun} de tamaño habitual.",
			"Frente a una necesidad de {need} hay un presupuesto de {budget}, muchas veces lo que pide {un_noun} de tamaño habitual. Para qué es el resto no lo sabe este plan; tiene que decirlo el fundador.",
		},
		"summary.ask.loan": {
			"{El_noun} necesita {need}. Los fondos propios son {budget} y faltan {gap}; se pide un préstamo de {loan}, que se devuelve a razón de {instalment} al mes.",
			"Frente a una necesidad de {need} hay un presupuesto de {budget}. Para cubrir los {gap} que faltan se solicita un préstamo de {loan}, con cuotas de {instalment} al mes.",
			"Con un presupuesto de {budget} y una necesidad de {need} faltan {gap}. Se pide un préstamo de {loan}, con {instalment} de devolución al mes.",
		},
		"summary.ask.both": {
			"{El_noun} necesita {need}. Los fondos propios son {budget} y faltan {gap}; se piden un préstamo de {loan} y otros {extra} de fondos propios.",
			"Frente a una necesidad de {need} hay un presupuesto de {budget}. Para cubrir los {gap} que faltan se solicita un préstamo de {loan}, y {extra} tienen que venir de socios o de ahorros.",
		},
		"summary.ask.own": {
			"{El_noun} necesita {need}; además del presupuesto de {budget} hay que encontrar {extra} de fondos propios.",
			"Frente a una necesidad de {need} hay un presupuesto de {budget}; los {extra} restantes se piden como fondos propios.",
		},
		"summary.ask.nobudget": {
			"{El_noun} necesita {need}. No se indicó un presupuesto, así que el plan supone {budget} de fondos propios y ningún préstamo.",
			"Hacen falta {need}; como no se indicó un presupuesto, se suponen {budget} de fondos propios para {el_noun}.",
		},
		"summary.ask.nobudget.loan": {
			"{El_noun} necesita {need}. No se indicó un presupuesto, así que el plan supone {budget} de fondos propios y pide un préstamo de {loan}.",
			"Hacen falta {need}; como no se indicó un presupuesto, se suponen {budget} de fondos propios, junto a un préstamo de {loan} para {el_noun}.",
		},
		"summary.more": {
			"Es más de lo que falta porque {el_noun} paga intereses y primeras cuotas antes de ganarlos.",
			"La suma supera lo que falta, ya que la deuda se empieza a pagar cuando {el_noun} aún está creciendo.",
		},
		"summary.use": {
			"De ese dinero, {startup} se van en abrir; el resto sostiene {el_noun} hasta que cubre sus costes y llena la reserva de {buffer}.",
			"Abrir cuesta {startup}; lo que queda paga el arranque de {el_noun} y una reserva de {buffer}.",
			"El dinero es para la apertura ({startup}), los meses de arranque y una reserva de {buffer}.",
		},
		"summary.advice.go": {
			"Nuestro consejo: seguir adelante, probar la demanda antes de firmar y soltar el dinero según las puertas de decisión de los hitos. La prueba: {test}.",
			"El plan se sostiene tal como está, siempre que antes se demuestre una cosa: {test}.",
			"Se recomienda avanzar por pasos. El primero cuesta poco: {test}.",
		},
		"summary.advice.thin": {
			"Nuestro consejo: empezar más pequeño de lo que permiten las cifras, sin {spare}, y dejar que las primeras {sales} convenzan al banco.",
			"Los fondos propios son escasos, así que el primer paso de {el_noun} debería ser una prueba pagada; {spare} pueden esperar.",
		},
		"summary.advice.cash": {
			"Nuestro consejo: no empezar hasta que la reserva sea mayor o los costes fijos menores; con esta financiación, un solo trimestre malo pone en peligro {el_noun}.",
			"El punto débil es la caja. Antes de firmar nada, {el_noun} debería conseguir más fondos propios o empezar sin {spare}.",
		},
		"summary.advice.late": {
			"Nuestro consejo: seguir solo después de la prueba y buscar antes mejor precio o menos alquiler, porque {el_noun} deja poco margen de error. La prueba: {test}.",
			"El plan puede sostenerse, pero por poco. Subir algo {el_ticket} por encima de {price}, o empezar sin {spare}, adelantaría el primer {profit}; primero conviene probar: {test}.",
		},
		"summary.advice.hurry": {
			"El plazo de {timeline} recorta {cut} de la preparación y la encarece; retrasar la apertura de {el_noun} es la mejora más barata de este plan.",
			"El punto ajustado es el tiempo: con {timeline} en total, {el_noun} se prepara {cut} menos de lo habitual y a precios más altos, así que permisos y pedidos empiezan en la primera semana.",
		},
		"summary.advice.change": {
			"Nuestro consejo: no empezar {el_noun} sin cambios. Conviene subir {el_ticket} por encima de {price}, reducir costes fijos o prescindir de lo aplazable ({spare}), y volver a calcular.",
			"El plan es útil porque dice que no a tiempo: con {un_ticket} de {price}, {el_noun} no se sostiene, y antes hay que cambiar el concepto.",
		},
	}
}
