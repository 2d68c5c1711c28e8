package writer

// esNouns are what a business is called when its idea says so: the first noun of
// which a word stands in the idea. "*" stands for any ending.
func esNouns() map[string][]alias {
	return map[string][]alias{
		"cafe":          {{"salón de té", "el salón de té"}, {"casa de té", "la casa de té"}, {"heladería", "la heladería"}, {"helad*", "la heladería"}, {"churrería", "la churrería"}, {"zumería", "la zumería"}},
		"restaurant":    {{"pizzería", "la pizzería"}, {"pizza*", "la pizzería"}, {"taquería", "la taquería"}, {"arrocería", "la arrocería"}, {"marisquería", "la marisquería"}, {"hamburguesería", "la hamburguesería"}, {"taberna", "la taberna"}, {"bar de vinos", "el bar de vinos"}, {"bar de tapas", "el bar de tapas"}, {"asador", "el asador"}, {"parrilla", "la parrilla"}, {"cevichería", "la cevichería"}},
		"food-truck":    {{"carrito", "el carrito de comida"}, {"puesto", "el puesto de comida"}},
		"bakery":        {{"pastelería", "la pastelería"}, {"repostería", "la repostería"}, {"obrador", "el obrador"}, {"tartas", "la pastelería"}},
		"agriculture":   {{"huerto", "el huerto"}, {"huerta", "la huerta"}, {"viñedo", "el viñedo"}, {"vivero", "el vivero"}, {"apicultura", "la explotación apícola"}, {"miel", "la explotación apícola"}, {"olivar", "el olivar"}, {"granja", "la granja"}},
		"retail-shop":   {{"librería", "la librería"}, {"floristería", "la floristería"}, {"florería", "la florería"}, {"juguetería", "la juguetería"}, {"tienda de bicicletas", "la tienda de bicicletas"}, {"frutería", "la frutería"}, {"zapatería", "la zapatería"}, {"papelería", "la papelería"}, {"vinoteca", "la vinoteca"}, {"carnicería", "la carnicería"}, {"boutique", "la boutique"}, {"quesería", "la quesería"}},
		"ecommerce":     {{"cajas por suscripción", "la tienda de cajas por suscripción"}},
		"manufacturing": {{"cervecería", "la cervecería"}, {"cerveza*", "la cervecería"}, {"destilería", "la destilería"}, {"cerámica", "el taller de cerámica"}, {"muebles", "el taller de muebles"}, {"jabon*", "el taller de jabones"}, {"velas", "el taller de velas"}, {"cuero", "el taller de cuero"}},
		"logistics":     {{"mensajería", "el servicio de mensajería"}, {"mudanzas", "la empresa de mudanzas"}, {"bicicleta*", "el servicio de reparto en bicicleta"}, {"transporte", "la empresa de transporte"}},
		"automotive":    {{"lavado de coches", "el lavado de coches"}, {"lavado de autos", "el lavado de autos"}, {"neumáticos", "el taller de neumáticos"}, {"motos", "el taller de motos"}, {"bicicletas", "el taller de bicicletas"}, {"chapa", "el taller de chapa"}},
		"trades": {
			{"fontaner*", "la empresa de fontanería"},
			{"plomer*", "la empresa de plomería"},
			{"electricista*", "la empresa de electricidad"},
			{"electricidad", "la empresa de electricidad"},
			{"pintura", "la empresa de pintura"},
			{"carpinter*", "la carpintería"},
			{"jardiner*", "la empresa de jardinería"},
			{"reformas", "la empresa de reformas"},
			{"placas solares", "la instaladora solar"},
			{"paneles solares", "la instaladora solar"},
			{"cerrajer*", "la cerrajería"},
			{"tejados", "la empresa de tejados"},
		},
		"cleaning":       {{"lavandería", "la lavandería"}, {"piscinas", "el servicio de piscinas"}},
		"photography":    {{"vídeo*", "la productora de vídeo"}, {"video*", "la productora de video"}, {"foto*", "el estudio de fotografía"}},
		"event-planning": {{"bodas", "la empresa de bodas"}, {"catering", "la empresa de catering"}},
		"real-estate":    {{"administración de fincas", "la administración de fincas"}, {"gestión de alquileres", "la gestora de alquileres"}},
		"salon":          {{"barbería", "la barbería"}, {"peluquería", "la peluquería"}, {"uñas", "el estudio de uñas"}, {"spa", "el spa"}, {"estética", "el centro de estética"}, {"masaje*", "el centro de masajes"}},
		"gym":            {{"yoga", "el estudio de yoga"}, {"pilates", "el estudio de pilates"}, {"escalada", "el rocódromo"}, {"boxeo", "el gimnasio de boxeo"}, {"danza", "la escuela de danza"}, {"baile", "la escuela de baile"}, {"artes marciales", "la escuela de artes marciales"}},
		"tutoring":       {{"escuela de idiomas", "la escuela de idiomas"}, {"academia de idiomas", "la academia de idiomas"}, {"escuela de música", "la escuela de música"}, {"clases de música", "la escuela de música"}, {"autoescuela", "la autoescuela"}, {"escuela de cocina", "la escuela de cocina"}},
		"childcare":      {{"guardería", "la guardería"}, {"jardín de infancia", "el jardín de infancia"}, {"ludoteca", "la ludoteca"}, {"jardín infantil", "el jardín infantil"}},
		"healthcare":     {{"dent*", "la clínica dental"}, {"odont*", "la clínica dental"}, {"fisio*", "la clínica de fisioterapia"}, {"psicol*", "la consulta de psicología"}, {"veterinari*", "la clínica veterinaria"}, {"nutrici*", "la consulta de nutrición"}, {"clínica", "la clínica"}, {"farmacia", "la farmacia"}},
		"pet-services":   {{"paseo de perros", "el servicio de paseo de perros"}, {"guardería canina", "la guardería canina"}, {"residencia canina", "la residencia canina"}, {"peluquería canina", "la peluquería canina"}, {"adiestra*", "la escuela canina"}},
		"nonprofit":      {{"banco de alimentos", "el banco de alimentos"}, {"comedor social", "el comedor social"}, {"comedor comunitario", "el comedor comunitario"}, {"albergue", "el albergue"}, {"fundación", "la fundación"}, {"asociación", "la asociación"}, {"refugio", "el refugio"}},
		"travel":         {{"agencia de viajes", "la agencia de viajes"}, {"rutas en bicicleta", "la empresa de rutas en bicicleta"}, {"paseos en barco", "la empresa de paseos en barco"}},
		"short-stay":     {{"refugio de montaña", "el refugio de montaña"}, {"refugio de alta montaña", "el refugio de montaña"}, {"hostal", "el hostal"}, {"hostel", "el hostel"}, {"hotel", "el pequeño hotel"}, {"casa rural", "la casa rural"}, {"posada", "la posada"}, {"apartamentos", "el complejo de apartamentos"}, {"camping", "el camping"}, {"cabañas", "el complejo de cabañas"}},
		"agency":         {{"agencia de publicidad", "la agencia de publicidad"}, {"agencia de marketing", "la agencia de marketing"}, {"estudio de diseño", "el estudio de diseño"}},
		"saas":           {{"plataforma", "la plataforma"}},
		"freelance":      {{"traduc*", "la actividad de traducción"}, {"diseñ*", "la actividad de diseño"}, {"redac*", "la actividad de redacción"}},
		"consulting":     {{"bufete", "el bufete"}, {"gestoría", "la gestoría"}, {"asesoría", "la asesoría"}, {"consultoría", "la consultoría"}, {"consultora", "la consultora"}, {"arquitect*", "el estudio de arquitectura"}},
	}
}
