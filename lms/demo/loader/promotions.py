"""The calls of the centre, each at another point of its way: prepared, open, before the panel, decided, and over."""

from datetime import timedelta

from dateutil.relativedelta import relativedelta

from lms.careers.models import Posting, Rung
from lms.demo.content import in_both, read
from lms.demo.loader import promoting as steps
from lms.demo.loader.days import at, today
from lms.demo.loader.people import CENTRE, person, unit
from lms.demo.loader.promoting import HR
from lms.demo.loader.told import date_notifications, forget_mails, last_job
from lms.jobs.actions import run
from lms.jobs.models import Job
from lms.promotions import actions
from lms.promotions.models import Appeal, Application, Appointment, PromotionRound

GROUPS = {"mujeres": "woman", "hombres": "man", "completa": "full", "parcial": "part", "español": "es", "inglés": "en"}
DIMENSIONS = {"Sex": "sex", "Contract hours": "hours", "Line": "line"}
HISTORY = {"es": "Convocatorias anteriores a la academia", "en": "Calls from before the academy"}


def are_there() -> bool:
    return PromotionRound.objects.exists()


def load() -> None:
    since, lives = last_job(), read("promotion_lives")
    _history()
    _over(lives["seniors_before"])
    steps.close_jobs(since)
    _decided(lives["supervisor"])
    _before_the_panel(lives["coordinators"])
    steps.close_jobs(since, but="promotions.appoint")
    _open(lives["seniors"])
    _draft(lives["draft"])
    forget_mails(since)


# ── Each call ───────────────────────────────────────────────────────────────────────────────────────────────────


def _before_the_panel(life: dict) -> None:
    """The call of `promotion_call.yaml`: five candidates, three of them with the panel, whose scores are partly in."""
    call = read("promotion_call")
    panel = {row["user"]: row["part"] for row in call["panel"]}
    opened = today() - timedelta(days=life["opened_days_ago"])
    made = {"title": call["title"], "code": call["code"], "rung": call["target_rung"]}
    round = steps.open_up(steps.prepared(made, opened, panel, posts=call["posts"]))
    for username, row in life["candidates"].items():
        steps.apply(round, username, row, round.opens_on + timedelta(days=4))
    # The codes that were drawn make room first: one of them may be the code of somebody else in the file.
    for application in round.applications.all():
        Application.objects.filter(pk=application.pk).update(code=f"X-{application.pk}"[:8])
    for username, code in call["blind_codes"].items():
        Application.objects.filter(round=round, person=person(username)).update(code=code)
    checked = round.closes_on + timedelta(days=1)
    for username, row in life["candidates"].items():
        steps.check(steps.of(round, username), row, checked)
    for row in call["recusals"]:
        steps.recuse(round, row, checked)
    steps.date(round, "assessing_at", checked + timedelta(days=4))
    actions.start_assessing(round=round, actor=person(HR), today=checked)
    steps.date(round, "assessing_at", checked + timedelta(days=4))
    steps.score(round, life)


def _decided(life: dict) -> None:
    """Decisions given, talks held in part, and a review that somebody outside looks at."""
    opened = today() - timedelta(days=life["opened_days_ago"])
    round = steps.judged(life, opened)
    steps.announce(round, life)
    for username in life["talked"]:
        actions.give_feedback(application=steps.of(round, username), on=round.feedback_by - timedelta(days=2), actor=person(HR))
    asked = life["appeal"]
    made = actions.appeal(application=steps.of(round, asked["who"]), text=asked["text"], actor=person(asked["who"]))
    actions.assign_appeal(appeal=made, to=person(asked["to"]), actor=person(HR))
    moment = at(today() - timedelta(days=2), "10:20")
    Appeal.objects.filter(pk=made.pk).update(made_at=moment, assigned_at=moment)
    date_notifications(moment, key=f"promotions.appeal_asked:{made.pk}:", read=True)
    date_notifications(moment, key=f"promotions.appeal_assigned:{made.pk}:")


def _over(life: dict) -> None:
    """A call of the summer, closed, whose person has settled in."""
    who = person("claire.donnelly")
    begun = Posting.objects.get(person=who, rung__code=life["rung"]).starts_on
    round = steps.judged(life, begun - timedelta(days=50))
    steps.announce(round, life)
    application = steps.of(round, "claire.donnelly")
    actions.give_feedback(application=application, on=round.feedback_by, actor=person(HR))
    made = actions.appoint(application=application, starts_on=begun, actor=person(HR), today=begun)
    Appointment.objects.filter(pk=made.pk).update(made_at=at(begun - timedelta(days=3), "12:00"))
    date_notifications(at(begun - timedelta(days=3), "12:00"), key=f"promotions.appointed:{made.pk}", read=True)
    for milestone in made.milestones.filter(due_on__lt=today()):
        actions.note_milestone(milestone=milestone, held_on=milestone.due_on, note=life["milestones"][milestone.day], actor=person(HR))
    actions.close_round(round=round, actor=person(HR), today=begun)
    steps.date(round, "closed_at", begun)


def _open(life: dict) -> None:
    """Open for some days more: everybody who may apply was told, and somebody has been suggested."""
    since = last_job()
    opened = today() - timedelta(days=life["opened_days_ago"])
    round = steps.open_up(steps.prepared(life, opened, life["panel"], posts=3))
    for job in Job.objects.filter(pk__gt=since, kind="promotions.announce_call"):
        run(job_id=job.pk)
    date_notifications(at(opened, "09:00"), key=f"promotions.call:{round.pk}:")
    row = life["suggested"]
    actions.suggest(round=round, person=person(row["who"]), why=row["why"], actor=person(row["by"]))
    moment = at(today() - timedelta(days=1), "15:10")
    Application.objects.filter(round=round).update(suggested_at=moment)
    date_notifications(moment, key=f"promotions.suggested:{steps.of(round, row['who']).pk}:")


def _draft(life: dict) -> None:
    """Begun today: what it misses is said before it can open."""
    round = PromotionRound(
        code=life["code"], target_rung=Rung.objects.get(code=life["rung"]), unit=unit(CENTRE), **in_both("title", life["title"])
    )
    actions.save_round(round=round, actor=person(HR))


def _history() -> None:
    history = read("promotion_call")["adverse_impact_history"]
    ends_on = today() - timedelta(days=30)
    actions.record_tally(
        unit=unit(CENTRE),
        starts_on=ends_on - relativedelta(months=history["window_months"] - 2),
        ends_on=ends_on,
        source=HISTORY,
        groups=[
            (DIMENSIONS[result["dimension"]["en"]], GROUPS[group["name"]], group["applied"], group["selected"])
            for result in history["results"]
            for group in result["groups"]
        ],
        actor=person(HR),
    )
