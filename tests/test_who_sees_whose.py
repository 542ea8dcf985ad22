"""Who sees whose evidence, levels, readiness, licences, postings, scores and reviews: every role, from every place in the tree,
against people of every place, through every page, list, export, file and screen of the CMS. A new address without a row fails.
"""

import csv
import io
from datetime import timedelta
from itertools import product

import pytest
from django.apps import apps
from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.test import Client
from django.urls import get_resolver, reverse
from wagtail.search.index import class_is_indexed
from wagtail.snippets.models import get_snippet_models

from lms.competencies.actions import set_up_kinds
from lms.exports.registry import maker_of
from tests import world
from tests.access.whose import CALLS, CALLS_OF_NOBODY, DOORS, LISTS, OF_NOBODY, Door
from tests.lms.careers import centre as ladders
from tests.test_who_may_open_what import patterns

LEAD = ("trainer", "coordinator", "supervisor", "hr", "administrator")
SEE_NOBODY = ("trainee", "agent", "assessor", "quality", "works_council")  # wherever they are: asked from the top of the tree
ROLES = (*LEAD, *SEE_NOBODY)
UNITS = ("levante", "marenta", "rincon", "alborada")  # a team, its service, its centre, the company
PLACES = ("levante", "poniente", "english", "bilbao", "left", "coming", "both")
APPS = ("competencies", "careers", "promotions")


class Tree:
    """A company with two centres; people of every place, with one of everything; and for each role somebody in each unit above them."""

    def __init__(self):
        set_up_kinds()
        unit, self.units = world.unit, {}
        self.units["alborada"] = unit()
        self.units["rincon"] = unit(kind="centre", parent=self.units["alborada"])
        self.units["marenta"] = unit(kind="service", parent=self.units["rincon"])
        self.units["levante"] = unit(kind="team", parent=self.units["marenta"])
        self.units["poniente"] = unit(kind="team", parent=self.units["marenta"])
        self.units["english"] = unit(kind="service", parent=self.units["rincon"])
        self.units["bilbao"] = unit(kind="centre", parent=self.units["alborada"])
        self.author = world.person(is_superuser=True, last_name="Autora")
        self.version = ladders.ladder()
        self.requirement = ladders.asks_level(self.version, "R1", "EMP", 3)
        self.things = {place: self._subject(place) for place in PLACES}
        places = [*product(LEAD, UNITS), *product(SEE_NOBODY, ["alborada"])]
        self.viewers = {(role, unit): world.member(role, self.units[unit]) for role, unit in places}
        yesterday = ladders.today() - timedelta(days=1)
        self.viewers["hr", "until yesterday"] = world.member("hr", self.units["alborada"], valid_to=yesterday)
        self.sessions: dict = {}
        for who in (*self.viewers.values(), *(things["person"] for things in self.things.values())):
            self.client(who)  # Signed in here, once: what a test writes is undone.

    def _subject(self, place: str) -> dict:
        from lms.careers.actions import give_licence, start_posting
        from lms.competencies.actions import question_evidence, record_observation, record_prior_learning

        today, day = ladders.today(), timedelta(days=1)
        spans = {"left": {"valid_to": today - day}, "coming": {"valid_from": today + day}}
        home = {"left": "levante", "coming": "levante", "both": "bilbao"}.get(place, place)
        person = world.member("agent", self.units[home], last_name=f"Z{place}", **spans.get(place, {}))
        if place == "both":
            world.member("agent", self.units["levante"], who=person)
        competency, paper = world.competency("EMP"), lambda: ContentFile(b"%PDF-1.7", name="paper.pdf")
        facts = {"person": person, "competency": competency, "level": 2, "actor": self.author}
        evidence = record_prior_learning(fact=f"Diploma of Z{place}", document=paper(), **facts)
        seen = record_observation(fact=f"Waited, Z{place}", **facts)
        type(seen).objects.filter(pk=seen.pk).update(assessor=None)
        seen.refresh_from_db()
        posting = start_posting(person=person, rung=ladders.rung("R0"), starts_on=today - 90 * day)
        words = f"Seen with Z{place}"
        licence = give_licence(person=person, code="nesting_exit", given_on=today, words=words, actor=self.author, document=paper())
        question = question_evidence(evidence=seen, text=f"Asked by Z{place}", actor=person)
        made = {"person": person, "evidence": evidence, "posting": posting, "licence": licence, "question": question}
        return made | {"requirement": self.requirement}

    def sees(self, viewer: tuple[str, str], roles, place: str) -> bool:
        """The rule: a role that sees, held now, in a unit that the person now belongs to or that is above it."""
        role, unit = viewer
        if role not in roles or unit not in self.units or place in ("left", "coming"):
            return False
        homes = ("bilbao", "levante") if place == "both" else (place,)
        return any(self.units[home].path.startswith(self.units[unit].path) for home in homes)

    def client(self, who) -> Client:
        client = Client()
        if who.pk not in self.sessions:
            client.force_login(who)
            self.sessions[who.pk] = client.cookies[settings.SESSION_COOKIE_NAME].value
        client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[who.pk]
        return client


