package writer

// esWords are single words and short phrases: titles of columns and rows.
func esWords() phrases {
	words := phrases{
		"place":                {"{town} ({land})"},
		"month.numbered":       {"{month} (mes {n})"},
		"result.profit":        {"un beneficio de {amount}"},
		"result.loss":          {"una pérdida de {amount}"},
		"result.profit.public": {"un excedente de {amount}"},
		"result.loss.public":   {"un déficit de {amount}"},
	}
	for key, text := range esWordTable() {
		words["word."+key] = []string{text}
	}
	return words
}

func esWordTable() map[string]string {
	return map[string]string{
		"months.one": "mes", "months.many": "meses", "days.one": "día", "days.many": "días",
		"posts.one": "puesto a jornada completa", "posts.many": "puestos a jornada completa",
		"total": "Total", "never": "no dentro del plan", "over_ten": "más de 10", "breaking_even": "un resultado equilibrado",

		"firm.revenue": "ingresos", "firm.profit": "beneficio", "firm.loss": "pérdida", "firm.sales": "ventas", "firm.own_money": "fondos propios", "firm.owner": "empresario",
		"public.revenue": "ingresos", "public.profit": "excedente", "public.loss": "déficit", "public.sales": "plazas del programa", "public.own_money": "fondos propios", "public.owner": "entidad",

		"startup.capex": "equipamiento duradero", "startup.deposit": "fianza", "startup.preopening": "antes de abrir",
		"step.entry": "Entrada", "step.core": "Media prevista", "step.upper": "Gama alta", "step.entry.public": "Aportación mínima", "step.upper.public": "Apadrinamiento completo",
		"source.live": "indicadores consultados ahora", "source.cache": "indicadores consultados hace poco", "source.snapshot": "una copia incluida de indicadores públicos", "source.model": "este plan",
		"level.low": "baja", "level.medium": "media", "level.high": "alta",
		"the.price": "el precio", "the.volume": "el volumen", "the.cogs": "el coste de las ventas", "the.payroll": "el gasto de personal", "the.rent": "el alquiler",
		"the.price.public": "el ingreso por plaza", "the.cogs.public": "el gasto directo",
		"driver.price": "precio", "driver.volume": "volumen", "driver.cogs": "coste de las ventas", "driver.payroll": "gasto de personal", "driver.rent": "alquiler",
		"driver.price.public": "ingreso por plaza", "driver.cogs.public": "gasto directo",
		"case.pessimistic": "Pesimista", "case.base": "Según el plan", "case.optimistic": "Optimista",
		"use.startup": "Gasto de puesta en marcha", "use.build": "Preparación y arranque hasta que la caja se recupera", "use.reserve": "Reserva", "use.need": "Necesidad",

		"col.item": "Concepto", "col.kind": "Tipo", "col.amount": "Importe", "col.part": "Parte de la oferta", "col.share": "Peso", "col.year2": "Año 2",
		"col.step": "Paso", "col.price": "Precio", "col.stands_for": "Qué representa", "col.figure": "Dato", "col.value": "Valor", "col.year": "Año",
		"col.source": "Fuente", "col.reading": "Qué significa aquí", "col.segment": "Grupo", "col.need": "Qué necesita", "col.occasion": "Cuándo compra",
		"col.expected.public": "Plazas por financiar al mes", "col.rev3.public": "Ingresos año 3", "col.price.public": "Por plaza", "col.occasion.public": "Cuándo llega o aporta",
		"col.rival": "Tipo", "col.strength": "Qué hace bien", "col.edge": "En qué nos distinguimos",
		"col.channel": "Canal", "col.effort": "Peso", "col.monthly": "Al mes", "col.expected": "Ventas esperadas al mes", "col.expected_new": "Altas esperadas al mes",
		"col.life": "Vida útil", "col.role": "Puesto", "col.from": "Desde", "col.posts": "Jornadas", "col.pay": "Sueldo bruto al mes", "col.measure": "Magnitud",
		"col.y1": "Año 1", "col.y2": "Año 2", "col.y3": "Año 3", "col.number": "N.º", "col.to": "Hasta", "col.after": "Después de",
		"col.amount_in": "Importes", "col.ratio": "Ratio", "col.case": "Caso", "col.rev3": "Ingresos año 3", "col.net3": "Resultado año 3",
		"col.lowest_cash": "Caja mínima", "col.be": "Punto de equilibrio", "col.use": "Uso", "col.risk": "Riesgo", "col.likelihood": "Probabilidad",
		"col.effect": "Gravedad", "col.answer": "Respuesta", "col.driver": "Factor", "col.minus20": "20\u00a0% menos", "col.minus10": "10\u00a0% menos",
		"col.plus10": "10\u00a0% más", "col.plus20": "20\u00a0% más",

		"row.payroll": "Gasto de personal con cargas", "row.posts": "Jornadas completas a fin de año", "row.payshare": "Peso sobre los ingresos", "row.loan": "Préstamo", "row.extra": "Otros fondos propios, por encontrar",
		"row.revenue": "Ingresos", "row.revenue.public": "Ingresos", "row.payshare.public": "Peso sobre los ingresos", "row.gross.public": "Ingresos menos gasto directo", "row.cogs.public": "Gasto directo del programa",
		"row.cogs": "Coste de las ventas", "row.gross": "Margen bruto", "row.wages": "Gasto de personal",
		"row.other": "Otros gastos de explotación", "row.ebitda": "EBITDA", "row.depreciation": "Amortización", "row.interest": "Intereses", "row.tax": "Impuestos",
		"row.net": "Resultado neto", "row.net.public": "Excedente",
		"row.cash.opening": "Caja al inicio", "row.cash.operating": "De la explotación", "row.cash.investing": "Inversiones y fianzas",
		"row.cash.repayment": "Devolución del préstamo", "row.cash.closing": "Caja al final",
		"row.balance.cash": "Caja a fin de año", "row.balance.current": "Cuentas por cobrar y existencias", "row.balance.fixed": "Equipamiento y fianzas", "row.balance.assets": "Activo",
		"row.balance.loan": "Préstamo", "row.balance.payables": "Proveedores, anticipos e impuestos pendientes", "row.balance.equity": "Patrimonio neto", "row.balance.total": "Pasivo y patrimonio neto",

		"ratio.breakeven": "Punto de equilibrio operativo", "ratio.be_units": "Volumen mensual de equilibrio", "ratio.be_revenue": "Ingresos mensuales de equilibrio",
		"ratio.be_revenue.public": "Ingresos mensuales de equilibrio", "ratio.payback": "Recuperación de la inversión", "ratio.npv": "Valor actual neto durante el plan", "ratio.npv_exit": "Lo mismo, con el negocio valorado al final",
		"ratio.irr": "Tasa interna de retorno anual", "ratio.dscr": "Cobertura mínima de la deuda", "ratio.roi.public": "Excedente de todos los años, en proporción al dinero necesario", "ratio.roi": "Resultado de todos los años, en proporción al dinero necesario",
	}
}
