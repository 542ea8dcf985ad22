"""manage.py refresher_rates [--seed 7] [--people 2000] [--runs 400]: how often the rules of figures are wrong and right, by simulation."""

from django.core.management.base import BaseCommand

from lms.refreshers.simulation import guard_rate, trigger_rate

SIZES = (("week", 40), ("week", 100), ("week", 200), ("month", 160), ("month", 300))
DROPS = (0.0, 10.0)
GAINS = (0.0, 3.0, 6.0)


class Command(BaseCommand):
    help = "Prints how often a refresher is given for nothing, how soon a real drop is found, and how often an effect is told that is none."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--seed", type=int, default=7, help="the same seed prints the same table (7)")
        parser.add_argument("--people", type=int, default=2000, help="people in each line of the first table (2000)")
        parser.add_argument("--runs", type=int, default=400, help="runs in each line of the second table (400)")

    def handle(self, *args, seed: int, people: int, runs: int, **options) -> None:
        self.stdout.write(f"A figure's trigger: {people} people at the edge of the band, one quarter, seed {seed}")
        self.stdout.write(f"{'period':8}{'cases':>6}{'drop':>7}{'given':>9}{'within two periods':>21}")
        for period, cases in SIZES:
            for drop in DROPS:
                rate = trigger_rate(people=people, cases=cases, drop=drop, seed=seed, period=period)
                self.stdout.write(f"{period:8}{cases:>6}{drop:>7.0f}{rate.share:>9.1%}{rate.share_within_two:>21.1%}")
        self.stdout.write("")
        self.stdout.write(f"Did it help: {runs} runs of 120 people, seed {seed}")
        self.stdout.write(f"{'real gain':12}{'before and after says so':>26}{'the comparison says so':>24}{'too few alike':>15}")
        for gain in GAINS:
            guard = guard_rate(runs=runs, gain=gain, seed=seed)
            self.stdout.write(f"{gain:<12.0f}{guard.naive / runs:>26.1%}{guard.guarded / runs:>24.1%}{guard.too_few / runs:>15.1%}")
