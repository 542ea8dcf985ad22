"""Where rubrics are written: kept, looked at, published, and who stands on them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessments.roleplays.models import ScenarioVersion
from assessments.rubrics.actions import change_critical_error
from assessments.rubrics.exceptions import ErrorInUse
from assessments.rubrics.models import CriticalError, Rubric, RubricVersion
from assessments.rubrics.queries import document_of
from tests import scores, world

pytestmark = pytest.mark.django_db


@pytest.fixture
def author(client):
    world.competency("EMP")
    CriticalError.objects.create(code="CE-ID", kind="compliance", text_es="Dar datos", text_en="Giving data")
    who = world.member("quality", world.unit())
    client.force_login(who)
    return who


def sent(*rows, **fields):
    found = {"c-TOTAL_FORMS": len(rows), "c-INITIAL_FORMS": len(rows), "code": "RUB-NEW", "name_es": "Llamada", "name_en": "Call"}
    found |= {"pass_percent": 75, "distinction_percent": 90, "least": 2, "critical_errors": ["CE-ID"]}
    for place, row in enumerate(rows):
        found |= {f"c-{place}-{name}": value for name, value in row.items()}
    return found | fields


def criterion(code="C1", weight=100, **changes):
    words = {f"anchor_{points}_{language}": f"{code} {points} {language}" for points in "135" for language in ("es", "en")}
    return {"code": code, "competency": "EMP", "weight": weight, "name_es": "Escucha", "name_en": "Listens"} | words | changes


def written(client, *rows, **fields):
    return client.post(reverse("scripting:add_rubric"), sent(*rows, **fields))


def test_the_quality_team_writes_a_rubric_and_publishes_it(client, author):
    assert (
        written(client, criterion("C1", 60, must_reach="3"), criterion("C2", 40, may_not_apply="on", when_es="Sin cita")).status_code == 302
    )
    rubric = Rubric.objects.get()
    assert rubric.current is None
    client.post(reverse("scripting:publish_rubric", args=["RUB-NEW"]), {"note": "First"})
    version = rubric.current
    assert (version.number, version.note, version.published_by) == (1, "First", author)
    kept = list(version.criteria.values_list("code", "weight", "must_reach", "may_not_apply", "not_applicable_when"))
    assert kept == [("C1", 60, 3, False, {}), ("C2", 40, None, True, {"es": "Sin cita"})]
    assert [one.code for one in version.critical_errors.all()] == ["CE-ID"]


def test_what_was_kept_is_shown_as_it_was_written(client, author):
    written(client, criterion(anchor_3_es="Nombra el hecho"))
    page = client.get(reverse("scripting:rubric", args=["RUB-NEW"])).content.decode()
    assert "Nombra el hecho" in page
    assert "it can be scored with, in both languages" in page


def test_words_for_two_and_four_are_written_kept_and_compared(client, author):
    written(client, criterion())
    client.post(reverse("scripting:publish_rubric", args=["RUB-NEW"]))
    rubric = Rubric.objects.get()
    assert sorted(rubric.current.criteria.get().anchors) == ["1", "3", "5"]
    words = criterion(anchor_4_es="Nombra el hecho y pregunta", anchor_4_en="Names the fact and asks")
    client.post(reverse("scripting:rubric", args=["RUB-NEW"]), sent(words, seen=rubric.moment))
    page = client.get(reverse("scripting:rubric", args=["RUB-NEW"])).content.decode()
    assert "Nombra el hecho y pregunta" in page
    client.post(reverse("scripting:publish_rubric", args=["RUB-NEW"]))
    version = rubric.current
    assert version.criteria.get().anchors["4"] == {"es": "Nombra el hecho y pregunta", "en": "Names the fact and asks"}
    assert "What 4 looks like" in client.get(reverse("scripting:rubric_versions", args=["RUB-NEW"])).content.decode()


def test_words_for_two_in_one_language_are_told_and_stop_nothing(client, author):
    page = written(client, criterion(anchor_2_es="Lo nombra a medias"), do="check").content.decode()
    written(client, criterion(anchor_2_es="Lo nombra a medias"))
    client.post(reverse("scripting:publish_rubric", args=["RUB-NEW"]))
    assert Rubric.objects.get().current.criteria.get().anchors["2"]["es"] == "Lo nombra a medias"
    assert "What 2 looks like is missing in" in page


def test_an_unfinished_rubric_is_kept_and_not_published(client, author):
    assert written(client, criterion(weight=40, anchor_5_es="", anchor_5_en="")).status_code == 302
    answer = client.post(reverse("scripting:publish_rubric", args=["RUB-NEW"]))
    assert answer.status_code == 422
    assert Rubric.objects.get().current is None
    assert "add up to 40" in answer.content.decode()


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([criterion(weight=90)], "add up to 90"),
        ([criterion(anchor_3_en="")], "What 3 looks like is missing in English."),
        ([criterion(competency="")], "not tied to a competency"),
        ([criterion("C1", 50), criterion("C1", 50)], "Two criteria have this code"),
        ([criterion(may_not_apply="on", when_es="x", must_reach="3")], "It must be reached, and it may not apply."),
        ([criterion(may_not_apply="on")], "does not say when it does not apply"),
        ([criterion(anchor_3_es="Igual", anchor_5_es="Igual")], "Two of its anchors say the same."),
    ],
)
def test_it_says_while_one_writes_what_to_look_at(client, author, rows, words):
    page = client.post(reverse("scripting:check_rubric"), sent(*rows)).content.decode()
    assert words in page
    assert not Rubric.objects.exists()


@pytest.mark.parametrize(
    ("act", "codes"), [("add", ["C1", "C2", "C3"]), ("up-1", ["C2", "C1"]), ("down-0", ["C2", "C1"]), ("out-0", ["C2"]),
                       ("up-0", ["C1", "C2"]),
                       ("out-9", ["C1", "C2"]), ("nonsense", ["C1", "C2"])],
)  # fmt: skip
def test_criteria_are_added_moved_and_taken_out_before_anything_is_kept(client, author, act, codes):
    page = written(client, criterion("C1", 50), criterion("C2", 50), do=act)
    assert [form["code"].value() for form in page.context["criteria"]] == codes
    assert not Rubric.objects.exists()


def test_of_two_authors_at_once_the_later_one_is_told(client, author):
    written(client, criterion())
    rubric = Rubric.objects.get()
    url, seen = reverse("scripting:rubric", args=["RUB-NEW"]), rubric.moment
    assert client.post(url, sent(criterion(name_en="Mine"), seen=seen)).status_code == 302
    answer = client.post(url, sent(criterion(name_en="Yours"), seen=seen))
    assert answer.status_code == 422
    assert "Somebody else kept this rubric" in answer.content.decode()
    assert "Yours" in answer.content.decode()
    rubric.refresh_from_db()
    assert rubric.draft["criteria"][0]["name"]["en"] == "Mine"


def test_publishing_what_equals_the_version_in_use_makes_no_other(client, author):
    written(client, criterion())
    for _time in range(2):
        client.post(reverse("scripting:publish_rubric", args=["RUB-NEW"]))
    assert Rubric.objects.get().versions.count() == 1


def test_an_open_scoring_keeps_its_version_and_the_scenario_takes_the_next(client, author):
    waiting = scores.waiting(world.member("trainee"), world.member("assessor"))
    scenario, before = waiting.performance.version.scenario, waiting.performance.version
    rubric = scenario.rubric
    scenario.current_version, scenario.state = before, "live"
    scenario.save()
    rubric.draft = document_of(rubric)
    rubric.draft["criteria"][0]["anchors"]["5"]["en"] = "Owns it to the end"
    rubric.save()
    page = client.get(reverse("scripting:publish_rubric", args=[rubric.code])).content.decode()
    assert "1 scoring that is open keeps the version it began with." in page
    assert "Owns it to the end" in page
    client.post(reverse("scripting:publish_rubric", args=[rubric.code]), {"scenarios": [scenario.code]})
    waiting.refresh_from_db()
    scenario.refresh_from_db()
    assert waiting.performance.version == before
    assert (scenario.current_version.number, scenario.current_version.rubric_version.number) == (2, 2)
    assert ScenarioVersion.objects.get(pk=before.pk).rubric_version.number == 1


def test_two_versions_are_compared_by_criterion(client, author):
    written(client, criterion())
    client.post(reverse("scripting:publish_rubric", args=["RUB-NEW"]))
    client.post(reverse("scripting:rubric", args=["RUB-NEW"]), sent(criterion("C1", 70), criterion("C2", 30)))
    client.post(reverse("scripting:publish_rubric", args=["RUB-NEW"]))
    url = reverse("scripting:rubric_versions", args=["RUB-NEW"])
    found = [(one.under, one.what, one.before, one.after) for one in client.get(url).context["compared"][2]]
    assert ("C1", "Weight", "100", "70") in found
    assert ("C2", "Name (English)", "", "Listens") in found
    assert client.get(url, {"from": "2", "to": "2"}).context["compared"][2] == []


def test_a_copy_has_its_words_and_a_code_of_its_own(client, author):
    written(client, criterion())
    client.post(reverse("scripting:duplicate_rubric", args=["RUB-NEW"]))
    copy = Rubric.objects.get(code="RUB-NEW-2")
    assert copy.draft == Rubric.objects.get(code="RUB-NEW").draft


def test_an_archived_rubric_is_in_no_list_until_it_is_asked_for(client, author):
    written(client, criterion())
    client.post(reverse("scripting:archive_rubric", args=["RUB-NEW"]))
    assert "RUB-NEW" not in client.get(reverse("scripting:rubrics")).content.decode()
    assert "RUB-NEW" in client.get(reverse("scripting:rubrics"), {"archived": "on"}).content.decode()


def test_a_critical_error_more(client, author):
    url = reverse("scripting:critical_errors")
    answer = client.post(url, {"code": "CE-NEW", "kind": "customer", "text_es": "Reírse"}, follow=True)
    assert "CE-NEW" in answer.content.decode()
    assert client.post(url, {"code": "CE-NEW", "kind": "customer", "text_es": "Otra vez"}).status_code == 422


def test_words_nobody_was_scored_by_can_be_changed(client, author):
    CriticalError.objects.create(code="CE-NEW", kind="customer", text_es="Reirse")
    facts = {"kind": "business", "text_es": "Reírse", "text_en": "Laughing"}
    client.post(reverse("scripting:critical_error", args=["CE-NEW"]), facts)
    changed = CriticalError.objects.get(code="CE-NEW")
    assert (changed.kind, changed.text_es, changed.text_en) == ("business", "Reírse", "Laughing")


def test_words_that_people_were_scored_by_stay_and_a_missing_language_is_added(client, author):
    error = scores.rubric().critical_errors.get()
    CriticalError.objects.filter(pk=error.pk).update(text_en="")
    client.post(
        reverse("scripting:critical_error", args=[error.code]), {"kind": "customer", "text_es": "Otra", "text_en": "A date made up"}
    )
    changed = CriticalError.objects.get(pk=error.pk)
    assert (changed.text_es, changed.text_en) == ("Dar un plazo inventado", "A date made up")
    with pytest.raises(ErrorInUse):
        change_critical_error(error=error, actor=author, text_es="Otra")


def test_an_archived_error_is_offered_to_no_rubric_and_can_come_back(client, author):
    error = scores.rubric().critical_errors.get()
    address = reverse("scripting:archive_critical_error", args=[error.code])
    for _time in range(2):
        client.post(address)
    assert f'value="{error.code}"' not in client.get(reverse("scripting:add_rubric")).content.decode()
    assert RubricVersion.objects.get().critical_errors.get() == error
    client.post(address, {"back": "1"})
    assert f'value="{error.code}"' in client.get(reverse("scripting:add_rubric")).content.decode()


@pytest.mark.parametrize(("total", "first"), [("", ""), ("x", "-1"), ("5000", "5000")])
def test_what_is_no_form_of_ours_changes_nothing(client, author, total, first):
    data = {"c-TOTAL_FORMS": total, "c-INITIAL_FORMS": first}
    assert client.post(reverse("scripting:add_rubric"), data).status_code == 422
    assert client.post(reverse("scripting:check_rubric"), data).status_code == 200
    assert not Rubric.objects.exists()


def test_a_list_takes_as_many_queries_for_three_as_for_one(client, author, django_assert_num_queries):
    written(client, criterion())
    url = reverse("scripting:rubrics")
    client.get(url)
    with CaptureQueriesContext(connection) as found:
        client.get(url)
        number = len(found)
    for code in ("A", "B"):
        written(client, criterion(), code=code)
    with django_assert_num_queries(number):
        client.get(url)
