"""The people before a rung as rows for a spreadsheet, each requirement in a column of its own."""

from collections.abc import Iterator, Mapping

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from lms.careers import wording
from lms.careers.enums import ReadinessState, Result
from lms.careers.models import Readiness, Rung
from lms.careers.queries.board import rows_before
from lms.careers.queries.lines import lines_of
from lms.careers.queries.plans import Plan, plans_on
from lms.careers.queries.readiness import names_for
from lms.exports.registry import register
from lms.people.models import Unit, User

BATCH = 1000


def board_rows(viewer: User, asked: Mapping[str, str]) -> Iterator[list]:
    """A heading, then a row a person, by surname: the state, since when, and how each requirement stands in words."""
    rows, plan = _asked(viewer, asked)
    names = names_for(plan.asks)
    yield [
        _("Surname"),
        _("First name"),
        _("E-mail"),
        _("State"),
        _("Since"),
        _("Met"),
        _("Of"),
        *(wording.requirement(ask, names) for ask in plan.asks),
    ]
    for row in rows.iterator(chunk_size=BATCH):
        person = row.person
        state = str(ReadinessState(row.state).label)
        lines = lines_of(row, plan, names, all_of_them=True) or []
        notes = [f"{Result(line.outcome.result).label}: {line.note}" for line in lines]
        yield [person.last_name, person.first_name, person.email, state, row.state_since.isoformat(), row.met, row.total, *notes]


def board_total(viewer: User, asked: Mapping[str, str]) -> int:
    """How many people; raises Rung.DoesNotExist for a rung that nothing is asked of."""
    return _asked(viewer, asked)[0].count()


def _asked(viewer: User, asked: Mapping[str, str]) -> tuple[QuerySet[Readiness], Plan]:
    plans = plans_on()
    rung = Rung.objects.filter(pk__in=plans.by_rung).get(code=asked.get("rung", ""))
    plan = plans.by_rung[rung.pk]
    unit = Unit.objects.filter(code=asked.get("unit", "")).first()
    state = asked.get("state", "")
    rows = rows_before(
        rung,
        viewer=viewer,
        plan=plan,
        unit=unit,
        state=state if state in ReadinessState.values else "",
        missing=asked.get("missing", ""),
        words=asked.get("q", ""),
        everybody=asked.get("who", "") == "all",
    )
    return rows, plan


register("careers.board", rows=board_rows, total=board_total)
