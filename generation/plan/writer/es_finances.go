package writer

func esFinances() phrases {
	return phrases{
		"finances.how": {
			"Las cifras de {el_noun} salen de {how}, ajustado al formato «{format}», por {un_ticket} de {price}, con arranque, estacionalidad e inflación mes a mes; los costes siguen salarios y alquileres locales y las referencias del sector. Las {assumptions} hipótesis figuran con su fuente y se pueden cambiar.",
			"Volumen por precio, mes a mes: {el_noun} parte de {how}, toma {price} como {ticket} y deja que salarios, alquiler y mercancía sigan los niveles locales. Cada una de las {assumptions} hipótesis tiene una fuente y se puede cambiar.",
		},
		"finances.year":        {"Año {n}"},
		"head.finances.income": {"Cuenta de resultados", "Resultados por año", "Pérdidas y ganancias"},
		"finances.breakeven": {
			"Los gastos corrientes quedan cubiertos desde {be_month}. A partir de ahí hacen falta {be_units} o {be_revenue} de ingresos al mes para no perder, con la estructura de costes de un año después de abrir.",
			"El punto de equilibrio operativo es {be_month}; con los costes de un año después de abrir, {be_units} al mes ({be_revenue}) cubren los costes fijos de {el_noun}.",
		},
		"finances.breakeven.stock": {
			"Los gastos corrientes quedan cubiertos desde {be_month}. Hacen falta {be_units}, o {be_revenue} de ingresos al mes, para sostener los costes de un año después de abrir.",
			"El punto de equilibrio operativo es {be_month}; {be_units} ({be_revenue} al mes) sostienen los costes fijos de {el_noun} un año después de abrir.",
		},
		"finances.month": {
			"Los gastos corrientes de {el_noun} quedan cubiertos desde {be_month}.",
			"El punto de equilibrio operativo de {el_noun} es {be_month}.",
		},
		"finances.never": {
			"En {horizon}, {el_noun} no llega a un equilibrio operativo duradero; antes de pedir dinero tienen que cambiar el precio, el formato o los costes fijos.",
			"Las tablas no muestran un equilibrio duradero de {el_noun} en {horizon}, y ningún redondeo lo cambia: hace falta mejor precio, menos costes fijos o un comienzo más pequeño.",
		},
		"finances.margin.within": {
			"En el año 3 el margen bruto es del {gross} (sector: {glow} a {ghigh}) y el margen de EBITDA del {ebitda} (sector: {elow} a {ehigh}), lo que cabe esperar de {un_noun}.",
			"El margen de EBITDA del {ebitda} en el año 3 está dentro de lo habitual en el sector ({elow} a {ehigh}), y el margen bruto del {gross} se compara con el suyo ({glow} a {ghigh}).",
		},
		"finances.margin.below": {
			"En el año 3 el margen de EBITDA es del {ebitda}, por debajo de lo habitual en el sector ({elow} a {ehigh}), con un margen bruto del {gross} (sector: {glow} a {ghigh}): los costes fijos son altos para este volumen.",
			"El sector gana entre el {elow} y el {ehigh}; {el_noun} muestra un {ebitda} de margen de EBITDA en el año 3, con un margen bruto del {gross} ({glow} a {ghigh}). Falta volumen o sobran costes fijos.",
		},
		"finances.margin.above": {
			"En el año 3 el margen de EBITDA es del {ebitda}, por encima de lo habitual en el sector ({elow} a {ehigh}), con un margen bruto del {gross} ({glow} a {ghigh}): conviene tratar la diferencia como colchón, no como ingreso para gastar.",
			"El sector gana entre el {elow} y el {ehigh}; un {ebitda} en el año 3 es más, con un margen bruto del {gross} ({glow} a {ghigh}). Antes de que lo pregunte un banco, {el_noun} debería repasar salarios y alquiler.",
		},
		"head.finances.cash": {"Flujo de caja", "Caja por año", "Estado de flujos de caja"},
		"finances.lowest": {
			"La caja toca fondo en {when} con {lowest}. Al abrir, {el_noun} podría pagar {runway} de costes fijos sin una sola venta.",
			"El punto más bajo es {when}, con {lowest} en la cuenta; la caja de la apertura sostendría {el_noun} durante {runway} sin ventas.",
		},
		"head.finances.balance": {"Balance", "Balance a fin de año", "Qué tiene y qué debe"},
		"head.finances.ratios":  {"Ratios y casos", "Ratios principales", "Ratios y escenarios"},
		"finances.rounding": {
			"Los importes se redondean a unidades para que cada columna de {el_noun} cuadre; la hoja de cálculo los tiene exactos.",
			"Las líneas se redondean para que sumen sus totales; los meses exactos de {el_noun} están en la hoja de cálculo.",
		},
		"finances.scenario": {
			"En el caso pesimista (volumen un {volume} menor, precios un {price} más bajos, costes un {cost} más altos, {delay} de retraso) la caja no baja de {lowest}, en {when}.",
			"Si el volumen cae un {volume} y el precio un {price}, los costes suben un {cost} y el arranque se retrasa {delay}, la caja mínima de {el_noun} es de {lowest}, en {when}.",
		},
		"finances.scenario.short": {
			"En el caso pesimista (volumen un {volume} menor, precios un {price} más bajos, costes un {cost} más altos, {delay} de retraso) a {el_noun} le llegan a faltar {short}, en {when}; para eso están las reglas de parada.",
			"Si el volumen cae un {volume} y el precio un {price}, los costes suben un {cost} y el arranque se retrasa {delay}, en el peor momento faltarían {short}, en {when}: {el_noun} tiene que recortar costes mucho antes.",
		},
	}
}
