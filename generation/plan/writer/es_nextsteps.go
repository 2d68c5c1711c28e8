package writer

func esNextSteps() phrases {
	return phrases{
		"steps.intro": {
			"Diez acciones para los primeros noventa días de {el_noun}, contados desde {start}; cada una tiene un resultado que se puede tener en la mano.",
			"Qué hacer en los primeros noventa días, desde {start}, para que {el_noun} pueda abrir en {opening}:",
		},
		"steps.weeks": {"{weeks}"},
		"steps.week":  {"Semana {n}"},
		"steps.span":  {"Semanas {from} a {to}"},
		"steps.test": {
			"Demostrar la demanda antes de gastar: {test}.",
			"Hacer la prueba en la que se apoya este plan: {test}.",
		},
		"steps.licence": {
			"Preguntar a la autoridad en {city} sobre este punto: {licence}. Anotar qué debe presentar {el_noun} y hasta cuándo.",
			"Abrir el expediente de {el_noun} ante las autoridades en {city}, empezando por {licence}.",
		},
		"steps.repair": {
			"Cambiar el plan hasta que se sostenga: mejor precio que {price}, menos costes fijos o un formato menor de {el_noun}, y volver a calcular.",
			"Trabajar las cifras antes de firmar nada: ¿cuánto tendría que cobrar {el_noun} en lugar de {price}, y lo pagarían {los_buyers}?",
		},
		"steps.hurry": {
			"Encargar «{big}» y presentar los permisos en la misma semana, porque con {prep} de preparación no hay sitio para ir paso a paso.",
			"Poner a una persona al frente de las fechas: con {prep} para prepararse, «{big}» y los permisos de {el_noun} van en paralelo.",
		},
		"steps.offers": {
			"Conseguir dos ofertas por escrito de «{big}», con {amount} de presupuesto, plazo de entrega y mantenimiento.",
			"Comparar compra, usado y alquiler para «{big}»; el plan lleva {amount} para esa partida.",
		},
		"steps.budget": {
			"Decidir cuánto dinero propio puede costar como máximo {el_noun}; este plan supone {budget}, y el importe real puede cambiar su formato.",
			"Listar ahorros, dinero de la familia y lo que debe quedar intacto, y sustituir los {budget} que supone el plan de {el_noun}.",
		},
		"steps.loan": {
			"Llevar este plan con la hoja de cálculo a dos bancos y a un sistema de avales en {country}, y pedir {loan} por escrito.",
			"Solicitar el préstamo de {loan} a dos bancos en {country}, con referencias del público ya ganado por {el_noun}.",
		},
		"steps.both": {
			"Buscar primero los otros {extra} de fondos propios y llevar después el plan a dos bancos en {country} para pedir {loan}.",
			"Cerrar la financiación: {extra} de socios o ahorros y {loan} de un banco en {country}, ambos confirmados por escrito.",
		},
		"steps.extra": {
			"Buscar los {extra} que faltan entre socios y familia, o con un comienzo más pequeño, y poner el acuerdo por escrito.",
			"Resolver de dónde vienen {extra} antes de que {el_noun} firme nada.",
		},
		"steps.account": {
			"Abrir una cuenta aparte para {el_noun}, ingresar {budget} y apartar {buffer} como reserva que no se gasta.",
			"Separar el dinero personal y el dinero de {el_noun}: {budget} en su cuenta, de los que {buffer} quedan como reserva.",
		},
		"steps.hire": {
			"Hablar con candidatos para el puesto de {role}, acordar un día de prueba y firmar solo cuando la apertura en {opening} sea segura.",
			"Encontrar a alguien para el puesto de {role} para {opening}: preguntar en el sector, hacer dos días de prueba y no perder de vista la segunda opción.",
		},
		"steps.review": {
			"Comparar lo aprendido con este plan, cambiar las hipótesis de {el_noun} que eran erróneas y decidir los noventa días siguientes.",
			"Sentarse con alguien de fuera, comparar las cifras de {el_noun} con lo aprendido y decidir: seguir, cambiar o parar.",
		},
		"steps.then": {
			"Tras {opening}, «{kpi}» se anota cada semana y se compara con este plan.",
			"Con {el_noun} en marcha, una hora a la semana es para las cifras, empezando por «{kpi}».",
		},
		"steps.rule": {
			"Lo que no esté hecho a los noventa días pasa al principio de la lista; {el_noun} abre cuando la lista está hecha, no cuando llega la fecha.",
			"Una regla para las diez: un paso de {el_noun} cuenta como hecho cuando otra persona puede ver el resultado.",
		},
	}
}
