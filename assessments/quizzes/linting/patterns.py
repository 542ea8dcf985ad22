"""The turns of phrase that the rules look for, in Spanish and in English.

Each is written against what it must not find: “¿Qué haces si no contesta?” is not asked in the negative, “la primera llamada” is no
option, “respuesta a su pregunta” is no option a.
"""

import re

_FLAGS = re.IGNORECASE

# ── All of them, none of them ───────────────────────────────────────────────────────────────────────────────────
ALL_OR_NONE = {
    "es": re.compile(
        r"\b(?:todas?|todos?|ningun[ao]|ninguno|cualquiera)\s+(?:de\s+)?(?:las|los)\s+"
        r"(?:anteriores|(?:opciones|respuestas)\s+anteriores|(?:dos|tres|cuatro)\s+anteriores|de\s+arriba)\b"
        r"|^(?:todas|todos)(?:\s+(?:las\s+(?:opciones|respuestas)))?\s+(?:son|están|es)\s+(?:correctas?|ciertas?|verdaderas?|válidas?|bien)\b"
        r"|^ningun[ao](?:\s+(?:opción|respuesta))?\s+(?:es|son)\s+(?:correct[ao]s?|ciert[ao]s?|verdader[ao]s?|válid[ao]s?)\b"
        r"|^(?:las|los)\s+(?:dos|tres|cuatro)\s+(?:opciones\s+|respuestas\s+)?(?:anteriores|son\s+(?:correctas|ciertas|válidas))\b"
        r"|^(?:ninguna|todas)(?:\s+(?:es|son)\s+correctas?)?\W*$",
        _FLAGS,
    ),
    "en": re.compile(
        r"\b(?:all|none|any|both|neither)\s+of\s+(?:the\s+)?(?:above|these\s+(?:answers|options)|the\s+(?:previous|options|answers))\b"
        r"|^(?:all|none|both|neither)(?:\s+of\s+(?:them|these))?\s+(?:is|are)\s+(?:correct|right|true|valid)\b"
        r"|^(?:none|all)\s+of\s+(?:these|them)\W*$",
        _FLAGS,
    ),
}

# ── An option by its letter or its turn ─────────────────────────────────────────────────────────────────────────
# A lone “a”, “e”, “o” or “y” is a Spanish word, and “a” an English one: those count only in capitals or with a bracket.
_LETTER = r"(?:[B-DF-H]\b|[b-df-h]\b(?!\w)|a\)|(?-i:A)(?=\s*(?:[.,;:)]|$|\s(?:es|is|y|and|o|or|no)\b)))"
_NAMED = {
    "es": r"\b(?:opci[oó]n|respuesta|alternativa|letra|apartado)\s+[«“\"'(]?" + _LETTER,
    "en": r"\b(?:option|answer|alternative|letter|choice)\s+[“\"'(]?" + _LETTER,
}
_PAIR = {
    "es": r"(?<![\w.])(?:[A-H]\)?\s+(?:y|e|o)\s+[A-H]\b|[a-h]\)\s+(?:y|e|o)\s+[a-h]\))",
    "en": r"(?<![\w.])(?:[A-H]\)?\s+(?:and|or)\s+[A-H]\b|[a-h]\)\s+(?:and|or)\s+[a-h]\)|[Bb]oth\s+a\s+and\s+b\b)",
}
_TURN = {
    "es": r"\b(?:la|el|las)\s+(?:primera|segunda|tercera|cuarta|quinta|última|penúltima|anterior|siguiente|primer|tercer)\s+"
    r"(?:opci[oó]n|opciones|respuesta|alternativa)\b"
    r"|\b(?:opci[oó]n|opciones|respuesta|respuestas|alternativa)\s+(?:anterior(?:es)?|siguiente|de\s+arriba|de\s+abajo)\b",
    "en": r"\b(?:first|second|third|fourth|fifth|last|previous|next)\s+(?:option|answer|alternative|choice)s?\b"
    r"|\b(?:option|answer|alternative|choice)s?\s+(?:above|below)\b",
}
# Without its noun an ordinal is an option only where there is nothing else for it to be: at the start, and before a verb or the end.
_BARE_TURN = {
    "es": r"^(?:la|las)\s+(?:primera|segunda|tercera|cuarta|última|anterior|anteriores)\s*"
    r"(?:[.,;:]|$|\s(?:es|son|no|sí|está|solo|también)\b)",
    "en": r"^the\s+(?:first|second|third|fourth|last|previous)(?:\s+one)?\s*(?:[.,;:]|$|\s(?:is|are|one\s+is|does|would|only|also)\b)",
}
NAMED_BY_PLACE = {code: re.compile("|".join((_NAMED[code], _TURN[code])), _FLAGS) for code in _NAMED}
# Capitals matter: “a y b” is hardly ever an answer, “A y B” is.
LETTER_PAIR = {code: re.compile(pattern) for code, pattern in _PAIR.items()}
BARE_TURN = {code: re.compile(pattern, _FLAGS) for code, pattern in _BARE_TURN.items()}

