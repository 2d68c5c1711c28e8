package writer

func esTeam() phrases {
	return phrases{
		"team.start": {
			"{El_noun} abre con {posts}, tiene {end1} a finales del año 1 y {end3} a finales del año 3.",
			"El primer día {el_noun} funciona con {posts}; a finales del primer año serán {end1} y a finales del tercero {end3}.",
		},
		"team.settled": {
			"{El_noun} abre con {posts}, tiene {end1} a finales del año 1 y no necesita más hasta finales del año 3.",
			"El primer día {el_noun} funciona con {posts}; a finales del primer año serán {end1}, y así sigue hasta el tercero.",
		},
		"team.steady": {
			"{El_noun} abre con {posts} y mantiene ese número hasta el año 3.",
			"El primer día {el_noun} funciona con {posts}, y no se prevén más hasta finales del año 3.",
		},
		"head.team.cost": {"Cuánto cuesta el equipo", "Gasto de personal", "Sueldos y cargas"},
		"team.cost": {
			"Los sueldos de la tabla son brutos a jornada completa; encima van cargas sociales del {oncost}, y los salarios siguen la inflación. En el año 2 el personal se lleva el {share} de los ingresos.",
			"Además del bruto, {el_noun} paga un {oncost} de cargas sociales. El gasto de personal llega al {share} de los ingresos en el año 2.",
		},
		"team.labour.within": {
			"Queda dentro de lo habitual en el sector, entre el {low} y el {high}.",
			"El sector muestra entre el {low} y el {high}, así que {el_noun} no va con plantilla corta ni larga.",
		},
		"team.labour.high": {
			"El sector muestra entre el {low} y el {high}: {el_noun} está por encima, y algún puesto debería esperar hasta que el volumen lo sostenga.",
			"Lo habitual es entre el {low} y el {high}, y aquí es más, sobre todo porque el equipo está antes que {los_buyers}; las horas deberían seguir a la demanda.",
		},
		"team.labour.low": {
			"El sector muestra entre el {low} y el {high}: {el_noun} está por debajo, lo que deja margen para mejores sueldos o un par de manos más.",
			"Lo habitual es entre el {low} y el {high}, y aquí es menos; conviene comprobar si los salarios locales se han tomado demasiado bajos para la gente que {el_noun} quiere.",
		},
		"head.team.how": {"Fundador, capacidades y próxima contratación", "Quién hace qué", "El fundador y las primeras contrataciones"},
		"team.owner": {
			"El fundador ocupa el puesto de {role}, con {wage} brutos al mes, {gross} con cargas.",
			"Como {role}, el fundador cobra {wage} brutos al mes, que le cuestan a {el_noun} {gross} con cargas.",
		},
		"team.owner.asked": {
			"La solicitud pregunta por el sueldo del fundador: como {role} son {wage} brutos al mes, {gross} con cargas, {year} brutos al año, y está en los resultados desde la apertura.",
			"Sobre el sueldo del fundador, que plantea la solicitud: {wage} al mes como {role}, es decir, {year} al año, o {gross} al mes con cargas, ya se descuentan antes de mostrar ningún resultado de {el_noun}.",
		},
		"team.skill": {
			"Además de horas, {el_noun} debe contar con {skill}.",
			"Una carencia por cubrir antes de abrir: {skill}.",
			"Lo que no puede faltar: {skill}.",
		},
		"team.rules": {
			"En {el_noun} todo el mundo sabe dos cosas de memoria: la cifra actual de «{kpi}» y las costumbres de la casa, como esta: {habit}.",
			"Una reunión breve cada semana mantiene al equipo de {el_noun} al día: qué pasó con «{kpi}», qué dijeron {los_buyers} y si se cumplió lo fijado ({habit}).",
		},
		"team.deputy": {
			"Desde el primer mes otra persona puede abrir, cerrar y pagar facturas, para que {el_noun} funcione dos semanas sin su fundador.",
			"El plan no tiene dinero para una ausencia larga del fundador; por eso se nombra un suplente, aunque sea externo, antes de que {el_noun} abra.",
		},
		"team.head": {"responsable de {el_noun}"},
		"team.more": {"más horas en el puesto de {role}"},
		"team.hire": {
			"El siguiente paso tras la apertura: {role} en {when}, cuando el plan espera {volume}; si el volumen llega más tarde, el puesto también.",
			"Lo próximo previsto: {role}, desde {when}, con {volume} en ese mes; decide el volumen y no la fecha.",
		},
		"team.nohire": {
			"No se prevé ningún otro puesto en {el_noun}; los picos se cubren por horas.",
			"El equipo de {el_noun} se queda como abre; horas extra y ayuda temporal cubren lo demás.",
		},
	}
}
