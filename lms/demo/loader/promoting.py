"""The steps of a call of the demo, each taken through the doors that people use and dated when it would have been."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from lms.careers.models import Rung
from lms.demo.content import in_both, read
from lms.demo.loader.days import at, today
from lms.demo.loader.people import CENTRE, person, unit
from lms.demo.loader.told import date_notifications
from lms.jobs.enums import JobState
from lms.jobs.models import Job
from lms.promotions import actions
from lms.promotions.enums import Outcome
from lms.promotions.models import Application, Decision, Exercise, PromotionRound, Recusal, Score, ScoreDraft, Snapshot
from lms.promotions.queries.published import leaves
from lms.promotions.queries.sheets import scorers_of
from lms.promotions.tasks import tell_decision

HR = "elena.vidal"
OVER = ("promotions.announce_call", "promotions.freeze", "promotions.appoint")


def prepared(life: Mapping[str, Any], opened: date, panel: Mapping[str, str], *, posts: int = 1) -> PromotionRound:
    """A draft that may open: the exercises and the rhythm are those of `promotion_call.yaml` for every call."""
    lives, hr = read("promotion_lives"), person(HR)
    anchors = {name: text for mark, words in lives["anchors"].items() for name, text in in_both(f"anchor_{mark}", words).items()}
    round = PromotionRound(
        code=life["code"],
        target_rung=Rung.objects.get(code=life["rung"]),
        unit=unit(CENTRE),
        posts=posts,
        adjustments_contact=hr,
        representatives_informed_on=opened - timedelta(days=3),
        **in_both("title", life["title"]),
        **in_both("legal_basis", read("promotion_call")["legal_basis_note"]),
        **anchors,
        **{name: opened + timedelta(days=days) for name, days in lives["rhythm"].items()},
    )
    actions.save_round(round=round, actor=hr)
    for order, row in enumerate(read("promotion_call")["weights"], start=1):
        exercise(round, row, order * 10)
    for username, part in panel.items():
        actions.name_member(round=round, person=person(username), part=part, actor=hr)
    return round


def exercise(round: PromotionRound, row: dict, order: int, parent: Exercise | None = None) -> None:
    lives = read("promotion_lives")
    names = row.get("name") or PARTS[row["item"]]
    made = Exercise(
        round=round,
        parent=parent,
        code=row["item"],
        weight=row["weight"],
        scored_by="record" if row["item"] in lives["from_record"] else "panel",
        counts_for=lives["counts_for"].get(row["item"], "merits"),
        sort_order=order,
        **in_both("name", names),
        **in_both("looks_at", lives["looks_at"].get(row["item"], {"es": "", "en": ""})),
    )
    actions.save_exercise(exercise=made, actor=person(HR))
    for number, part in enumerate(row.get("parts", ()), start=1):
        exercise(round, part, order + number, made)


def open_up(round: PromotionRound) -> PromotionRound:
    actions.open_round(round=round, actor=person(HR), now=at(round.opens_on, "09:00"))
    return round


def judged(life: dict, opened: date) -> PromotionRound:
    """A call whose candidates have all been scored, and whose scoring is closed."""
    round = open_up(prepared(life, opened, life["panel"]))
    for username, row in life["candidates"].items():
        apply(round, username, row, opened + timedelta(days=3))
    checked = round.closes_on + timedelta(days=1)
    for username, row in life["candidates"].items():
        if row.get("withdrawn"):
            actions.withdraw(application=of(round, username), actor=person(username))
        else:
            check(of(round, username), row, checked)
    actions.start_assessing(round=round, actor=person(HR), today=checked)
    date(round, "assessing_at", round.assessment_from)
    for application in round.applications.eligible().select_related("person"):
        mark = next(row["mark"] for username, row in life["candidates"].items() if person(username) == application.person)
        for member in scorers_of(application):
            hand_in(application, member.person, mark)
        from_record(application)
    actions.close_scoring(round=round, actor=person(HR), now=at(round.panel_on, "17:00"))
    return round


def announce(round: PromotionRound, life: dict) -> None:
    decided = at(round.decision_on, "13:00")
    for username, row in life["decisions"].items():
        actions.decide(application=of(round, username), actor=person(HR), now=decided, **row)
    actions.announce(round=round, actor=person(HR), now=decided)
    for decision in Decision.objects.filter(application__round=round).select_related("application__person", "application__round"):
        tell_decision(decision)
        is_old = decision.outcome == Outcome.SELECTED
        date_notifications(at(round.decision_on, "13:05"), key=f"promotions.decided:{decision.pk}", read=is_old)


def apply(round: PromotionRound, username: str, row: dict, on: date) -> None:
    who = person(username)
    if row.get("suggested_by"):
        actions.suggest(round=round, person=who, why=row["suggestion"], actor=person(row["suggested_by"]), today=on)
    made = actions.apply(round=round, person=who, motivation=row["words"], need=row.get("need", ""), today=on)
    if row.get("need"):
        actions.answer_need(adjustment=made.adjustment, answer=row["answer"], actor=person(HR))
        type(made.adjustment).objects.filter(application=made).update(
            asked_at=at(on, "12:20"), answered_at=at(on + timedelta(days=1), "10:00")
        )
    Application.objects.filter(pk=made.pk).update(submitted_at=at(on, "12:20"), suggested_at=at(on, "09:30") if made.suggested_by else None)
    for told in ("applied", "suggested", "need", "adjustment"):
        date_notifications(at(on, "12:21"), key=f"promotions.{told}:{made.pk}:", read=True)


def check(application: Application, row: dict, on: date) -> None:
    """Accepted, put right and accepted, or settled with its reason: whatever its life says."""
    hr, missing = person(HR), row.get("missing")
    if missing:
        actions.reject(application=application, reason=missing, actor=hr, today=on)
    if missing and row.get("put_right"):
        actions.put_right(application=application, note=row["put_right"], actor=application.person, today=on + timedelta(days=2))
    if missing and not row.get("put_right"):
        actions.reject(application=application, reason=missing, actor=hr, today=on + timedelta(days=4))
    else:
        actions.accept(application=application, actor=hr, today=on + timedelta(days=2 if missing else 0))
    moment = at(on + timedelta(days=4 if missing else 0), "11:30")
    Application.objects.filter(pk=application.pk).update(eligibility_at=moment)
    Application.objects.filter(pk=application.pk, fixed_at__isnull=False).update(fixed_at=at(on + timedelta(days=2), "18:05"))
    Snapshot.objects.filter(application=application).update(taken_at=at(on, "00:05"))
    Decision.objects.filter(application=application).update(decided_at=moment)
    date_notifications(moment, key=f"promotions.checked:{application.pk}:", read=True)
    date_notifications(moment, key=f"promotions.fixed:{application.pk}:", read=True)


def recuse(round: PromotionRound, row: dict, on: date) -> None:
    made = actions.recuse(
        application=of(round, row["candidate"]),
        member=round.panel.get(person=person(row["user"])),
        replacement=person(row["replaced_by"]),
        reason=row["reason"]["es"],
        actor=person(HR),
    )
    Recusal.objects.filter(pk=made.pk).update(asked_at=at(on, "12:00"), settled_at=at(on, "12:00"))


def score(round: PromotionRound, life: dict) -> None:
    """Some sheets are in, some half written, and some not begun."""
    for candidate, scorers in life["in_by"].items():
        for username in scorers:
            hand_in(of(round, candidate), person(username), life["marks"][candidate][username], life["apart"].get(username))
    for candidate in life["record"]:
        from_record(of(round, candidate))
    for username, candidate in life["half_written"].items():
        first = leaves(round, "panel")[0]
        ScoreDraft.objects.create(
            application=of(round, candidate),
            member=round.panel.get(person=person(username)),
            content={str(first.pk): {"value": "4", "evidence": read("promotion_lives")["coordinators"]["evidence"][first.code]}},
            counter=1,
            saved_at=at(today(), "10:40"),
        )


def hand_in(application: Application, scorer, mark: int, apart: dict | None = None) -> None:
    evidence = read("promotion_lives")["coordinators"]["evidence"]
    sheet = {one.pk: (mark, evidence[one.code]) for one in leaves(application.round, "panel")}
    if apart:
        briefing = application.round.exercises.get(code="team_briefing")
        sheet[briefing.pk] = (apart["briefing"], apart["words"])
    member = application.round.panel.get(person=scorer)
    actions.submit_scores(application=application, member=member, sheet=sheet, actor=scorer)
    date_scores(application)


def from_record(application: Application) -> None:
    evidence = read("promotion_lives")["coordinators"]["evidence"]
    sheet = {one.pk: (5 if one.code == "seniority" else 4, evidence[one.code]) for one in leaves(application.round, "record")}
    actions.submit_record(application=application, sheet=sheet, actor=person(HR))
    date_scores(application)


def date_scores(application: Application) -> None:
    moment = at(application.round.assessment_from, "13:30")
    Score.objects.filter(application=application).update(submitted_at=moment)
    Application.objects.filter(pk=application.pk, sheets_in_at__isnull=False).update(sheets_in_at=moment)


def of(round: PromotionRound, username: str) -> Application:
    return Application.objects.select_related("person", "round__target_rung", "round__unit").get(round=round, person=person(username))


def date(round: PromotionRound, name: str, day: date) -> None:
    moment = at(day, "14:00")
    PromotionRound.objects.filter(pk=round.pk).update(**{name: moment})
    setattr(round, name, moment)
    date_notifications(moment, key=f"promotions.panel:{round.pk}:")


def close_jobs(since: int, but: str = "") -> None:
    """What calls of before would have a worker do today was done in its time."""
    kinds = [kind for kind in OVER if kind != but]
    Job.objects.filter(pk__gt=since, kind__in=kinds, state=JobState.QUEUED).update(state=JobState.DONE, finished_at=timezone.now())


PARTS = {
    "in_tray": {"es": "Bandeja de entrada", "en": "In-tray"},
    "team_briefing": {"es": "Reunión de arranque", "en": "Team briefing"},
    "coaching_roleplay": {"es": "Roleplay de coaching", "en": "Coaching roleplay"},
}