@pytest.fixture(scope="module")
def kept_tree(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        yield Tree()
        transaction.set_rollback(True)


@pytest.fixture
def tree(kept_tree):
    with transaction.atomic():
        yield kept_tree
        transaction.set_rollback(True)


def content(response) -> str:
    return (b"".join(response.streaming_content) if response.streaming else response.content).decode(errors="replace")


# ── Every address has its row ───────────────────────────────────────────────────────────────────────────────────


def test_every_address_of_these_apps_says_whose_things_it_shows():
    known = [one.name for one in DOORS] + [*LISTS, *CALLS]
    known += [name for names in (*OF_NOBODY.values(), *CALLS_OF_NOBODY.values()) for name in names]
    ours = {name for _address, name, _module in patterns() if name.partition(":")[0] in APPS}
    assert (sorted(ours - set(known)), sorted(set(known) - ours)) == ([], [])
    assert [name for name in known if known.count(name) > 1] == []


# ── A page about one person ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.name)
def test_a_page_about_somebody_opens_for_their_branch_alone(tree: Tree, door: Door):
    wrong = []
    for place, things in tree.things.items():
        address = reverse(door.name, args=door.of(things)) + door.query
        for viewer, who in tree.viewers.items():
            response = tree.client(who).get(address)
            said, is_open = content(response), response.status_code == 200
            if is_open != tree.sees(viewer, door.roles, place) or (not is_open and f"Z{place}" in said):
                wrong.append((viewer, place, response.status_code))
        wrong += [("themselves", place, "not as said")] if (_own(tree, address, things) == 200) != door.own else []
    assert wrong == []


def _own(tree: Tree, address: str, things: dict) -> int:
    return tree.client(things["person"]).get(address).status_code


# ── Lists and what is taken away of them ────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", LISTS)
def test_a_list_holds_whom_one_sees_and_nobody_else(tree: Tree, name: str):
    wrong = []
    for viewer, who in tree.viewers.items():
        said = _listed(tree, name, who)
        shown = {place for place in PLACES if f"Z{place}" in said}
        wanted = {place for place in PLACES if tree.sees(viewer, LISTS[name], place)}
        if shown != wanted:
            wrong.append((viewer, sorted(shown ^ wanted)))
    assert wrong == []


def _listed(tree: Tree, name: str, who) -> str:
    if name.endswith("export"):
        address = reverse(name, args=["csv"]) + "?rung=R1&who=all"
        return content(tree.client(who).post(address))
    # By the letter that their surnames begin with: a page holds 25 people.
    return content(tree.client(who).get(reverse(name), {"rung": "R1", "who": "all", "q": "Z"}))


@pytest.mark.parametrize("unit", ["", "alborada", "bilbao"])
@pytest.mark.parametrize(("kind", "name"), [("competencies.matrix", "competencies:matrix"), ("careers.board", "careers:board")])
def test_a_file_that_a_job_makes_holds_whom_its_asker_sees_whatever_it_is_asked(tree: Tree, kind: str, name: str, unit: str):
    wrong = []
    rows, _total = maker_of(kind)
    for viewer, who in tree.viewers.items():
        asked = {"rung": "R1", "who": "all", "unit": tree.units[unit].code if unit else ""}
        table = io.StringIO()
        csv.writer(table).writerows(rows(who, asked))
        shown = {place for place in PLACES if f"Z{place}" in table.getvalue()}
        within = PLACES if unit != "bilbao" else ("bilbao", "both")
        if shown != {place for place in within if tree.sees(viewer, LISTS[name], place)}:
            wrong.append((viewer, sorted(shown)))
    assert wrong == []


def test_a_list_of_rows_and_a_single_row_are_given_to_the_same(tree: Tree):
    """The querysets themselves, for whatever reads them next."""
    from lms.careers.models import Licence, Posting, Readiness
    from lms.careers.querysets import SEES_POSTINGS
    from lms.competencies.models import CompetencyState, Evidence, EvidenceQuestion
    from tests.access.whose import PROVES, READY

    assert SEES_POSTINGS == READY
    wrong = []
    of = {Evidence: PROVES, CompetencyState: PROVES, EvidenceQuestion: PROVES, Licence: PROVES, Readiness: READY, Posting: READY}
    people = {things["person"].pk: place for place, things in tree.things.items()}
    for (viewer, who), (model, roles) in product(tree.viewers.items(), of.items()):
        shown = {people[pk] for pk in model.objects.visible_to(who).values_list("person", flat=True).distinct()}
        if shown != {place for place in PLACES if tree.sees(viewer, roles, place)}:
            wrong.append((viewer, model.__name__, sorted(shown)))
    assert wrong == []


# ── The CMS and addresses for machines ──────────────────────────────────────────────────────────────────────────


def test_nothing_of_a_person_stands_in_the_cms_or_in_its_search():
    of_people = [model for app in APPS for model in apps.get_app_config(app).get_models() if _is_of_somebody(model)]
    assert {"Evidence", "CompetencyState", "Readiness", "Licence", "Score", "Appeal"} <= {model.__name__ for model in of_people}
    assert [model.__name__ for model in of_people if model in get_snippet_models() or class_is_indexed(model)] == []
    assert not apps.is_installed("django.contrib.admin")


def _is_of_somebody(model) -> bool:
    related = {field.related_model.__name__ for field in model._meta.get_fields() if field.many_to_one and field.related_model}
    return bool(related & {"User", "Application", "Licence", "Evidence"}) and model.__name__ not in ("EvidenceKind",)


def test_machines_are_told_nothing_of_anybody():
    machines = sorted(address for address, _name, _module in patterns(get_resolver()) if address.startswith("api/"))
    # It takes figures in, and gives back what came of them.
    assert machines and all(address.startswith("api/figures/") for address in machines)


@pytest.mark.parametrize("unit", ["levante", "alborada"])
def test_the_trail_in_the_cms_names_nobody(tree: Tree, unit: str):
    for role in ROLES if unit == "alborada" else LEAD:
        response = tree.client(tree.viewers[role, unit]).get(reverse("wagtailadmin_reports:site_history"))
        said = content(response) if response.status_code == 200 else ""
        assert [place for place in PLACES if f"Z{place}" in said] == [], role


# ── Calls: scores, names and reviews ────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def kept_call(django_db_setup, django_db_blocker):
    """A call of the first centre, decided, with a review; and everybody who could ask about it."""
    from lms.promotions import actions
    from lms.promotions.models import Letter, PromotionFile
    from tests.promotions import Call

    with django_db_blocker.unblock(), transaction.atomic():
        call = Call().announced()
        call.letter = Letter(decision=call.of(call.marcos).decisions.last(), kind="letter", language="es", sha256="a" * 64)
        call.letter.file.save("letter.pdf", ContentFile(b"%PDF-1.7"))
        call.file = PromotionFile(round=call.round, sha256="a" * 64, asked_by=call.hr)
        call.file.file.save("file.pdf", ContentFile(b"%PDF-1.7"))
        call.review = actions.appeal(application=call.of(call.marcos), text="Otra bandeja", actor=call.marcos)
        actions.assign_appeal(appeal=call.review, to=call.amparo, actor=call.hr)
        bilbao = call.company.add_child(kind="centre", code="bilbao", name_es="Bilbao", name_en="Bilbao")
        units = {"company": call.company, "centre": call.unit, "service": call.service, "team": call.poniente, "elsewhere": bilbao}
        call.viewers = {(role, unit): world.member(role, where) for role, (unit, where) in product(ROLES, units.items())}
        call.parts = {"own": call.marcos, "other candidate": call.lucia, "panel": call.marta, "chair": call.hr, "reviews": call.amparo}
        yield call
        transaction.set_rollback(True)


def _call_arguments(call, name: str) -> list:
    one = {"promotions:letter": [call.letter.pk], "promotions:appeal_file": [call.review.pk]}
    of_the_call = {"manage", "deciding", "mine", "council", "panel"}
    what = name.partition(":")[2]
    if name in one:
        return one[name]
    if what == "file":
        return [call.round.code, call.file.pk]
    return [call.round.code] if what in of_the_call else [call.round.code, call.of(call.marcos).code]


@pytest.mark.parametrize("name", CALLS)
def test_what_a_call_says_of_somebody_is_for_those_it_is_for(kept_call, name):
    call, address, wrong = kept_call, reverse(name, args=_call_arguments(kept_call, name)), []
    opens = CALLS[name]
    with transaction.atomic():
        for (role, unit), who in call.viewers.items():
            manages = role in ("hr", "administrator") and unit in ("company", "centre")
            counts = role == "works_council" and unit != "elsewhere"  # It answers for whoever works below the call, too.
            wanted = ("manages" in opens and manages) or ("council" in opens and (counts or manages))
            wrong += _unless(wanted, (role, unit), who, address, named=name != "promotions:council")
        for part, who in call.parts.items():
            wanted = part in opens or (part == "chair" and "manages" in opens) or (part == "chair" and "panel" in opens)
            wrong += _unless(wanted, part, who, address, named=False)
        transaction.set_rollback(True)
    assert wrong == []


def _unless(wanted: bool, who, person, address: str, *, named: bool) -> list:
    client = Client()
    client.force_login(person)
    response = client.get(address)
    is_open = response.status_code in (200, 302)
    names = not is_open and named and "Peña" in content(response)
    return [(who, response.status_code)] if is_open != wanted or names else []


def test_scores_letters_and_reviews_are_given_to_the_same_as_their_pages(kept_call):
    from lms.promotions.models import Appeal, Letter, Score

    wrong = []
    for (role, unit), who in kept_call.viewers.items():
        manages = role in ("hr", "administrator") and unit in ("company", "centre")
        for model in (Score, Letter, Appeal):
            if model.objects.visible_to(who).exists() != manages:
                wrong.append((role, unit, model.__name__))
    of = {part: {model.__name__ for model in (Score, Letter, Appeal) if _of_marcos(model, who)} for part, who in kept_call.parts.items()}
    assert wrong == []
    assert of == {
        "own": {"Score", "Letter"},
        "other candidate": set(),
        "panel": {"Score"},
        "chair": {"Score", "Letter", "Appeal"},
        "reviews": {"Score", "Appeal"},
    }


def _of_marcos(model, who) -> bool:
    rows = model.objects.visible_to(who).select_related(*(["decision__application__person"] if model.__name__ == "Letter" else []))
    owners = {(one.decision.application if model.__name__ == "Letter" else one.application).person.first_name for one in rows}
    return "Marcos" in owners
