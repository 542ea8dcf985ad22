import json
from collections import Counter
from datetime import date

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from lms.careers.enums import PostingKind
from lms.careers.models import LadderVersion, Posting, Rung
from lms.careers.queries.assessing import assessed
from lms.careers.queries.plans import Plans, plans_on
from lms.careers.queries.readiness import need_of, readiness_of
from lms.careers.readiness import Assessment
from lms.language.days import day_given
from lms.people.models import User

AT_ONCE = 1000


class Command(BaseCommand):
    help = (
        "How people stand before a rung of the ladder: state, and the result of each requirement. Computed anew from evidence, "
        "certificates, figures and postings; nothing is written. "
        "Example: manage.py readiness --rung R3 --person lucia.ferran@alborada.example --json"
    )

    def add_arguments(self, parser):
        parser.add_argument("--rung", required=True, help="the code of the rung aimed at, as R3")
        parser.add_argument("--person", help="the e-mail of one person; without it, everybody for whom the rung lies ahead")
        parser.add_argument("--on", type=day_given, help="as it was known on a day, as 2026-11-23; today without it")
        parser.add_argument("--json", action="store_true", help="as JSON, one object with a list of people")

    def handle(self, *, rung, person=None, on=None, **options):
        aimed = _rung(rung)
        plans = plans_on(on)
        if aimed.pk not in plans.by_rung:
            raise CommandError(
                f"No version of {aimed.ladder.code} in force on {on or timezone.localdate()} asks anything of {aimed.code}. "
                "Publish a version of the ladder, or choose a later day with --on."
            )
        people = [_person(person)] if person else _everybody_before(aimed, plans, on)
        found = [_plain(one, assessment, aimed, plans, on) for one, assessment in _assess(people, aimed, plans, on)]
        if options["json"]:
            self.stdout.write(json.dumps(_answer(aimed, plans, on, found), ensure_ascii=False, indent=2))
        elif person:
            self._one(people[0], aimed, on)
        else:
            self._table(aimed, found)

    def _table(self, rung: Rung, found: list[dict]) -> None:
        for one in sorted(found, key=lambda one: one["person"]):
            unmet = [result["key"] for result in one["results"] if result["result"] != "met"]
            self.stdout.write(f"{one['person']:<44} {one['state']:<17} {one['met']:>3}/{one['total']:<3}  {', '.join(unmet)}")
        counts = Counter(one["state"] for one in found)
        self.stdout.write(f"\n{rung.code}: {len(found)} people. " + ", ".join(f"{state} {number}" for state, number in counts.items()))

    def _one(self, person: User, rung: Rung, on: date | None) -> None:
        found = readiness_of(person, rung, on)
        self.stdout.write(f"{person} ({person.email}) → {rung.code} {rung}: {found.state.label}, {found.met}/{found.total}\n")
        for standing in found.standings:
            self.stdout.write(f"  {standing.result.value:<12} {standing.words:<70} {standing.note}")
            for step in standing.steps:
                self.stdout.write(f"{'':<15}→ {step.words}")


def _rung(code: str) -> Rung:
    found = list(Rung.objects.filter(code__iexact=code).select_related("ladder"))
    if not found:
        known = ", ".join(Rung.objects.values_list("code", flat=True)) or "none: load a ladder first (manage.py load_demo)"
        raise CommandError(f"No ladder has a rung {code!r}. Rungs there are: {known}.")
    return next((rung for rung in found if rung.ladder.archived_at is None), found[0])


def _person(email: str) -> User:
    found = User.objects.filter(email__iexact=email).first()
    if found is None:
        raise CommandError(f"Nobody here has the e-mail {email!r}. Look it up under People, or leave --person out for everybody.")
    return found


def _everybody_before(rung: Rung, plans: Plans, on: date | None) -> list[User]:
    held = [pk for pk, ahead in plans.ahead.items() if rung.pk in ahead]
    posted = Posting.objects.current(on).filter(kind=PostingKind.HELD, rung__in=held).values("person")
    return list(User.objects.filter(pk__in=posted, is_active=True).order_by("email"))


def _assess(people: list[User], rung: Rung, plans: Plans, on: date | None):
    by_id = {person.pk: person for person in people}
    ids = list(by_id)
    for start in range(0, len(ids), AT_ONCE):
        for person, _held, _plan, assessment in assessed(ids[start : start + AT_ONCE], on=on, plans=plans, rungs=[rung.pk]):
            yield by_id[person], assessment


def _answer(rung: Rung, plans: Plans, on: date | None, found: list[dict]) -> dict:
    version = LadderVersion.objects.get(pk=plans.by_rung[rung.pk].version)
    return {
        "ladder": rung.ladder.code,
        "version": version.label,
        "rung": rung.code,
        "on": (on or timezone.localdate()).isoformat(),
        "people": found,
    }


def _plain(person: User, assessment: Assessment, rung: Rung, plans: Plans, on: date | None) -> dict:
    plan = plans.by_rung[rung.pk]
    return {
        "person": person.email,
        "state": assessment.state.value,
        "percent": assessment.percent,
        "met": assessment.met,
        "total": len(assessment.outcomes),
        "results": [
            {
                "key": ask.key,
                "kind": str(ask.kind),
                "must": ask.must,
                "result": outcome.result.value,
                "why": outcome.why.value,
                "have": outcome.have,
                "cases": outcome.cases,
                "need": need_of(ask),
                "gap": outcome.gap,
                "until": outcome.until and outcome.until.isoformat(),
            }
            for ask, outcome in zip(plan.asks, assessment.outcomes, strict=True)
        ],
    }
