"""What people are told has a kind that they can read about in their preferences."""

import ast
from pathlib import Path

from django.utils.translation import override

from lms.notifications.enums import Delivery
from lms.notifications.registry import kind_of, kinds

ROOT = Path(__file__).resolve().parents[3]


def kinds_in_the_code() -> set[str]:
    """Every kind that a call of notify() names in so many words."""
    found = set()
    for app in ("lms", "courses", "assessments"):
        for path in (ROOT / app).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) == "notify":
                    named = {word.arg: word.value for word in node.keywords}.get("kind")
                    found |= {leaf.value for leaf in ast.walk(named) if isinstance(leaf, ast.Constant)} if named is not None else set()
    return {name for name in found if isinstance(name, str) and not name.endswith("_")}


def test_every_kind_in_the_code_is_registered():
    told = kinds_in_the_code()
    assert {"enrolled", "renewals.reminder", "promotions.decided"} <= told
    assert {"promotions.appeal_asked", "promotions.appeal_assigned"} <= {kind.name for kind in kinds()}  # put together from two words
    assert told - {kind.name for kind in kinds()} == set()


def test_every_kind_says_what_it_is_in_both_languages():
    with override("en"):
        english = {kind.name: (str(kind.title), str(kind.always)) for kind in kinds()}
    with override("es"):
        spanish = {kind.name: (str(kind.title), str(kind.always)) for kind in kinds()}
    assert [name for name, (title, _why) in english.items() if title in ("", name) or spanish[name][0] == title] == []
    assert [name for name, (_title, why) in english.items() if why and spanish[name][1] == why] == []


def test_only_what_is_mailed_can_be_switched_off_and_not_all_of_it():
    assert not kind_of("criteria.published").can_be_switched_off
    assert kind_of("enrolled").can_be_switched_off
    revoked = kind_of("certificates.revoked")
    assert (revoked.delivery, revoked.can_be_switched_off) == (Delivery.URGENT, False)


def test_a_kind_that_nobody_registered_is_mailed_in_the_digest():
    assert kind_of("unheard.of").delivery == Delivery.DIGEST
