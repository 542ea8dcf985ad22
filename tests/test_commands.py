"""What every command answers to a word that is wrong: one line with the mend, never a page of Python, and nothing changed."""

import shlex

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import CommandError, get_commands, load_command_class

pytestmark = pytest.mark.django_db
TAKE_NO_WORDS = {
    "prepare",
    "serve",
    "write_schema",
    "compile_messages",
    "gather_cards",
    "prove_figures",
    "prove_certificates",
}  # take no words
WRONG = {
    "agreement": ("nowhere.csv --level nominal", "Give the path of a CSV file"),
    "export_framework": ("NOPE out.json --format case", "No framework has the code"),
    "export_questions": ("--format gift --output nowhere/out.gift", "cannot be written"),
    "import_framework": ("nowhere.json", "cannot be read"),
    "import_hours": ("nowhere.csv --source PLAN", "nowhere.csv"),
    "import_kpis": ("nowhere.csv --mapping NOPE", "nowhere.csv"),
    "import_questions": ("nowhere.gift", "nowhere.gift"),
    "load_demo": ("--nonsense", "unrecognized arguments"),
    "make_people": ("0", "from 1"),
    "readiness": ("--rung R1 --on 2026-13-01", "Write it as 2026-11-23"),
    "rebuild_levels": ("--on yesterday", "Write it as 2026-11-23"),
    "refit_reviews": ("--centre NOPE", "code of one"),
    "refresher_rates": ("--people 0", "from 1"),
    "run_day": ("--on 2026-1-1", "Write it as 2026-11-23"),
}


def ours() -> dict[str, str]:
    """The commands of this project, with the app of each."""
    here = str(settings.BASE_DIR)
    found = {name: app for name, app in get_commands().items() if isinstance(app, str)}
    places = {config.name: config.path for config in apps.get_app_configs()}
    return {name: app for name, app in found.items() if places.get(app, "").startswith(here) and ".venv" not in places[app]}


def answer(name: str, words: str, capsys) -> str:
    """As manage.py would: a refusal is printed and ends the process with something else than 0. Anything else is raised."""
    command = load_command_class(ours()[name], name)
    command._called_from_command_line = True
    with pytest.raises((CommandError, SystemExit)) as refused:
        options = vars(command.create_parser("manage.py", name).parse_args(shlex.split(words)))
        command.execute(*options.pop("args", ()), **options)
    if isinstance(refused.value, SystemExit):
        assert refused.value.code not in (0, None)
    heard = capsys.readouterr()
    return f"{heard.out}{heard.err}{refused.value}"


def test_every_command_has_its_line_here():
    assert ours().keys() == TAKE_NO_WORDS | WRONG.keys()
    assert all(load_command_class(app, name).help for name, app in ours().items())


@pytest.mark.parametrize(("name", "words", "mend"), [(name, *rest) for name, rest in WRONG.items()])
def test_a_wrong_word_is_answered_with_its_mend(name, words, mend, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    said = answer(name, words, capsys)
    assert mend in said
    assert "Traceback" not in said and list(tmp_path.iterdir()) == []
