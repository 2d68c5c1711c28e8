package plan

import "maps"

// spanishTexts are the labels of a plan's data in Spanish, by the English text.
func spanishTexts() map[string]string {
	texts := map[string]string{}
	for _, part := range []map[string]string{spanishRequest(), spanishPlace(), spanishSales(), spanishCosts(), spanishSteps(), spanishLines()} {
		maps.Copy(texts, part)
	}
	return texts
}

func spanishRequest() map[string]string {
	return map[string]string{
		"Own money at the start":              "Fondos propios al inicio",
		"Months to get going":                 "Meses hasta funcionar",
		"Size":                                "Tamaño",
		"From your request.":                  "De su solicitud.",
		"No time was given; a year is usual.": "No se indicó un plazo; lo habitual es un año.",
		"From your request, bounded to what the model can stand.":                                                                       "De su solicitud, limitado a lo que admite el modelo.",
		"No budget was given; this is what the plan needs at its deepest point, with its reserve.":                                      "No se indicó un presupuesto; es lo que el plan necesita en su punto más bajo, reserva incluida.",
		"The standard size, since no budget was given.":                                                                                 "El tamaño habitual, porque no se indicó un presupuesto.",
		"The largest size that your money carries; where that would not earn its costs, the next one that your money and a loan carry.": "El mayor tamaño que permite su dinero; si no cubriera sus costes, el siguiente que permiten su dinero y un préstamo.",
		"Changed by you.": "Modificado por usted.",
	}
}

func spanishPlace() map[string]string {
	return map[string]string{
		"%s for one US dollar": "%s por un dólar estadounidense",
		"Exchange rate of the market brief; brings the benchmarks into this currency.":              "Tipo de cambio del informe de mercado; convierte las referencias a esta moneda.",
		"Price level against the United States":                                                     "Nivel de precios frente a Estados Unidos",
		"Purchasing-power parity over exchange rate, market brief.":                                 "Paridad de poder adquisitivo entre tipo de cambio, según el informe de mercado.",
		"Income per head against the United States":                                                 "Ingreso por habitante frente a Estados Unidos",
		"GDP per head at purchasing power, market brief; wages follow its square root.":             "PIB por habitante a poder adquisitivo, según el informe de mercado; los salarios siguen su raíz cuadrada.",
		"City’s prices against the country":                                                         "Precios de la ciudad frente al país",
		"City’s rents against the country":                                                          "Alquileres de la ciudad frente al país",
		"Size of the city, market brief.":                                                           "Tamaño de la ciudad, según el informe de mercado.",
		"Inflation a year":                                                                          "Inflación anual",
		"Latest yearly rate of the market brief; prices and costs follow it unless changed.":        "Última tasa anual del informe de mercado; precios y costes la siguen salvo que se modifiquen.",
		"Discount rate a year":                                                                      "Tasa de descuento anual",
		"What money should earn at this country’s risk, market brief.":                              "Lo que debería rendir el dinero con el riesgo de este país, según el informe de mercado.",
		"The figure found lies outside what the model can stand; the nearest value inside is used.": "La cifra encontrada queda fuera de lo que admite el modelo; se usa el valor admitido más cercano.",
		"Employer’s charges on wages":                                                               "Cargas sociales sobre los salarios",
		"Usual rate of the country.":                                                                "Tasa habitual del país.",
		"Tax on profit":                                                                             "Impuesto sobre beneficios",
		"Corporate tax rate of the country; losses are carried forward.":                            "Tipo del impuesto de sociedades del país; las pérdidas se compensan en años siguientes.",
		"Organisations of this kind are usually exempt; check it.":                                  "Las organizaciones de este tipo suelen estar exentas; conviene comprobarlo.",
		"Interest on a loan, a year":                                                                "Interés anual de un préstamo",
		"Lending rate for small firms in the country.":                                              "Tipo de los préstamos a pequeñas empresas en el país.",
		"Most that a lender gives, share of the need":                                               "Máximo que aporta un banco, parte de la necesidad",
		"Usual for a young business; the rest is own money.":                                        "Lo habitual para un negocio joven; el resto son fondos propios.",
		"Your request wants no debt.":                                                               "Su solicitud pide no endeudarse.",
		"Reserve in months of fixed cost":                                                           "Reserva en meses de costes fijos",
		"What lenders to this trade usually ask for.":                                               "Lo que suelen pedir los bancos en este sector.",
	}
}

