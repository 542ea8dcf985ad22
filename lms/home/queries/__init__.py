"""What the first screens ask. Each role's screen is one function, with a fixed number of queries however much there is."""

from lms.home.queries.administering import people_today, running_today
from lms.home.queries.council import council_today
from lms.home.queries.day import learners_day
from lms.home.queries.leading import leading_today
from lms.home.queries.searching import search
from lms.home.queries.seeing import who_can_help, who_sees
from lms.home.queries.teaching import quality_today, teaching_today

__all__ = [
    "council_today",
    "leading_today",
    "learners_day",
    "people_today",
    "quality_today",
    "running_today",
    "search",
    "teaching_today",
    "who_can_help",
    "who_sees",
]
