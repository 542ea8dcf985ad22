"""What the second sheet of the template says of each column and each kind: a file has one language, whoever opens it."""

from assessments.quizzes.enums import QuestionKind

SHEETS = {"es": ("Preguntas", "Cómo se rellena"), "en": ("Questions", "How to fill it in")}
INTRODUCTION = {
    "es": "Una pregunta por fila, en la hoja «Preguntas». Solo hace falta rellenar las columnas del tipo de pregunta que escribas; el "
    "orden de las columnas da igual. Cada texto puede ir en español, en inglés o en los dos.",
    "en": "One question a row, on the sheet “Questions”. Fill in only the columns of the kind that you write; the order of the columns "
    "does not matter. Each text may be in Spanish, in English or in both.",
}
TABLES = {"es": ("Columna", "Qué se escribe"), "en": ("Column", "What goes in it")}
# By the name of a field without its letter and its language.
COLUMNS = {
    "code": ("Código propio de la pregunta. Si ya existe, se actualiza.", "Your own code for the question. If it exists, it is updated."),
    "kind": (
        "Uno de los tipos de abajo. Vacío: se deduce de lo que sea correcto.",
        "One of the kinds below. Empty: told by what is right.",
    ),
    "competency": ("Código de la competencia.", "Code of the competency."),
    "level": ("Nivel de la competencia, de 1 a 5.", "Level of the competency, from 1 to 5."),
    "difficulty": ("De 1 (fácil) a 3 (difícil).", "From 1 (easy) to 3 (hard)."),
    "tags": ("Separadas por comas: m03, tarifas.", "Parted by commas: m03, rates."),
    "stem": ("El enunciado.", "What is asked."),
    "correct": (
        "La letra de la opción correcta, o varias: A, C. Verdadero o falso en las de ese tipo.",
        "The letter of the right option, or several: A, C. True or false in those of that kind.",
    ),
    "option": ("Opciones, respuestas, cosas o criterios, según el tipo.", "Options, answers, things or criteria, by the kind."),
    "pair": ("En las de emparejar, la segunda mitad de la pareja.", "In those to match, the second half of the pair."),
    "weight": (
        "De −100 a 100: cuánto vale elegirla. En el texto libre, los puntos del criterio.",
        "From −100 to 100: what choosing it is worth. In free text, the points of the criterion.",
    ),
    "feedback": ("Lo que lee quien elige esa opción.", "What whoever chooses that option reads."),
    "rule": (
        "todo, parcial, penalización o valores; al ordenar, todo, posiciones o seguidas; al emparejar, todo o parcial.",
        "all, partial, penalty or weights; in order, all, positions or pairs; to match, all or partial.",
    ),
    "compare": (
        "En el texto corto: mayúsculas, acentos o las dos cosas, si cuentan. Vacío: no cuentan.",
        "In short text: case, accents or both, if they count. Empty: they do not.",
    ),
    "unit": ("En las de número: €, EUR.", "For numbers: €, EUR."),
    "unit required": ("sí, si hay que escribir la unidad.", "yes, if the unit has to be written."),
    "model": ("En el texto libre, una respuesta que tendría todos los puntos.", "In free text, an answer that would have all the points."),
    "words": ("En el texto libre, cuántas palabras.", "In free text, how many words."),
    "explanation": ("Lo que se lee después del cuestionario.", "What is read after the quiz."),
    "category": ("Dónde se guarda: Banco > Tarifas.", "Where it is filed: Bank > Rates."),
    "title": ("Nombre corto, para encontrarla.", "A short name, to find it by."),
    "format": ("html si los textos llevan etiquetas. Vacío: texto sin formato.", "html if the texts have tags. Empty: plain text."),
}
KINDS_EXPLAINED = {
    QuestionKind.SINGLE: ("Opciones A, B, C… y la letra de la correcta.", "Options A, B, C… and the letter of the right one."),
    QuestionKind.MULTIPLE: (
        "Opciones A, B, C… y las letras de las correctas: A, C.",
        "Options A, B, C… and the letters of the right ones: A, C.",
    ),
    QuestionKind.TRUE_FALSE: (
        "Verdadero o falso en «correcta». El comentario A es para quien responde verdadero y el B para quien responde falso.",
        "True or false in “correct”. Feedback A is for whoever answers true, B for false.",
    ),
    QuestionKind.BEST: (
        "Opciones con su valor: la mejor 100, las demás menos.",
        "Options with their weight: the best one 100, others less.",
    ),
    QuestionKind.SHORT: (
        "En las opciones, cada respuesta que vale. Un asterisco es cualquier texto: cuota*. Con su valor, si alguna vale menos.",
        "In the options, each answer that counts. A star is any text: fee*. With a weight, if one is worth less.",
    ),
    QuestionKind.NUMBER: (
        "En las opciones, cada número que vale: 3,5; 3,5 ± 0,1; 1..5; * para todos los demás.",
        "In the options, each number that counts: 3.5; 3.5 ± 0.1; 1..5; * for all others.",
    ),
    QuestionKind.ORDERING: ("En las opciones, las cosas en su orden correcto.", "In the options, the things in their right order."),
    QuestionKind.MATCHING: (
        "Opción A con pareja A, opción B con pareja B… Una pareja sin opción está para despistar.",
        "Option A with match A, option B with match B… A match without an option is there to mislead.",
    ),
    QuestionKind.FREE: (
        "En las opciones, los criterios con los que se corrige; en el valor, los puntos de cada uno.",
        "In the options, the criteria that it is marked by; in the weight, the points of each.",
    ),
}
