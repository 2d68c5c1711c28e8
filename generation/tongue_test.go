package generation_test

import (
	"strings"
	"testing"

	"github.com/planspark/planspark/generation"
	"github.com/planspark/planspark/protocol"
)

// TestAPlanIsInTheLanguageOfItsIdeaWhereNobodySaysAnother: Spanish, and in the words and numbers of its place; in doubt English.
func TestAPlanIsInTheLanguageOfItsIdeaWhereNobodySaysAnother(t *testing.T) {
	p, err := generation.NewPlanner()
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range strings.Split(`es-ES|Una cafetería de barrio en Sevilla con tartas caseras
es-AR|Una tienda de ropa infantil en Rosario
es-MX|Taller mecánico especializado en motos en Monterrey
es|Una panadería sin gluten en París
es-ES|Escuela de cocina para niños
es-CO|Alquiler de bicicletas en Medellín
es-ES|Una empresa de limpieza de oficinas
es-ES|Hotel para perros en la sierra
es-ES|cerrajero 24 horas en Valencia con dos furgonetas
es-ES|administrador de fincas en Bilbao, 60 comunidades
es-ES|gestión de alquileres de pisos para propietarios que no viven en Málaga
es-CL|servicio de grúa para autos en Santiago de Chile, dos gruas
es-MX|organizadora de bodas en San Miguel de Allende
es-ES|Limpieza para empresas
es-MX|lavanderia de autoservicio en Morelia
es-MX|panaderia artesanal en Querétaro
es-ES|traductora jurada de alemán en Málaga
|Pizzeria en Toulouse
es-ES|herbolario y dietética en Huesca
es-AR|consultorio de kinesiologia deportiva en Córdoba Argentina
|Doces e bolos para dois dos restaurantes
|Organizadora de casamentos e bodas de ouro
|Una botiga amb dos treballadors
|Mayores hair studio
|A neighbourhood café in Sevilla with cakes
|Piñata shop Los Angeles
|Taco truck Los Angeles, Las Vegas
|Doña María jalapeño sauce
|Empresa de limpeza para escritórios, Lisboa
|Fábrica de gelados para restaurantes
|Los Angeles yoga studio
|A taco stand with al pastor y suadero
|Una pizzeria con forno a legna
|Una botiga de roba per a nens
|Uma padaria em Lisboa com pão de massa mãe
|Un restaurant en bord de mer avec terrasse
|Ein Café mit Garten`, "\n") {
		want, idea, _ := strings.Cut(line, "|")
		r, err := p.Complete(protocol.Request{Idea: idea})
		if err != nil || r.Locale != want {
			t.Errorf("%q: %q, want %q (%v)", idea, r.Locale, want, err)
		}
	}
	if r, err := p.Complete(protocol.Request{Idea: "Una cafetería de barrio en Sevilla", Locale: "en"}); err != nil || r.Locale != "en" {
		t.Errorf("who asks for English gets %q, %v", r.Locale, err)
	}
}
