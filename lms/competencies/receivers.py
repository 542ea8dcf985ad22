"""What a day brings to levels: some begin to age, some lapse. It may be told twice."""

from datetime import date

from lms.competencies.actions import refresh_due_states
from lms.jobs.days import each_day


@each_day("levels", order=5)
def the_day(on: date) -> dict[str, int]:
    people = 0
    while some := refresh_due_states(on=on):
        people += some
    return {"levels": people}
