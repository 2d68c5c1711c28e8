package simulator

import (
	"regexp"
	"strings"
)

// words are what texts in one language are made of.
type words struct {
	notice   string // that the text is simulated
	heading  string
	measure  string
	value    string
	invented string   // {value} is a figure that nobody gave
	about    []string // sentences about a figure: {name}, {value}
	plain    []string // sentences without figures
}

var language = regexp.MustCompile(`(?im)^language:\s*([a-z]{2})\b`)

// languageOf is the language that a prompt asks for in a line such as "Language: pt"; English when there
// is none, or none that is known here.
func languageOf(prompt string) *words {
	if m := language.FindStringSubmatch(prompt); m != nil {
		if w, ok := catalogue[strings.ToLower(m[1])]; ok {
			return w
		}
	}
	return catalogue["en"]
}

var catalogue = map[string]*words{
	"en": {
		notice:  "*This is simulated text: no language model has written it.*",
		heading: "What the figures say", measure: "Measure", value: "Value",
		invented: "A market study puts the yearly potential at {value} customers.",
		about: []string{
			"The plan rests on {name} of {value}, and this is where a reader should begin.",
			"With {name} at {value}, the business has room for a slow start.",
			"One line deserves a second look: {name} is {value}.",
			"The founder will watch {name}, which the plan puts at {value}.",
			"Measured by {name}, the plan stands at {value}.",
		},
		plain: []string{
			"Customers decide by what they see first, so the first weeks are planned in detail.",
			"What is promised to the customer is written down, and kept by everybody who works there.",
			"The offer stays small at the beginning and grows with what people ask for.",
			"Suppliers are chosen for how reliable they are, and only then for their price.",
			"Each month the founder compares what was planned with what has happened, and changes what does not work.",
			"The neighbours are the first who have to hear of it, and the first who come back.",
			"Work that somebody else does better is bought, so that time is left for the customers.",
			"A mistake that is noticed early costs little, which is why feedback is asked for every day.",
			"The place is easy to find, and its opening hours are those in which people have time.",
			"Whoever works here knows the numbers of the week and what they are for.",
		},
	},
	"de": {
		notice:  "*Dies ist simulierter Text: Kein Sprachmodell hat ihn geschrieben.*",
		heading: "Was die Zahlen sagen", measure: "Größe", value: "Wert",
		invented: "Eine Studie schätzt das jährliche Potenzial auf {value} Kunden.",
		about: []string{
			"Der Plan beruht auf {name} von {value}, und hier sollte man mit dem Lesen beginnen.",
			"Bei {value} für {name} bleibt Raum für einen langsamen Anfang.",
			"Eine Zeile verdient einen zweiten Blick: {name} beträgt {value}.",
			"Die Gründer behalten {name} im Auge, das der Plan mit {value} ansetzt.",
		},
		plain: []string{
			"Kunden entscheiden nach dem, was sie zuerst sehen, und darum sind die ersten Wochen genau geplant.",
			"Was den Kunden versprochen wird, steht geschrieben und gilt für alle, die dort arbeiten.",
			"Das Angebot bleibt am Anfang klein und wächst mit dem, wonach die Leute fragen.",
			"Lieferanten werden nach ihrer Zuverlässigkeit ausgesucht und erst dann nach dem Preis.",
			"Jeden Monat wird verglichen, was geplant war und was geschehen ist, und geändert, was nicht geht.",
			"Die Nachbarn sind die ersten, die davon hören, und die ersten, die wiederkommen.",
			"Was andere besser können, wird gekauft, damit Zeit für die Kunden bleibt.",
			"Ein Fehler, der früh bemerkt wird, kostet wenig, und deshalb wird jeden Tag nachgefragt.",
		},
	},
	"fr": {
		notice:  "*Ceci est un texte simulé : aucun modèle de langue ne l'a écrit.*",
		heading: "Ce que disent les chiffres", measure: "Mesure", value: "Valeur",
		invented: "Une étude estime le potentiel annuel à {value} clients.",
		about: []string{
			"Le plan repose sur {name}, soit {value}, et c'est par là qu'il faut commencer la lecture.",
			"Avec {value} pour {name}, il reste de la place pour un début lent.",
			"Une ligne mérite un second regard : {name} est de {value}.",
			"Les fondateurs suivront {name}, que le plan fixe à {value}.",
		},
		plain: []string{
			"Les clients décident selon ce qu'ils voient d'abord, et les premières semaines sont donc préparées avec soin.",
			"Ce qui est promis aux clients est écrit, et tous ceux qui travaillent là le respectent.",
			"L'offre reste petite au début et grandit avec ce que les gens demandent.",
			"Les fournisseurs sont choisis pour leur fiabilité, et ensuite seulement pour leur prix.",
			"Chaque mois, on compare ce qui était prévu avec ce qui est arrivé, et on change ce qui ne marche pas.",
			"Les voisins sont les premiers à l'apprendre, et les premiers à revenir.",
			"Ce que d'autres font mieux est acheté, pour qu'il reste du temps pour les clients.",
			"Une erreur vue tôt coûte peu, et c'est pour cela que l'on demande des avis tous les jours.",
		},
	},
	"es": {
		notice:  "*Este texto es simulado: no lo ha escrito ningún modelo de lenguaje.*",
		heading: "Lo que dicen las cifras", measure: "Medida", value: "Valor",
		invented: "Un estudio estima el potencial anual en {value} clientes.",
		about: []string{
			"El plan se apoya en {name}, que es de {value}, y por ahí conviene empezar la lectura.",
			"Con {value} para {name}, queda espacio para un comienzo lento.",
			"Una línea merece una segunda mirada: {name} es de {value}.",
			"Los fundadores seguirán {name}, que el plan fija en {value}.",
		},
		plain: []string{
			"Los clientes deciden por lo que ven primero, y por eso las primeras semanas se preparan con detalle.",
			"Lo que se promete a los clientes está escrito, y lo cumplen todos los que trabajan allí.",
			"La oferta es pequeña al principio y crece con lo que la gente pide.",
			"Los proveedores se eligen por su fiabilidad, y solo después por el precio.",
			"Cada mes se compara lo que estaba previsto con lo que ha pasado, y se cambia lo que no funciona.",
			"Los vecinos son los primeros en saberlo, y los primeros en volver.",
			"Lo que otros hacen mejor se compra, para que quede tiempo para los clientes.",
			"Un error que se ve pronto cuesta poco, y por eso se pregunta todos los días.",
		},
	},
	"pt": {
		notice:  "*Este texto é simulado: nenhum modelo de linguagem o escreveu.*",
		heading: "O que dizem os números", measure: "Medida", value: "Valor",
		invented: "Um estudo estima o potencial anual em {value} clientes.",
		about: []string{
			"O plano assenta em {name}, que é de {value}, e é por aí que a leitura deve começar.",
			"Com {value} para {name}, há espaço para um começo lento.",
			"Uma linha merece um segundo olhar: {name} é de {value}.",
			"Os fundadores vão seguir {name}, que o plano fixa em {value}.",
		},
		plain: []string{
			"Os clientes decidem pelo que veem primeiro, e por isso as primeiras semanas são preparadas com cuidado.",
			"O que se promete aos clientes está escrito, e é cumprido por todos os que lá trabalham.",
			"A oferta é pequena no início e cresce com o que as pessoas pedem.",
			"Os fornecedores são escolhidos pela confiança que dão, e só depois pelo preço.",
			"Todos os meses se compara o que estava previsto com o que aconteceu, e muda-se o que não funciona.",
			"Os vizinhos são os primeiros a saber, e os primeiros a voltar.",
			"O que outros fazem melhor é comprado, para que fique tempo para os clientes.",
			"Um erro que se nota cedo custa pouco, e por isso se pergunta todos os dias.",
		},
	},
}