func spanishSales() map[string]string {
	return map[string]string{
		"Price per %s": "Precio por %s",
		"%s in the United States (usual band %s to %s), %s and rounded.": "%s en Estados Unidos (banda habitual de %s a %s), %s y redondeado.",
		"%s a month at maturity":             "%s al mes a pleno ritmo",
		"Capacity: %s a month":               "Capacidad: %s al mes",
		"Capacity: %s at a time":             "Capacidad: %s a la vez",
		"%s on the first day":                "%s el primer día",
		"New %s a month at full pace":        "Altas al mes a pleno ritmo: %s",
		"Share of %s that leaves each month": "Bajas al mes, parte del total de %s",
		"Marketing to win one %s":            "Marketing para captar cada %s",
		"%s, × %s for this size.":            "%s, × %s para este tamaño.",
		"Months from opening to maturity":    "Meses desde la apertura hasta el pleno ritmo",
		"Strength of the seasons":            "Intensidad de la estacionalidad",
		"The trade’s usual year, shifted by six months south of the equator; 0 is an even year.": "El año habitual del sector, desplazado seis meses al sur del ecuador; 0 es un año uniforme.",
		"Growth of volume a year":                     "Crecimiento anual del volumen",
		"Rise of prices a year":                       "Subida anual de precios",
		"Rise of costs a year":                        "Subida anual de costes",
		"Inflation of the country.":                   "Inflación del país.",
		"Cost of goods, share of the price":           "Coste de las ventas, parte del precio",
		"Usual gross margin: %s to %s.":               "Margen bruto habitual: de %s a %s.",
		"Payment and platform fees, share of revenue": "Comisiones de cobro y plataformas, parte de los ingresos",
		"Marketing, share of revenue":                 "Marketing, parte de los ingresos",
		"estimate, United States price level of 2025": "estimación, al nivel de precios de Estados Unidos de 2025",
		"the same everywhere":                         "igual en todas partes",
		"scaled half by the country’s price level":    "ajustado a medias al nivel de precios del país",
		"scaled by the place’s price level":           "ajustado al nivel de precios del lugar",
		"scaled by the place’s rents":                 "ajustado a los alquileres del lugar",
		"scaled by the place’s wages":                 "ajustado a los salarios del lugar",
		"Australian Taxation Office, small business benchmarks, coffee shops, 2014-15 (CC BY 3.0 AU): cost of sales 32-42 %, total expenses 78-93 %, labour 18-32 %, rent 7-19 % of turnover":             "Oficina Tributaria de Australia, referencias de pequeñas empresas, cafeterías, 2014-15 (CC BY 3.0 AU): coste de ventas 32-42 %, gastos totales 78-93 %, personal 18-32 %, alquiler 7-19 % de la facturación",
		"Australian Taxation Office, small business benchmarks, restaurants, as published to 2019 (CC BY 3.0 AU): cost of sales 30-37 %, total expenses 80-94 %, labour 17-32 %, rent 7-20 % of turnover": "Oficina Tributaria de Australia, referencias de pequeñas empresas, restaurantes, publicadas hasta 2019 (CC BY 3.0 AU): coste de ventas 30-37 %, gastos totales 80-94 %, personal 17-32 %, alquiler 7-20 % de la facturación",
	}
}

