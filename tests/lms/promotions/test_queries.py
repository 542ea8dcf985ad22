"""How often a screen asks the database: a number that does not grow with the candidates."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import world
from tests.promotions import Call

pytestmark = pytest.mark.django_db

SCREENS = {
    "calls": ("hr", "calls", ()),
    "manage": ("hr", "manage", ("round",)),
    "deciding": ("hr", "deciding", ("round",)),
    "panel": ("marta", "panel", ("round",)),
    "sheet": ("marta", "sheet", ("round", "candidate")),
    "mine": ("marcos", "mine", ("round",)),
    "call": ("lucia", "call", ("round",)),
    "council": ("hr", "council", ("round",)),
    "needs": ("hr", "needs", ("round",)),
}


def asked(client, candidates: int, screen: str, step: str) -> int:
    call = Call(code=f"CONV-{candidates}")
    others = [world.member("agent", call.poniente) for _number in range(candidates - 1)]
    getattr(call, step)(call.marcos, *others)
    who, name, args = SCREENS[screen]
    values = {"round": call.round.code, "candidate": call.of(call.marcos).code}
    client.force_login(getattr(call, who))
    address = reverse(f"promotions:{name}", args=[values[one] for one in args])
    for _time in range(2):
        with CaptureQueriesContext(connection) as caught:
            assert client.get(address).status_code == 200
    return len(caught)


@pytest.mark.parametrize("screen", SCREENS)
def test_a_screen_asks_no_more_when_there_are_more_candidates(client, screen):
    few, many = asked(client, 2, screen, "closed_scoring"), asked(client, 5, screen, "closed_scoring")
    assert (few, few <= 40) == (many, True)


@pytest.mark.parametrize("step", ["applied", "checked", "assessing", "announced"])
def test_the_page_of_hr_asks_no_more_at_any_point_of_the_call(client, step):
    assert asked(client, 2, "manage", step) == asked(client, 5, "manage", step)
