"""Rules of the house that no linter knows: which files an app may hold, how migrations are named, that texts are translated.

Prints what is wrong, with the place and the mend, and ends with status 1 when anything is.
"""

import re
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
APPS = sorted(path.parent for root in ("lms", "courses", "assessments") for path in (ROOT / root).glob("*/apps.py"))

# The rooms of an app, top to bottom. Anything else is a pure module, named here with the subject it is about.
ROOMS = {
    "__init__", "apps", "urls", "wagtail_hooks", "receivers", "views", "viewsets", "reports", "notices", "forms", "actions", "tasks",
    "queries", "emails", "pdf", "models", "querysets", "blocks", "permissions", "enums", "exceptions", "signals", "panels", "admin_views",
}  # fmt: skip
FOLDERS = {"migrations", "management", "templatetags", "loader", "data", "__pycache__"}
SUBJECTS = {
    "language": {"bilingual", "days", "folding", "formats", "framework"},
    "jobs": {"days", "registry"},
    "exports": {"paper", "registry", "sheets"},
    "competencies": {"levels", "pauses", "wording", "drawing", "tables", "exchange", "narrowing", "sources"},
    "notifications": {"middleware", "registry", "resting", "samples", "shifts", "unsubscribing"},
    "people": {"adapters", "backends", "hashers", "middleware", "tokens"},
    "catalogue": {"publishing", "middleware", "translation", "files", "films", "pictures"},
    "enrolments": {"calendar", "goals", "unlocking", "wording"},
    "attendance": {"minutes", "sheet", "tables", "wording"},
    "changes": {"carrying", "diffing"},
    "quizzes": {"scoring", "drawing", "kinds", "standing", "content", "linting", "comparing", "markup", "timing", "rescue"},
    "marking": {"marks"},
    "analysis": {"statistics", "charts", "tables"},
    "exchange": {"items", "notes", "bank", "reading", "tables", "writing"},
    "certificates": {"lasting", "validity", "codes", "colours", "paper", "sheet"},
    "criteria": {"briefing", "proving", "reminding", "tables"},
    "figures": {"files", "reading", "secrets", "wording"},
    "refreshers": {"chance", "choosing", "drawing", "effect", "parameters", "series", "simulation", "triggers", "wording"},
    "renewals": {"cycle", "lasting", "tables"},
    "rubrics": {"checking", "comparing", "scoring"},
    "roleplays": {"conversation"},
    "recordings": {"hearing", "sniffing", "storing", "waveform"},
    "scripting": {"beginnings", "comparing"},
    "live": {"series", "invitations"},
    "scores": {"assigning", "sampling", "sentences"},
    "calibration": {"agreeing", "hiding", "loading", "reading", "statistics"},
    "reviews": {"charts", "fitting", "retention", "scheduling", "sitting"},
    "promotions": {"blinding", "eligibility", "fairness", "rules", "sums"},
    "rotas": {"reading"},
    "operations": {"recording", "windows", "wording"},
    "careers": {"acting", "drawing", "narrowing", "readiness", "roleplays", "tables", "wording"},
    "demo": {"content", "sign_ins", "crowd"},
    "home": {"context", "sources", "stylesheet", "today"},
    "running": {"caches", "connections", "file_queue", "parts", "schema", "supervisor"},
}
BANNED = {"utils", "helpers", "common", "misc", "base", "tools"}


def files_out_of_place() -> list[str]:
    found = []
    for app in APPS:
        allowed = ROOMS | SUBJECTS.get(app.name, set())
        for path in sorted(app.iterdir()):
            if path.suffix == ".py" and path.stem not in allowed:
                found.append(
                    f"{path.relative_to(ROOT)}: no such room in this app. Put its code where it belongs, or name the subject in SUBJECTS."
                )
            if path.is_dir() and path.name not in FOLDERS | allowed:
                found.append(f"{path.relative_to(ROOT)}/: a package has the name of the file it was split from.")
        found += [f"{path.relative_to(ROOT)}: name what it is about." for path in app.rglob("*.py") if path.stem in BANNED]
    return found


def apps_without_a_layer() -> list[str]:
    """The order of the apps names every one of them: an app that it does not name could import anything."""
    contract = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"][0]
    named = {name.strip() for layer in contract["layers"] for name in layer.split("|")}
    packages = [path.parent for root in ("lms", "courses", "assessments") for path in (ROOT / root).glob("*/__init__.py")]
    names = {f"{path.parent.name}.{path.name}" for path in packages} - {"lms.settings"}
    return [f"{name} has no layer: say in pyproject.toml what is above it and below." for name in sorted(names - named)]


def migrations_without_a_name() -> list[str]:
    return [
        f"{path.relative_to(ROOT)}: name it after what it changes (makemigrations -n …)."
        for app in APPS
        for path in app.glob("migrations/0*.py")
        if "_auto_" in path.name
    ]


def texts_without_spanish() -> list[str]:
    import polib

    catalogue = polib.pofile(str(ROOT / "locale" / "es" / "LC_MESSAGES" / "django.po"))
    missing = [entry for entry in catalogue if not entry.obsolete and (not entry.translated() or "fuzzy" in entry.flags)]
    return [
        f"locale/es: {entry.msgid[:70]!r} has no Spanish ({entry.occurrences[0][0] if entry.occurrences else '?'})." for entry in missing
    ]


def inline_styles_and_scripts() -> list[str]:
    """The content policy refuses them, so a page would silently lose what they do."""
    found = []
    pattern = re.compile(r'\sstyle="|\son(click|change|submit|load|input)="|<script>|<style>', re.IGNORECASE)
    for path in sorted((ROOT / "templates").rglob("*.html")):
        if path.parts[-2] in {"mail", "pdf"} or path.name.startswith(("pdf", "500")):
            continue
        for number, line in enumerate(path.read_text().splitlines(), start=1):
            if pattern.search(line):
                found.append(f"{path.relative_to(ROOT)}:{number}: inline style or script; use a class or a module.")
    return found


def main() -> int:
    wrong = (
        files_out_of_place() + apps_without_a_layer() + migrations_without_a_name() + texts_without_spanish() + inline_styles_and_scripts()
    )
    for line in wrong:
        print(line)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