func spanishCosts() map[string]string {
	return map[string]string{
		"%s: gross wage of a full post a month":                                    "%s: salario bruto mensual a jornada completa",
		"%s: full posts once all are hired":                                        "%s: puestos a jornada completa con la plantilla al completo",
		"Wages here are low against prices, so that more people do the same work.": "Aquí los salarios son bajos frente a los precios, por lo que más personas hacen el mismo trabajo.",
		"%s in the United States, %s, %s.":                                         "%s en Estados Unidos, %s, %s.",
		"by price level and income":                                                "según nivel de precios e ingreso",
		"adapted to this size":                                                     "adaptado a este tamaño",
		"%s a month":                                                               "%s al mes",
		"Marketing a month":                                                        "Marketing al mes",
		"Months of doubled marketing around the opening":                           "Meses de marketing doble en torno a la apertura",
		"Usual for an opening.":                                                    "Lo habitual en una apertura.",
		"Months of preparation before opening":                                     "Meses de preparación antes de abrir",
		"Usually %d; your time leaves less, and each month less makes the fit-out four per cent dearer.": "Lo habitual son %d; su plazo deja menos, y cada mes de menos encarece la puesta en marcha un cuatro por ciento.",
		"Days until customers pay":      "Días hasta que pagan los clientes",
		"Days that goods lie in stock":  "Días de mercancía en existencias",
		"Days until suppliers are paid": "Días hasta que se paga a los proveedores",
		"Days that customers pay ahead": "Días que los clientes pagan por adelantado",
	}
}

func spanishSteps() map[string]string {
	return map[string]string{
		"Price": "Precio", "Volume": "Volumen", "Cost of goods": "Coste de las ventas", "Payroll": "Gastos de personal", "Rent": "Alquiler",
		"Open for business":                    "Abrir al público",
		"Test demand":                          "Probar la demanda",
		"Register and clear":                   "Registrar y tramitar",
		"Secure the funding":                   "Asegurar la financiación",
		"Buy and set up":                       "Comprar e instalar",
		"Hire and train the opening team":      "Contratar y formar al equipo de apertura",
		"Prepare the launch":                   "Preparar el lanzamiento",
		"Team grows":                           "El equipo crece",
		"%s post":                              "%s puesto",
		"%s posts":                             "%s puestos",
		"Operating break-even":                 "Punto de equilibrio operativo",
		"Full pace: the opening phase is over": "Pleno ritmo: termina la fase de apertura",
		"Your target: up and running":          "Su objetivo: en marcha",
		"First repayment of the loan":          "Primera devolución del préstamo",
		"First yearly review of prices, costs and this plan": "Primera revisión anual de precios, costes y de este plan",
		"The money put in has come back":                     "El dinero aportado se ha recuperado",
	}
}

// spanishLines are the lines of monthly cost, and where benchmarks come from.
func spanishLines() map[string]string {
	return map[string]string{
		"rent": "alquiler", "utilities": "suministros", "insurance": "seguros", "software": "software", "accounting": "contabilidad",
		"repairs": "reparaciones", "travel": "viajes", "vehicle": "vehículo", "vehicle leases": "alquiler de vehículos", "storage": "almacén",
		"pitch fees and commissary": "tasas de puesto y cocina central", "content and photography": "contenidos y fotografía",
		"land lease": "arrendamiento de la tierra", "fuel and gas": "combustible y gas",
		"PlanSpark working estimate for small firms; cross-check against A. Damodaran, Margins by Sector (listed firms, so an upper guide only)":                                         "Estimación de trabajo de PlanSpark para pequeñas empresas; contrastar con A. Damodaran, Margins by Sector (empresas cotizadas, solo como cota superior)",
		"PlanSpark working estimate; replace with the ATO small business benchmark of the trade (cost of sales, labour, rent, total expenses to turnover) when the data file is bundled": "Estimación de trabajo de PlanSpark; sustituir por la referencia de pequeñas empresas del sector de la ATO (coste de ventas, personal, alquiler y gastos totales sobre facturación) cuando se incluya el archivo de datos",
	}
}
