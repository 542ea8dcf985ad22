import json

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from lms.competencies.actions import refresh_states
from lms.competencies.models import Evidence
from lms.competencies.queries.states import StateOf, states_of
from lms.language.days import day_given
from lms.people.models import User

AT_ONCE = 500


class Command(BaseCommand):
    help = (
        "Reads levels anew from evidence, for everybody or for one person, and keeps them. With --on it says, of one person, what was "
        "proved on a past day, and writes nothing. "
        "Example: manage.py rebuild_levels --person lucia.ferran@alborada.example --on 2026-06-30 --json"
    )

    def add_arguments(self, parser):
        parser.add_argument("--person", help="the e-mail of one person; without it, everybody with evidence")
        parser.add_argument("--on", type=day_given, help="as it was known on a day, as 2026-06-30: shown, not written. It needs --person")
        parser.add_argument("--json", action="store_true", help="as JSON, one object")

    def handle(self, *, person=None, on=None, **options):
        if on and not person:
            raise CommandError("A past day is shown of one person. Say whose with --person.")
        ids = [_person(person).pk] if person else _everybody()
        rows = 0 if on else sum(refresh_states(person_ids=ids[start : start + AT_ONCE]) for start in range(0, len(ids), AT_ONCE))
        answer = {"on": (on or timezone.localdate()).isoformat(), "people": len(ids), "rows_written": rows}
        if person:
            answer["states"] = [_plain(state) for state in states_of(User.objects.get(pk=ids[0]), on) if state.reading.spans]
        self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2) if options["json"] else _told(answer))


def _told(answer: dict) -> str:
    lines = [f"{answer['on']}: {answer['people']} people read, {answer['rows_written']} rows written."]
    lines += [
        f"  {one['competency']:<6} {one['standing']:<8} {one['level'] or '-'}  {one['valid_until'] or ''}"
        for one in answer.get("states", [])
    ]
    return "\n".join(lines)


def _plain(state: StateOf) -> dict:
    reading = state.reading
    return {
        "competency": state.competency.code,
        "standing": reading.standing.value,
        "level": reading.level,
        "proven_level": reading.proven_level,
        "valid_until": reading.valid_until and reading.valid_until.isoformat(),
        "to_review": reading.to_review,
        "rule": state.rule and state.rule.number,
        "proved_by": list(reading.proved_by),
    }


def _everybody() -> list[int]:
    return list(Evidence.objects.order_by("person").values_list("person", flat=True).distinct())


def _person(email: str) -> User:
    found = User.objects.filter(email__iexact=email).first()
    if found is None:
        raise CommandError(f"Nobody here has the e-mail {email!r}.")
    return found
