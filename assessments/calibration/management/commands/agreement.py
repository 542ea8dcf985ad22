"""How much the raters of a file agree."""

import json
from dataclasses import asdict
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from assessments.calibration.agreeing import Figure, figures_of
from assessments.calibration.reading import CannotRead, read_ratings
from assessments.calibration.statistics import Scale
from assessments.calibration.statistics.intervals import SEED


class Command(BaseCommand):
    help = "Says how much the raters of a CSV file agree: one row a score, with the columns item, rater and value."

    def add_arguments(self, parser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--level", choices=[one.value for one in Scale], default=Scale.ORDINAL.value, help="what the values are")
        parser.add_argument("--seed", type=int, default=SEED, help="of the draws behind the intervals")
        parser.add_argument("--json", action="store_true", help="answers in JSON")

    def handle(self, *args, **options) -> None:
        try:
            ratings = read_ratings(_text(options["file"]), options["level"])
        except CannotRead as refusal:
            raise CommandError(str(refusal)) from refusal
        found = figures_of(ratings, options["level"], seed=options["seed"])
        facts = {"items": len(ratings.items), "raters": len(ratings.raters), "level": options["level"], "seed": options["seed"]}
        if options["json"]:
            self.stdout.write(json.dumps({**facts, "figures": {one.name: _plain(one) for one in found}}, indent=2, ensure_ascii=False))
            return
        self.stdout.write(f"{facts['items']} items, {facts['raters']} raters, {facts['level']}")
        for one in found:
            self.stdout.write(_line(one))


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as refusal:
        raise CommandError(f"{path} cannot be opened: {refusal.strerror}. Give the path of a CSV file.") from refusal
    except UnicodeDecodeError as refusal:
        raise CommandError(f"{path} is not UTF-8 text. Save it as CSV UTF-8.") from refusal


def _plain(figure: Figure) -> dict:
    return {name: value for name, value in asdict(figure).items() if name != "name"}


def _line(figure: Figure) -> str:
    if figure.value is None:
        return f"{figure.name:<20} {figure.said}"
    between = f"[{figure.interval.low:.3f}, {figure.interval.high:.3f}]" if figure.interval else figure.said
    return f"{figure.name:<20} {figure.value:.3f}  {between}"
