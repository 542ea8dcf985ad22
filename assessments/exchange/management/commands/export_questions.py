import json
import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from assessments.exchange.bank import items_of
from assessments.exchange.notes import in_words
from assessments.exchange.writing import WRITTEN, write
from assessments.quizzes.enums import QuestionKind, QuestionState
from assessments.quizzes.models import Question


class Command(BaseCommand):
    help = "Writes questions of the bank to a file: GIFT, Moodle XML, QTI 3.0, XLSX or CSV. What the format cannot hold is told."

    def add_arguments(self, parser):
        parser.add_argument("--format", choices=[one.value for one in WRITTEN], required=True)
        parser.add_argument("--output", metavar="FILE", help="otherwise to the standard output")
        parser.add_argument("--competency", default="", metavar="CODE")
        parser.add_argument("--tag", default="")
        parser.add_argument("--state", choices=QuestionState.values, default="")
        parser.add_argument("--kind", choices=QuestionKind.values, default="")
        parser.add_argument("--language", choices=["es", "en"], help="of a format that holds one; the other one is told")
        parser.add_argument("--json", action="store_true", help="tell what was written as JSON; needs --output")

    def handle(self, *args, **options):
        if options["json"] and not options["output"]:
            raise CommandError("--json needs --output: the standard output holds the file otherwise.")
        questions = _asked_for(options)
        written = write(items_of(questions), format=options["format"], language=options["language"])
        if options["output"]:
            try:
                Path(options["output"]).write_bytes(written.data)
            except OSError as error:
                raise CommandError(f"{options['output']} cannot be written: {error.strerror}.") from None
        else:
            sys.stdout.buffer.write(written.data)
        notes = [in_words(note) for note in written.notes]
        if options["json"]:
            said = {"questions": len(questions), "file": options["output"], "bytes": len(written.data), "notes": notes}
            self.stdout.write(json.dumps(said, ensure_ascii=False, indent=2))
            return
        for note in notes:
            self.stderr.write(f"{note['said']} {note['mend']}".strip())
        self.stderr.write(f"{len(questions)} questions written.")


def _asked_for(options: dict) -> list[Question]:
    rows = Question.objects.that_fit(tag=options["tag"]).select_related("competency").prefetch_related("tags").order_by("pk")
    wishes = {"competency__code__iexact": options["competency"], "state": options["state"], "kind": options["kind"]}
    return list(rows.filter(**{name: value for name, value in wishes.items() if value}))
