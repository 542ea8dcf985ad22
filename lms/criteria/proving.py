"""What somebody still has to prove of a guideline. Pure: versions and answers go in, the keys of questions come out."""

from collections.abc import Iterable, Mapping


def left(keys: Iterable[str], asked_again: Mapping[int, Iterable[str]], right: Iterable[tuple[int, str]]) -> list[str]:
    """The questions of the version in force that still want a right answer, in their order.

    `asked_again` says which questions each version asks anew; `right` holds the number of the version and the question of each
    right answer. A right answer counts until a later version asks that question anew: wrong and repeated ones change nothing.
    """
    since = {key: max((number for number, asks in asked_again.items() if key in asks), default=0) for key in keys}
    best: dict[str, int] = {}
    for number, key in right:
        best[key] = max(number, best.get(key, 0))
    return [key for key, number in since.items() if best.get(key, -1) < number]


def changed(before: Iterable[Mapping], after: Iterable[Mapping]) -> set[str]:
    """The questions of `after` that are new, or whose right option is another."""
    known = {question["key"]: right_option(question) for question in before}
    return {question["key"] for question in after if known.get(question["key"]) != right_option(question)}


def reworded(before: Iterable[Mapping], after: Iterable[Mapping]) -> set[str]:
    """The questions of `after` of which anything at all is new, were it a word."""
    known = {question["key"]: question for question in before}
    return {question["key"] for question in after if known.get(question["key"]) != question}


def right_option(question: Mapping) -> str:
    return next((option["key"] for option in question["options"] if option["correct"]), "")


def problems(questions: list[Mapping], languages: Iterable[str], fewest: int, most: int) -> list[str]:
    """What is wrong with the questions: `number`, `options`, `keys`, `right` or `language`."""
    found = []
    if not fewest <= len(questions) <= most:
        found.append("number")
    if any(len(question["options"]) < 2 for question in questions):
        found.append("options")
    if len({question["key"] for question in questions}) < len(questions):
        found.append("keys")
    if any(sum(option["correct"] for option in question["options"]) != 1 for question in questions):
        found.append("right")
    texts = [text for one in questions for text in (one["stem"], one["explanation"], *(option["text"] for option in one["options"]))]
    if any(not text.get(language, "").strip() for text in texts for language in languages):
        found.append("language")
    return found
