"""What a question of each kind adds to its stem, as `docs/question-format.md` says; in both languages, with a reason for everything."""

KINDS = ("single", "multiple", "true_false", "best", "short", "number", "ordering", "matching", "gaps", "hotspot", "free")
OPTIONS = ("single", "multiple", "true_false")


def both(es: str, en: str = "") -> dict[str, str]:
    return {"es": es, "en": en or es}


def why(of: str) -> dict[str, str]:
    """The reason of a part: what nobody reads before the end."""
    return both(f"Porque {of}", f"Because {of}")


def body(kind: str, **changes) -> dict:
    """A whole body of a kind that has no list of plain options; `changes` replace its parts."""
    return {**BODIES[kind](), **changes}


def best() -> dict:
    worth = {"a": 100, "b": 50, "c": 0}
    return {
        "options": [
            {"key": key, "text": both(f"Respuesta {key}", f"Reply {key}"), "weight": weight, "feedback": why(key)}
            for key, weight in worth.items()
        ]
    }


def short() -> dict:
    return {
        "answers": [
            {"text": "cuota mensual", "weight": 100, "feedback": why("fee"), "pattern": False},
            {"text": "cuota*", "weight": 50, "feedback": why("which fee"), "pattern": True},
        ],
        "fold": {"case": True, "accents": True},
    }


def number() -> dict:
    return {
        "answers": [
            {"value": "3.5", "tolerance": "0.1", "weight": 100, "feedback": why("value")},
            {"low": "3", "high": "4", "weight": 50, "feedback": why("near")},
            {"any": True, "weight": 0, "feedback": why("far")},
        ],
        "unit": {"symbols": ["€", "EUR"], "required": False},
    }


def ordering() -> dict:
    steps = ("Saluda", "Verifica", "Resuelve", "Despide")
    return {
        "items": [{"key": str(place), "text": both(step, f"{step} (English)")} for place, step in enumerate(steps, 1)],
        "rule": "positions",
    }


def matching() -> dict:
    return {
        "prompts": [{"key": f"p{one}", "text": both(f"Servicio {one}", f"Service {one}"), "feedback": why(f"p{one}")} for one in (1, 2)],
        "targets": [{"key": f"t{one}", "text": both(f"Precio {one}", f"Price {one}")} for one in (1, 2, 3)],
        "pairs": {"p1": "t2", "p2": "t1"},
        "rule": "partial",
    }


def gaps() -> dict:
    return {
        "text": both("La [[x]] es de [[y]] y dura [[z]].", "The [[x]] is [[y]] and lasts [[z]]."),
        "gaps": [
            {
                "key": "x",
                "kind": "choice",
                "points": 2,
                "options": [
                    {"key": "a", "text": both("cuota", "fee"), "weight": 100, "feedback": why("fee")},
                    {"key": "b", "text": both("multa", "fine"), "weight": 0, "feedback": why("fine")},
                ],
            },
            {"key": "y", "kind": "number", "points": 1, "unit": {"symbols": ["€"], "required": False}, **_one_answer(value="45")},
            {
                "key": "z",
                "kind": "typed",
                "points": 1,
                "fold": {"case": True, "accents": True},
                **_one_answer(text="un mes", pattern=False),
            },
        ],
        "rule": "partial",
    }


def _one_answer(**answer) -> dict:
    return {"answers": [{"weight": 100, "feedback": why("gap"), **({"tolerance": "0"} if "value" in answer else {}), **answer}]}


def hotspot() -> dict:
    shapes = {"a": ("rect", [10, 10, 110, 60]), "b": ("circle", [200, 80, 30]), "c": ("poly", [300, 20, 380, 20, 340, 100])}
    return {
        "image": {"media": "screen.png", "width": 400, "height": 200},
        "alt": both("La pantalla de facturación", "The billing screen"),
        "areas": [
            {
                "key": key,
                "shape": shape,
                "coords": at,
                "label": both(f"Zona {key}", f"Area {key}"),
                "feedback": why(key),
                "correct": key == "b",
            }
            for key, (shape, at) in shapes.items()
        ],
        "rule": "all",
    }


def free() -> dict:
    return {
        "rubric": [
            {"key": "1", "text": both("Muestra que ha entendido", "Shows understanding"), "points": 2},
            {"key": "2", "text": both("Propone el paso siguiente", "Offers the next step"), "points": 1},
        ],
        "model": both("Lo que diría una persona experta", "What an expert would say"),
        "words": {"low": 3, "high": 120},
    }


BODIES = {
    "best": best,
    "short": short,
    "number": number,
    "ordering": ordering,
    "matching": matching,
    "gaps": gaps,
    "hotspot": hotspot,
    "free": free,
}

# The answer that is worth everything, as it is kept.
RIGHT = {
    "single": ["a"],
    "multiple": ["a"],
    "true_false": ["true"],
    "best": ["a"],
    "short": ["cuota mensual"],
    "number": ["3,5 €"],
    "ordering": ["1", "2", "3", "4"],
    "matching": ["p1:t2", "p2:t1"],
    "gaps": ["x:a", "y:45", "z:un mes"],
    "hotspot": ["b"],
    "free": ["Entiendo lo que cuenta"],
}
# One that is worth nothing.
WRONG = {
    "single": ["b"],
    "multiple": ["b"],
    "true_false": ["false"],
    "best": ["c"],
    "short": ["factura"],
    "number": ["99"],
    "ordering": ["2", "1", "4", "3"],
    "matching": ["p1:t1", "p2:t3"],
    "gaps": ["x:b", "y:44", "z:un año"],
    "hotspot": ["a"],
    "free": ["Nada"],
}
