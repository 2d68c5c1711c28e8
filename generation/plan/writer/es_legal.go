package writer

func esLegal() phrases {
	return phrases{
		"legal.intro": {
			"Lo que sigue es una lista de comprobación para {country} y no asesoramiento jurídico: las normas varían según el municipio y cambian, así que cada punto se comprueba con la autoridad o un asesor, y la respuesta para {el_noun} se guarda por escrito.",
			"Estos puntos se comprueban para {country} y el municipio antes de que {el_noun} firme o abra. La lista dice qué preguntar, no qué dice la ley; las respuestas van a una carpeta, con fecha y nombre.",
		},
		"head.legal.trade": {"Normas del sector", "Licencias del sector", "Sector y licencias"},
		"legal.licence": {
			"Comprobar en {country}: {licence}; quién lo concede o controla, cuánto tarda y cuánto le cuesta a {el_noun}.",
			"Comprobar qué autoridad en {city} responde a {el_noun} sobre esto: {licence}.",
			"Comprobar y obtener por escrito para {el_noun}: {licence}.",
			"Comprobar qué debe presentar {el_noun} y cuándo: {licence}.",
		},
		"head.legal.general": {"Para todo negocio", "Puntos generales", "Registro, impuestos, contratos"},
		"legal.register.sole": {
			"Comprobar el alta por cuenta propia en {country}, seguridad social incluida, antes de la primera factura de {el_noun}.",
			"Comprobar dónde se da de alta en {country} el trabajo por cuenta propia de {un_noun} y cuánto cuesta al año.",
		},
		"legal.register.limited": {
			"Comprobar en el registro mercantil de {country} el nombre de {el_noun}, el capital exigido y las semanas que tarda.",
			"Comprobar cómo se constituye en {country} una sociedad limitada para {el_noun}, con capital, notaría y registro.",
		},
		"legal.register.public": {
			"Comprobar cómo registra {country} una entidad de este tipo y cómo la reconoce sin ánimo de lucro, y si los estatutos se aprueban antes.",
			"Comprobar estatutos, normas de la junta y reconocimiento con la autoridad en {country} antes de aceptar la primera donación.",
		},
		"legal.vat": {
			"Comprobar el alta de {el_noun} en el impuesto al consumo (IVA o similar), los umbrales para pequeñas empresas y el tipo aplicable; el tipo general del informe es del {vat}.",
			"Comprobar si {el_noun} debe repercutir IVA o un impuesto similar (el {vat} es el tipo general del informe) y desde qué facturación.",
		},
		"legal.novat": {
			"Comprobar si en {country} se aplica algún impuesto al consumo a {un_noun}; el informe no muestra ninguno.",
			"Comprobar los impuestos y tasas municipales sobre las {sales} de {un_noun} en {country}.",
		},
		"legal.tax": {
			"Comprobar el impuesto sobre el beneficio de {el_noun}; el plan cuenta con el {tax} y compensa las pérdidas en años siguientes.",
			"Comprobar si el {tax} de impuesto sobre el beneficio, como en el plan, encaja con la forma elegida para {el_noun}.",
		},
		"legal.exempt": {
			"Comprobar que {el_noun} tiene exención por su {profit}, como supone el plan, y para qué ingresos no vale.",
			"Comprobar los límites de la exención que el plan supone para {el_noun}, sobre todo en ingresos propios.",
		},
		"legal.staff": {
			"Comprobar contratos, salario mínimo, jornada y alta del personal en {country}; {el_noun} cuenta con un {oncost} de cargas sobre el sueldo.",
			"Comprobar las normas laborales de {country} antes del primer contrato de {el_noun}: cargas (el plan lleva un {oncost}), periodo de prueba, vacaciones.",
		},
		"legal.alone": {
			"Comprobar las normas del trabajo por cuenta propia en {country}, para que {el_noun} no se tome por empleo encubierto de su mayor cliente.",
			"Comprobar cómo queda cubierto el fundador de {el_noun} en {country} ante enfermedad y jubilación.",
		},
		"legal.lease": {
			"Comprobar en el contrato de alquiler de {el_noun}: uso permitido, plazo, cláusula de salida, revisión de renta y obligación de reponer.",
			"Comprobar el contrato de alquiler con un abogado: uso como {noun} permitido, salida al año, quién paga las obras.",
		},
		"legal.data": {
			"Comprobar la protección de datos: qué guarda {el_noun} sobre {los_buyers}, dónde, cuánto tiempo y quién lo trata.",
			"Comprobar qué datos de {los_buyers} puede conservar {el_noun} y firmar acuerdos con quien los trate.",
		},
		"legal.contracts": {
			"Comprobar las condiciones ante {los_buyers}: precios visibles, cancelación, responsabilidad de {el_noun}, reclamaciones.",
			"Comprobar las normas de consumo para las {sales} de {un_noun}, con cancelación y devoluciones.",
		},
		"head.legal.insurance": {"Seguros", "Qué seguros pedir", "Coberturas"},
		"legal.insurance": {
			"Pedir a dos corredores una oferta cada uno que contenga: {covers}. Se asegura primero el daño más caro que puede sufrir {un_noun}.",
			"Para {el_noun} conviene pedir ofertas por escrito ({covers}) y comprobar qué es obligatorio en {country}.",
		},
		"legal.order": {
			"Lo que más tarda va primero; en este sector suele ser {first}.",
			"Se empieza por {first}, porque de ello depende la apertura de {opening}.",
		},
	}
}
