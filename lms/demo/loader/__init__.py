"""Plays the fictional centre in, part by part.

Each part is one transaction and is skipped when what it makes is there, so that a killed load is run again where it stopped and
a second load changes nothing that people did since.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db import transaction
from django.utils import translation

from lms.demo.loader import (
    calibrating,
    calibrations,
    cards,
    careers,
    catalogue,
    certificates,
    changes,
    classroom,
    colleagues,
    competencies,
    criteria,
    drafts,
    files,
    handbook,
    holds,
    learning,
    lives,
    people,
    promotions,
    quizzes,
    readings,
    refreshers,
    renewals,
    roleplays,
    roleplays_played,
    rotas,
    voices,
    week_review,
    work,
)


@dataclass(frozen=True)
class Part:
    name: str
    is_there: Callable[[], bool]
    load: Callable[[], None]


PARTS = (
    Part("people", people.are_there, people.load),
    Part("competencies", competencies.are_there, competencies.load),
    Part("handbook", handbook.is_there, handbook.load),
    Part("questions", quizzes.are_there, quizzes.load),
    Part("programme", catalogue.is_there, catalogue.load),
    Part("certifications", certificates.are_there, certificates.load),
    Part("learning", learning.is_there, learning.load),
    Part("classroom", classroom.are_there, classroom.load),
    Part("work in hand", work.is_there, work.load),
    Part("renewals", renewals.are_there, renewals.load),
    Part("review of the week", week_review.is_there, week_review.load),
    Part("careers", careers.is_there, careers.load),
    Part("roleplays", roleplays.are_there, roleplays.load),
    Part("roleplays played", roleplays_played.are_there, roleplays_played.load),
    Part("roleplay by voice", voices.are_there, voices.load),
    Part("calibration", calibrations.are_there, calibrations.load),
    Part("criteria", criteria.are_there, criteria.load),
    Part("live roleplays", lives.are_there, lives.load),
    Part("roleplays read", readings.are_there, readings.load),
    Part("calibrations under way", calibrating.are_there, calibrating.load),
    Part("calls", promotions.are_there, promotions.load),
    Part("refreshers", refreshers.are_there, refreshers.load),
    Part("content that changed", changes.are_there, changes.load),
    Part("holds", holds.are_there, holds.load),
    Part("colleagues", colleagues.are_there, colleagues.load),
    Part("review cards", cards.are_there, cards.load),
    Part("files of figures", files.are_there, files.load),
    Part("rotas", rotas.are_there, rotas.load),
    Part("drafts", drafts.are_there, drafts.load),
)


def load() -> Iterator[str]:
    """Loads what is missing, and names each part once it is in."""
    for part in PARTS:
        if part.is_there():
            continue
        with transaction.atomic(), translation.override("es"):
            part.load()
        yield part.name
