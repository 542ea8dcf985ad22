"""manage.py refresher_rates [--seed 7] [--people 4000] [--runs 400]: how often the rules of figures are wrong and right, by simulation."""

from django.core.management.base import BaseCommand, CommandError

from lms.refreshers.simulation import guard_rate, trigger_rate

SIZES = (("week", 40), ("week", 60), ("week", 100), ("week", 150), ("week", 200), ("week", 300), ("month", 160), ("month", 300))
DROPS = (0.0, 10.0)
GAINS = (0.0, 3.0, 6.0)


class Command(BaseCommand):
    help = "Prints how often a refresher is given for nothing, how soon a real drop is found, and how often an effect is told that is none."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--seed", type=int, default=7, help="the same seed prints the same table (7)")
        parser.add_argument("--people", type=int, default=4000, help="people in each line of the first table (4000)")
        parser.add_argument("--runs", type=int, default=400, help="runs in each line of the second table (400)")

    def handle(self, *args, seed: int, people: int, runs: int, **options) -> None:
        if people < 1 or runs < 1:
            raise CommandError("A share is of one at least: give --people and --runs from 1 on.")
        self.stdout.write(f"A figure's trigger: {people} people at the edge of the band, one quarter, seed {seed}")
        self.stdout.write(f"{'period':8}{'cases':>6}{'given for nothing':>19}{'of a drop of ten points:':>26}")
        self.stdout.write(
            f"{'':8}{'':6}{'in a quarter':>19}{'within two':>26}{'within four':>13}{'in the quarter':>16}{'nine of ten in':>16}"
        )
        for period, cases in SIZES:
            none, drop = (trigger_rate(people=people, cases=cases, drop=points, seed=seed, period=period) for points in DROPS)
            took = f"{drop.nine_of_ten_within} {period}s" if drop.nine_of_ten_within else "longer"
            found = f"{drop.within(2):>26.1%}{drop.within(4):>13.1%}{drop.share:>16.1%}{took:>16}"
            self.stdout.write(f"{period:8}{cases:>6}{none.share:>19.1%}{found}")
        self.stdout.write("")
        self.stdout.write(f"Did it help: {runs} runs of 120 people, seed {seed}")
        self.stdout.write(f"{'real gain':12}{'before and after says so':>26}{'the comparison says so':>24}{'too few alike':>15}")
        for gain in GAINS:
            guard = guard_rate(runs=runs, gain=gain, seed=seed)
            self.stdout.write(f"{gain:<12.0f}{guard.naive / runs:>26.1%}{guard.guarded / runs:>24.1%}{guard.too_few / runs:>15.1%}")
