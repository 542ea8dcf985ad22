"""Whatever is cut, closed or killed at any moment of an attempt: no acknowledged answer is lost, none is doubled, none goes missing."""

import random
import re
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from playwright.sync_api import Page, expect

from tests.browser import PASSWORD
from tests.chaos.house import House, Postgres
from tests.chaos.learner import Learner

pytestmark = [pytest.mark.slow, pytest.mark.browser, pytest.mark.xdist_group("browser chaos")]

SLOTS = 10
PER_ATTEMPT = 8  # points in one attempt: what one fault leaves behind meets the next
ANSWERS_BETWEEN = 3
SIGNED_IN_AGAIN = 60_000


@pytest.fixture(scope="module")
def pool(house, points) -> list[dict]:
    clients = -(-points[0] // PER_ATTEMPT)
    made = house.furnish(clients + points[1], SLOTS)
    house.start()
    return made


def faults(house: House) -> list[str]:
    restart = ["database"] if isinstance(house.database, Postgres) else []
    return ["network", "tab", "web", "session", *restart]


def evenly(chance: random.Random, kinds: list[str], number: int) -> list[str]:
    chosen = [kinds[place % len(kinds)] for place in range(number)]
    chance.shuffle(chosen)
    return chosen


# ── By a client that does what a browser does, and hangs up in the middle of a request ──────────────────────────


def test_an_attempt_by_http(house, pool, points, chaos):
    kinds = evenly(chaos, faults(house), points[0])
    tried: Counter = Counter()
    for start in range(0, points[0], PER_ATTEMPT):
        learner = Learner(house.port, pool[start // PER_ATTEMPT], PASSWORD)
        for kind in kinds[start : start + PER_ATTEMPT]:
            for _number in range(chaos.randrange(ANSWERS_BETWEEN)):
                choose(chaos, learner)
                learner.send_all()
            slot = choose(chaos, learner)
            tried[BY_HTTP[kind](house, learner, slot, chaos)] += 1
            nothing_acknowledged_is_lost(house, learner)
            learner.send_all()
            everything_chosen_is_kept(house, learner)
        assert [learner.hand_in(), learner.hand_in()] == [302, 302]
        everything_chosen_is_kept(house, learner)
        ended_once(house, learner.attempt)
    print(f"\nby http: {sum(tried.values())} points: {dict(tried)}")  # noqa: T201 (what was tried)


def choose(chance: random.Random, learner: Learner) -> int:
    slot = chance.randint(1, SLOTS)
    learner.choose(slot, str(chance.randint(1, 4)))
    return slot


def cut_network(house: House, learner: Learner, slot: int, chance: random.Random) -> str:
    how = chance.choice(["before", "within", "after"])
    if how != "before":
        learner.send_and_hang_up(slot, whole=how == "after")
    return f"network {how}"


def close_tab(house: House, learner: Learner, slot: int, chance: random.Random) -> str:
    sent = chance.random() < 0.6
    if sent:
        learner.send_and_hang_up(slot, whole=chance.random() < 0.8)
    time.sleep(chance.random() * 0.03)
    learner.open_again()
    return "tab closed" if sent else "tab closed unsent"


def kill_web(house: House, learner: Learner, slot: int, chance: random.Random) -> str:
    with ThreadPoolExecutor(1) as other:
        sending = other.submit(learner.try_once, slot)
        time.sleep(chance.random() * 0.04)
        house.kill_web()
        sending.result()
    return "web killed"


def end_session(house: House, learner: Learner, slot: int, chance: random.Random) -> str:
    with ThreadPoolExecutor(1) as other:
        ending = other.submit(house.end_session, dict(learner.attempt))
        time.sleep(chance.random() * 0.01)
        learner.try_once(slot)
        ending.result()
    return "session ended"


def restart_database(house: House, learner: Learner, slot: int, chance: random.Random) -> str:
    with ThreadPoolExecutor(1) as other:
        restarting = other.submit(house.database.restart)
        time.sleep(chance.random() * 0.3)
        learner.try_once(slot)
        restarting.result()
    return "database restarted"


BY_HTTP = {"network": cut_network, "tab": close_tab, "web": kill_web, "session": end_session, "database": restart_database}


def nothing_acknowledged_is_lost(house: House, learner: Learner) -> None:
    kept = house.kept(learner.attempt)
    for slot, (counter, answer) in learner.acknowledged.items():
        assert kept[slot][0] >= counter, f"slot {slot}: {counter} was acknowledged, {kept[slot]} is there"
        assert kept[slot][0] > counter or kept[slot][1] == answer


def everything_chosen_is_kept(house: House, learner: Learner) -> None:
    kept = house.kept(learner.attempt)
    assert {slot: kept[slot][1] for slot in learner.chosen} == learner.chosen
    assert {slot: kept[slot] for slot in learner.acknowledged} == learner.acknowledged


def ended_once(house: House, attempt: dict) -> None:
    given = attempt["id"] if isinstance(house.database, Postgres) else attempt["id"].replace("-", "")
    assert house.database.query("select state, ended_by from quizzes_attempt where id = ?", given) == [("submitted", "person")]


# ── In a real browser ───────────────────────────────────────────────────────────────────────────────────────────


def test_an_attempt_in_a_browser(house, pool, points, chromium, chaos):
    kinds = evenly(chaos, faults(house), points[1])
    tried: Counter = Counter()
    for kind, attempt in zip(kinds, pool[-points[1] :], strict=True):
        context = chromium.new_context(base_url=house.url, locale="en-GB")
        context.set_default_timeout(SIGNED_IN_AGAIN)
        context.add_cookies([{"name": "sessionid", "value": attempt["session"], "url": house.url}])
        slot, place = chaos.randint(1, SLOTS), str(chaos.randint(1, 4))
        house.wait()  # A web killed after the answer was kept may not be back yet.
        page = open_slot(context.new_page(), attempt, slot)
        tried[IN_BROWSER[kind](house, page, attempt, slot, place, chaos)] += 1
        page = context.pages[-1]
        expect(page.locator("[data-save]")).to_have_attribute("data-mood", "saved", timeout=SIGNED_IN_AGAIN)
        expect(page.locator("[data-save] [role=status]")).to_have_text(re.compile(r"^(Saved at|Guardado)"))
        assert page.locator(f"[data-slot]:visible .choice input[value='{place}']").is_checked()
        assert house.kept(attempt)[slot][1] == [place], (kind, slot)
        assert page.evaluate("Object.keys(localStorage).filter(key => /^quiz:\\d/.test(key))") == []
        context.close()
    print(f"\nin a browser: {sum(tried.values())} points: {dict(tried)}")  # noqa: T201 (what was tried)


def open_slot(page: Page, attempt: dict, slot: int) -> Page:
    page.goto(f"/attempt/{attempt['id']}/{slot}/")
    page.locator("[data-slot]:visible").wait_for()
    return page


def tick(page: Page, place: str) -> None:
    page.locator(f"[data-slot]:visible .choice input[value='{place}']").check(no_wait_after=True)


def browser_network(house: House, page: Page, attempt: dict, slot: int, place: str, chance: random.Random) -> str:
    how = chance.choice(["offline", "request lost", "answer lost"])
    if how == "offline":
        page.context.set_offline(True)
    else:
        page.route("**/answer/", lambda route: lose(route, how))
    tick(page, place)
    expect(page.locator("[data-save]")).to_have_attribute("data-mood", "offline")
    time.sleep(chance.random())
    if how == "offline":
        page.context.set_offline(False)
    else:
        page.unroute("**/answer/")
    return f"network: {how}"


def lose(route, how: str) -> None:
    if how == "answer lost":
        route.fetch()
    route.abort()


def browser_tab(house: House, page: Page, attempt: dict, slot: int, place: str, chance: random.Random) -> str:
    context = page.context
    tick(page, place)
    time.sleep(chance.random() * 0.05)
    page.close()
    open_slot(context.new_page(), attempt, slot)
    return "tab closed"


def browser_web(house: House, page: Page, attempt: dict, slot: int, place: str, chance: random.Random) -> str:
    with ThreadPoolExecutor(1) as other:
        killing = other.submit(lambda: (time.sleep(chance.random() * 0.1), house.kill_web()))
        tick(page, place)
        killing.result()
    return "web killed"


def browser_session(house: House, page: Page, attempt: dict, slot: int, place: str, chance: random.Random) -> str:
    house.end_session(attempt)
    tick(page, place)
    expect(page.locator("[data-save]")).to_have_attribute("data-mood", "away")
    page.locator("[data-sign-in]").click()
    frame = page.frame_locator("[data-sign-in-dialog] iframe")
    frame.locator("input[name=login]").fill(attempt["email"])
    frame.locator("input[name=password]").fill(PASSWORD)
    frame.locator("input[name=password]").press("Enter")
    expect(page.locator("[data-sign-in-dialog]")).to_be_hidden(timeout=SIGNED_IN_AGAIN)
    return "session ended"


def browser_database(house: House, page: Page, attempt: dict, slot: int, place: str, chance: random.Random) -> str:
    with ThreadPoolExecutor(1) as other:
        restarting = other.submit(lambda: (time.sleep(chance.random() * 0.2), house.database.restart()))
        tick(page, place)
        restarting.result()
    return "database restarted"


IN_BROWSER = {
    "network": browser_network,
    "tab": browser_tab,
    "web": browser_web,
    "session": browser_session,
    "database": browser_database,
}