# ── Asked in the negative ───────────────────────────────────────────────────────────────────────────────────────
# What opens a question; “por qué no” and “why not” ask for a reason and are left alone.
ASKS = {
    "es": re.compile(r"(?<!por )(?<!porqué )\b(?:cu[aá]l|cu[aá]les|qué|qui[eé]n|qui[eé]nes|cuándo|dónde)\b", _FLAGS),
    "en": re.compile(r"\b(?:which|what|who|whom|when|where)\b", _FLAGS),
}
TELLS = {
    "es": re.compile(
        r"\b(?:marca|señala|elige|indica|selecciona|escoge|di|busca)\b[^.?!]*?\b(?:la|lo|el|las|los|opción|frase|respuesta|dato)\s+que\s+(no|nunca)\b",
        _FLAGS,
    ),
    "en": re.compile(
        r"\b(?:mark|choose|select|pick|tick|find)\b[^.?!]*?\b(?:that|which)\s+(?:\w+\s+)?(not|never|isn't|doesn't|don't|aren't|shouldn't)\b",
        _FLAGS,
    ),
}
# After one of these the “no” is another clause's.
TURNS_AWAY = {
    "es": re.compile(
        r"\b(?:si|cuando|que|quien|quienes|porque|aunque|mientras|como|donde|para|sin|hasta|cuyo|cuya|pero|o|y|ni|solo|sino|tras|al)\b|[,;:]",
        _FLAGS,
    ),
    "en": re.compile(
        r"\b(?:if|when|that|who|whose|because|although|though|while|where|unless|until"
        r"|after|before|but|or|and|whether|so|to)\b|[,;:]",
        _FLAGS,
    ),
}
NOT = {
    # “una factura no pagada” denies the participle, not the question; «no» in quotation marks is what somebody says.
    "es": re.compile(r"(?<![«“\"'])\b(?:no|nunca|jamás)\b(?![»”\"'])(?!\s+\w+(?:ado|ada|ados|adas|ido|ida|idos|idas)\b)", _FLAGS),
    "en": re.compile(r"(?<![“\"'‘])(?:\b(?:not|never|cannot)\b|\w+n['’]t\b)(?![”\"'’])", _FLAGS),
}
EXCEPT = {
    "es": re.compile(
        r"\b(?:excepto|salvo)\b|\btod[oa]s?\b[^.?!]*\bmenos\b|\bmenos\s+(?:una|uno)\b|\bcu[aá]l(?:es)?\b[^.?!]*\b(?:incorrect|fals|err[oó]ne)[ao]s?\b",
        _FLAGS,
    ),
    "en": re.compile(r"\bexcept\b|\bbut\s+one\b|\bwhich\b[^.?!]*\b(?:incorrect|false|wrong)\b|\b(?<!at )least\s+\w+", _FLAGS),
}
LOUD = {"es": re.compile(r"\b(?:NO|NUNCA|EXCEPTO|INCORRECTA|FALSA)\b"), "en": re.compile(r"\b(?:NOT|NEVER|EXCEPT|INCORRECT|LEAST|FALSE)\b")}
