"""What the words give away, in both languages: each rule with what it must find and what it must leave alone."""

import pytest

from assessments.quizzes.linting import lint

RIGHT, WRONG = {"correct": True}, {"correct": False}


def asked(stem="¿Qué haces?", *texts, language="es", kind="single", explanation="Está en la ficha.", feedback="Porque sí.", **more):
    options = [
        {"key": "abcdefgh"[place], "text": {language: text}, "feedback": {language: feedback}, "correct": place == 0}
        for place, text in enumerate(texts or ("Preguntar", "Esperarse", "Colgar ya"))
    ]
    content = {"format": "plain", "stem": {language: stem}, "explanation": {language: explanation}, "options": options}
    return kind, {**content, **more}


def found(question, rule):
    return [finding for finding in lint(*question) if finding.rule == rule]


@pytest.mark.parametrize(
    ("language", "stem"),
    [
        ("es", "¿Cuál de estas frases no dirías?"),
        ("es", "¿Qué no debes hacer con la factura?"),
        ("es", "El cliente está enfadado. ¿Qué dato no le pides?"),
        ("es", "¿Cuál de estas opciones es incorrecta?"),
        ("es", "¿Qué se puede hacer en la primera llamada, excepto una cosa?"),
        ("es", "¿Qué haces tú si NO contesta?"),
        ("es", "Señala la opción que no corresponde."),
        ("es", "¿Cuál de estos canales nunca se usa para un alta?"),
        ("en", "Which of these is not a reason to call back?"),
        ("en", "What don't you say to an angry customer?"),
        ("en", "Which of these statements is false?"),
        ("en", "Which of these would you never promise?"),
        ("en", "What do you check first, EXCEPT the bill?"),
        ("en", "Choose the one that is not on the sheet."),
        ("en", "Which is least likely to help?"),
    ],
)
def test_a_question_asked_in_the_negative_is_found(language, stem):
    assert len(found(asked(stem, language=language), "negative_stem")) == 1


@pytest.mark.parametrize(
    ("language", "stem"),
    [
        ("es", "¿Qué haces si el cliente no contesta?"),
        ("es", "¿Qué le dices a un cliente que no quiere la fibra?"),
        ("es", "El cliente no ha pagado. ¿Qué compruebas primero?"),
        ("es", "¿Por qué no se promete una fecha?"),
        ("es", "¿Qué significa «no» en esta frase?"),
        ("es", "¿Qué haces con una factura no pagada?"),
        ("es", "¿Cuándo avisas, cuando llama o no?"),
        ("es", "¿Cuánto cuesta Junta 600 al mes, como mínimo?"),
        ("en", "What do you do if the customer does not answer?"),
        ("en", "The customer has not paid. What do you check first?"),
        ("en", "Why is a date never promised?"),
        ("en", "What do you say to somebody who can't hear you?"),
        ("en", "What does “not” mean in this clause?"),
        ("en", "Which tariff has at least three lines?"),
    ],
)
def test_a_no_that_is_not_the_questions_own_is_left_alone(language, stem):
    assert found(asked(stem, language=language), "negative_stem") == []


@pytest.mark.parametrize(
    ("stem", "language", "many"),
    [
        ("La cuota no incluye el IVA.", "es", 1),
        ("Si el cliente no contesta, se llama otra vez.", "es", 0),
        ("The fee doesn't include VAT.", "en", 1),
        ("If nobody answers, you do not call again.", "en", 0),
    ],
)
def test_a_denied_statement_makes_false_a_double_negative(stem, language, many):
    assert len(found(asked(stem, language=language, kind="true_false"), "negative_stem")) == many


def test_a_question_answered_by_typing_may_be_asked_in_the_negative():
    assert found(("short", {"stem": {"es": "¿Qué dato no se pide?"}, "answers": []}), "negative_stem") == []


@pytest.mark.parametrize(
    ("language", "option"),
    [
        ("es", "Todas las anteriores"),
        ("es", "Todas las anteriores son correctas."),
        ("es", "Ninguna de las anteriores"),
        ("es", "Ninguna es correcta"),
        ("es", "Todas son correctas"),
        ("es", "Las dos anteriores"),
        ("en", "All of the above"),
        ("en", "None of these"),
        ("en", "Both of the above"),
        ("en", "None is correct"),
    ],
)
def test_all_or_none_of_the_above_is_found(language, option):
    (finding,) = found(asked("x", "uno", "dos", option, language=language), "all_or_none")
    assert (finding.part, finding.numbers, finding.language) == ("options", (3,), language)
    assert found(asked("x", "uno", "dos", option, language=language), "named_by_place") == []


@pytest.mark.parametrize(
    ("language", "option"),
    [
        ("es", "Todas las llamadas anteriores del cliente"),
        ("es", "Ninguna tarifa lleva permanencia"),
        ("es", "Todas las tarifas son correctas para él según la ficha"),
        ("en", "All of the customer's lines"),
        ("en", "None of the tariffs has a minimum term"),
    ],
)
def test_all_and_none_of_something_else_are_left_alone(language, option):
    assert found(asked("x", "uno", "dos", option, language=language), "all_or_none") == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "La opción b es la de la ficha."),
        ("es", "La respuesta C se olvida del IVA."),
        ("es", "Es la opción A."),
        ("es", "La primera opción promete de más."),
        ("es", "La primera es la buena."),
        ("es", "Se pregunta antes. La anterior no lo hace."),
        ("es", "Tanto A y C valen."),
        ("en", "Option b is on the sheet."),
        ("en", "Answer C forgets VAT."),
        ("en", "The first one is right."),
        ("en", "The last answer promises too much."),
        ("en", "Both a and b would do."),
    ],
)
def test_an_option_named_by_its_place_is_found(language, text):
    (finding,) = found(asked("x", language=language, explanation=text), "named_by_place")
    assert (finding.part, finding.language) == ("explanation", language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "La respuesta a su pregunta está en la ficha."),
        ("es", "La primera llamada del día se escucha entera."),
        ("es", "En la factura anterior ya se ve."),
        ("es", "La anterior factura ya lo dice."),
        ("es", "Hay dos facturas: la primera es la del alta."),
        ("es", "Por lo anterior, se pregunta."),
        ("es", "La opción elegida por el cliente manda."),
        ("es", "Es una opción de pago."),
        ("en", "The answer a customer wants is short."),
        ("en", "The first call of the day is heard out."),
        ("en", "The previous bill says so."),
        ("en", "The option customers choose is on the sheet."),
    ],
)
def test_what_only_looks_like_an_option_is_left_alone(language, text):
    assert found(asked("x", language=language, explanation=text), "named_by_place") == []


def test_the_options_of_a_question_that_is_not_shuffled_may_be_named_by_place():
    assert found(asked("x", kind="true_false", explanation="La primera es la buena."), "named_by_place") == []


def test_an_option_that_is_nothing_but_a_letter_stands_for_something_drawn():
    assert found(asked("x", "Opción B", "Opción C"), "named_by_place") == []
