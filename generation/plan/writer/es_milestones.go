package writer

func esMilestones() phrases {
	return phrases{
		"milestones.way": {
			"El reloj arranca en {start}. Tras {prep} de preparación, {el_noun} abre en {opening}, mes {months} del plan.",
			"Contando desde {start}, {el_noun} tiene {prep} para prepararse y abre en {opening} (mes {months}).",
		},
		"milestones.breakeven": {
			"Los gastos corrientes quedan cubiertos desde {be_month}, {after} después de abrir.",
			"En {be_month}, {after} después de abrir, {el_noun} cubre sus gastos corrientes.",
		},
		"milestones.atonce": {
			"Los gastos corrientes de {el_noun} quedan cubiertos desde el primer mes de actividad, {be_month}.",
			"Como los costes fijos son bajos, {el_noun} cubre enseguida sus gastos corrientes, en {be_month}.",
		},
		"milestones.slow": {
			"Hasta {be_month}, {after} después de abrir, {el_noun} no cubre sus gastos corrientes: un camino largo que hay que financiar por adelantado.",
			"El equilibrio de {be_month} llega {after} después de abrir; cada mes ganado aquí ahorra a {el_noun} más que cualquier negociación.",
		},
		"milestones.never": {
			"En los {horizon} de este plan {el_noun} no cubre sus gastos corrientes tres meses seguidos; precio, formato o costes fijos tienen que cambiar antes de empezar.",
			"Ningún mes en {horizon} marca un equilibrio operativo duradero de {el_noun}, y este plan lo dice en lugar de disimularlo: no debería empezar sin cambios.",
		},
		"milestones.compressed": {
			"Un plazo de {timeline} recorta {cut} de la preparación. Los pasos se solapan, se pagan precios de urgencia y la prueba de demanda dispone de días en lugar de semanas; retrasar la apertura de {el_noun} sale más barato que abrir sin estar a punto.",
			"Por el plazo pedido, {timeline}, la preparación pierde {cut}: los pedidos de {el_noun} salen a la vez que los permisos, lo que cuesta más y arriesga más.",
		},
		"milestones.normal": {
			"Importa más el orden que las fechas: ni alquiler ni equipamiento de {el_noun} antes de terminar el paso del que dependen.",
			"Las fechas se pueden mover y las dependencias no: la columna de la derecha dice qué tiene que terminar antes {el_noun}.",
		},
		"milestones.patient": {
			"Con {timeline} hasta funcionar hay tiempo para probar: {el_noun} puede abrir en pequeño, corregir y dar el segundo paso cuando el primero aguante.",
			"La solicitud da {timeline}, que {el_noun} usa para una prueba más larga y un arranque tranquilo en lugar de una apertura más temprana.",
		},
		"milestones.step.open":       {"Apertura de {el_noun}", "Abrir {el_noun}"},
		"milestones.step.team":       {"Contratar y formar al primer equipo de {el_noun}", "Equipo de apertura de {el_noun} contratado y formado"},
		"milestones.step.funding":    {"Asegurar la financiación de {need}", "Financiación de {need} confirmada"},
		"milestones.step.target":     {"Objetivo de la solicitud: en marcha", "{El_noun} en marcha, como pide la solicitud"},
		"milestones.step.maturity":   {"Pleno ritmo de {el_noun}", "Fin del arranque de {el_noun}"},
		"milestones.step.break-even": {"Gastos corrientes de {el_noun} cubiertos", "Equilibrio operativo de {el_noun}"},
		"milestones.step.repayment":  {"Primera cuota de {instalment}", "Empieza la devolución de {loan}"},
		"milestones.step.payback":    {"El dinero puesto en {el_noun} está de vuelta", "{El_noun} ha devuelto el dinero aportado"},
		"milestones.step.review":     {"Revisión anual de {el_noun}: precios, costes, plan", "Primera revisión anual de {el_noun}"},
		"milestones.review": {
			"Cada mes el fundador compara los pasos de {el_noun} con esta tabla y mueve lo que se ha retrasado, con el motivo al lado.",
			"La tabla se mantiene al día: una vez al mes cada paso de {el_noun} se marca como hecho, movido o descartado, junto a «{kpi}».",
		},
		"head.milestones.gates": {"Puntos de decisión", "Cuándo parar y pensar", "Puertas de decisión"},
		"milestones.gates": {
			"En estos puntos el fundador de {el_noun} decide si seguir, cambiar o parar:",
			"El plan de {el_noun} no se sigue a ciegas; estas son sus comprobaciones:",
		},
		"milestones.gate.test": {
			"Antes de terminar {half}: prueba de demanda hecha ({test}). Sin {buyers} que paguen no se firma nada grande.",
			"A finales de {half}: una prueba y no opiniones. La prueba: {test}.",
		},
		"milestones.gate.volume": {
			"En {when}: se prevén {volume}. Por debajo de {floor} se recortan los costes de {el_noun} antes de intentar otra cosa.",
			"En {when} el plan espera {volume} en el mes; con menos de {floor} la siguiente contratación de {el_noun} espera.",
		},
		"milestones.gate.cash": {
			"En todo momento: la caja mínima prevista es de {lowest}, en {when}; si antes baja de {buffer}, se para el gasto.",
			"El punto más bajo de la caja es {when}, con {lowest}. Por debajo de {buffer} antes de esa fecha, {el_noun} aplaza toda compra.",
		},
		"milestones.gate.loan": {
			"Desde {first}: el préstamo se devuelve a razón de {instalment} al mes, así que se habla con el banco antes de un trimestre flojo y no después.",
			"En {first} empieza la devolución con {instalment} al mes, y {el_noun} enseña sus cifras al banco con un trimestre de antelación.",
		},
	}
}
