package writer

// esTradesPlaces are the types that host and guide visitors.
func esTradesPlaces() map[string]trade {
	return map[string]trade{
		"travel": {
			noun: "la empresa de rutas", buyer: "el viajero", buyers: "los viajeros", ticket: "el precio por viajero", unit: "el", form: formLimited,
			mission: "enseñar a los visitantes lo que no habrían encontrado, en grupos lo bastante pequeños para hablar",
			works:   "un tema propio no se compara por precio, las buenas reseñas venden la siguiente ruta y la reserva directa ahorra la comisión",
			founder: "guía, forma guías, escribe los recorridos y cuida colaboradores y reseñas",
			skill:   "guías habilitados con voz y humor, y alguien que conteste reservas por la noche",
			often:   "los visitantes compran una vez y recomiendan; hoteles y agentes envían viajeros toda la temporada",
			site:    "un punto de encuentro que todo el mundo encuentre, con techo y sin otras banderas",
			flow:    "reserva, mensaje con el punto de encuentro, recorrido, consejo del guía, agradecimiento, reseña, tema siguiente",
			test:    "hacer el recorrido diez veces con viajeros de pago de una sola plataforma y leer cada reseña",
			spare:   "los vehículos propios, la oficina y el segundo tema",
			segments: [3]segment{
				{"Lo mejor en pocas horas", "Primer o segundo día de la estancia"},
				{"Su propio ritmo", "Viajes en familia y aniversarios"},
				{"Un colaborador que nunca haga esperar", "Toda la temporada, con aviso"},
			},
			rivals: [3]rival{
				{"Autobuses, marca, precio", "Grupos pequeños, un tema propio"},
				{"Sin precio fijo", "Profundidad, guía bien pagado, grupos para hablar"},
				{"A cualquier hora, precio bajo", "Preguntas contestadas, puertas abiertas"},
			},
			trends: [2]string{
				"Los visitantes se quedan menos días y reservan más cerca de la fecha, sobre todo desde el teléfono.",
				"Los centros saturados limitan los grupos, lo que favorece a los pequeños y a los barrios menos conocidos.",
			},
			covers: []string{"responsabilidad del operador", "protección por insolvencia o fianza si se venden viajes combinados", "accidentes y pasajeros", "vehículo"},
			actions: [5]string{
				"Recorrer la ruta a las horas previstas y anotar tiempos, aseos, refugio y plan B",
				"Tramitar licencia de operador, habilitación de guía y fianza",
				"Publicar la ruta en dos plataformas y en la web propia a menor precio",
				"Acordar comisión con diez hoteles y regalar una plaza a cada recepción",
				"Hacer diez recorridos con un cuestionario al final y cambiar lo que critiquen dos viajeros",
			},
		},
		"short-stay": {
			noun: "el alojamiento", buyer: "el huésped", buyers: "los huéspedes", ticket: "la tarifa por noche", unit: "la", form: formLimited,
			mission: "dar a los huéspedes una cama limpia y bien situada y un anfitrión que contesta",
			works:   "donde hay visitantes todo el año una habitación rinde más por noches que por meses, y el huésped directo ahorra la comisión de la plataforma",
			founder: "recibe, fija los precios cada semana y contesta a los huéspedes en minutos",
			skill:   "alguien de mantenimiento que arregle una cerradura de noche y buen ojo para los precios",
			often:   "la mayoría viene una vez y los huéspedes de trabajo vuelven varias veces al año",
			site:    "cerca de la estación o de los lugares de interés, con propietario y vecinos de acuerdo y una licencia que exista",
			flow:    "reserva, identidad y registro turístico, código de la puerta, estancia, cambio, reseña, código de regreso",
			test:    "alquilar una habitación o un piso durante una temporada, con la licencia en mano, y medir ocupación y reseñas",
			spare:   "las últimas habitaciones, el mobiliario a medida y el desayuno",
			segments: [3]segment{
				{"Encanto, cercanía, llegada tardía", "Fines de semana y puentes"},
				{"Dos habitaciones y una cocina", "Vacaciones escolares"},
				{"Una mesa, una factura, silencio", "De lunes a jueves"},
			},
			rivals: [3]rival{
				{"Recepción, desayuno, marca", "Espacio, cocina, un anfitrión de aquí"},
				{"Las mismas plataformas, a menudo más baratos", "Mesa, red y fiabilidad en cada habitación"},
				{"Servicio de hotel en pisos", "Guía de la casa, consejos personales, precio"},
			},
			trends: [2]string{
				"Las ciudades registran y limitan las estancias cortas, así que una licencia vigente es ahora el bien escaso.",
				"Huéspedes de trabajo y familias mezclan trabajo y vacaciones y se quedan unas noches más.",
			},
			covers: []string{"responsabilidad civil con huéspedes", "edificio y contenido en estancias cortas", "pérdida de ingresos tras un daño", "defensa jurídica con propietario y administración"},
			actions: [5]string{
				"Obtener el número de registro y el permiso escrito del propietario antes de comprar nada",
				"Contar durante cuatro semanas precios y ocupación de veinte habitaciones comparables",
				"Amueblar y fotografiar la primera habitación y abrirla un mes de prueba",
				"Contratar lavandería, equipo de cambio y un número de emergencias",
				"Conectar los calendarios, fijar precios semanales y publicar la web directa",
			},
		},
	}
}
