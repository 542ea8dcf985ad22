from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from lms.competencies.exchange import FORMATS, write
from lms.competencies.exchange.formats import format_of
from lms.competencies.models import Framework
from lms.competencies.queries.frameworks import tree_of


class Command(BaseCommand):
    help = (
        "Writes a competency framework to a file that import_framework reads back to the same tree: CASE 1.1, CSV or XLSX. "
        "Example: manage.py export_framework alborada alborada.json --format case"
    )

    def add_arguments(self, parser):
        parser.add_argument("code", metavar="CODE")
        parser.add_argument("path", metavar="PATH")
        parser.add_argument("--format", choices=FORMATS, help="otherwise by the end of the name")

    def handle(self, *, code, path, **options):
        framework = Framework.objects.filter(code=code).first()
        if framework is None:
            raise CommandError(
                f"No framework has the code {code!r}. There are: {', '.join(Framework.objects.values_list('code', flat=True))}."
            )
        tree = tree_of(framework)
        try:
            Path(path).write_bytes(write(tree, format=options["format"] or format_of(path), at=timezone.now()))
        except OSError as error:
            raise CommandError(f"{path} cannot be written: {error.strerror}.") from None
        self.stdout.write(f"{path}: {len(tree.groups)} groups, {len(tree.competencies)} competencies.")
