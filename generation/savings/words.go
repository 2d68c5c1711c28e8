package savings

import "strings"

// The words by which money is told to be one's own, or not, in English and Spanish, folded as package mention does.
var (
	// put stand behind an amount, funds before or behind it.
	put   = phrases("saved, saved up, put aside, ahorrado, ahorrados, ahorrada, ahorradas")
	funds = phrases("savings, own money, own funds, own capital, startup capital, start-up capital, starting capital, seed money, " +
		"ahorros, fondos propios, dinero propio, capital propio, recursos propios, capital inicial, propios")
	budget = phrases("budget, capital, presupuesto")
	// have stand before an amount that has a currency.
	have = phrases("i have, i've got, i got, we have, we've got, i have saved, we have saved, i've saved, we've saved, i saved, we saved, tengo, tenemos, dispongo de, disponemos de, cuento con, contamos con, " +
		"he ahorrado, hemos ahorrado")
	// with stands before a large one, and one of opening before that.
	with    = phrases("with, con")
	opening = strings.Fields("open opening start starting launch launching set begin abrir montar empezar comenzar arrancar poner lanzar")
	// purposes stand behind one.
	purposes = phrases("to invest, to start, to begin, to put in, to open, to launch, para invertir, para empezar, para comenzar, para arrancar, para abrir, para montar, para poner")

	// going are words behind an amount that somebody has.
	going = strings.Fields("to for in set put available ready left from between para en disponible disponibles entre de")
	// filling stands between such a word and an amount, possessive between an amount and such a word.
	filling    = strings.Fields("of is are about around roughly some nearly almost approximately total de es son unos unas casi aproximadamente total")
	possessive = strings.Fields("in of my our as a the de mis nuestros mi nuestro")

	// joining are words that begin a clause.
	joining = strings.Fields("and but plus while y pero además")
	// near is how many words on both sides of an amount may say that it is something else, as those of against do.
	near    = 5
	against = strings.Fields("loan loans mortgage credit debt debts rent lease sales revenue revenues turnover profit profits income salary wage wages price prices priced cost costs costing pay paying fee fees ticket tickets average " +
		"per month monthly year yearly annual annually week weekly day daily hour hourly need needs needed require requires raise raising raised seek seeking looking borrow borrowing investor investors grant " +
		"marketing advertising ad ads media training client clients customer customers family families couple couples guest guests their they who each every no not don't without never " +
		"up under below less than worth lend lends lent owe owes mrr arr homes household households bill bills account accounts person " +
		"prestamo prestamos hipoteca credito deuda deudas alquiler renta ventas facturacion facturar facturamos ingresos beneficio beneficios sueldo sueldos salario salarios precio precios cuesta cuestan coste costes costo costos " +
		"mes meses mensual mensuales mensualmente ano anos anual anuales semana semanales dia dias hora horas necesito necesitamos necesita busco buscamos buscando inversor inversores inversion subvencion " +
		"publicidad cliente clientes familias parejas cada sin nunca su sus falta faltan presta prestan debo debemos hogar hogares factura facturas cuenta cuentas persona")
	// others stand before the money of those whom a business serves.
	others = strings.Fields("people personas you homeowners households startups")
	// things stand behind what is worth an amount, and is no money.
	things = phrases("in inventory, in stock, in equipment, in machinery, in assets, en mercancia, en existencias, en equipos, en equipamiento, en maquinaria")
	// between stands before a range, and until within one.
	between = strings.Fields("between entre")
	until   = strings.Fields("to or a o")
)

// phrases parts a list at its commas.
func phrases(list string) []string { return strings.Split(list, ", ") }
