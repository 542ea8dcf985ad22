"""What Wagtail says in the editor is in Spanish too, whatever it has been translated to by others."""

from pathlib import Path

import polib
import pytest
from django.apps import apps
from django.conf import settings
from django.utils.translation import gettext, override
from django.views.i18n import JavaScriptCatalog

ROOMS = sorted({Path(config.path) for config in apps.get_app_configs() if config.name.split(".")[0] in ("wagtail", "wagtail_localize")})
OURS = Path(settings.BASE_DIR, "locale", "wagtail", "es", "LC_MESSAGES")


def catalogue(path: Path) -> dict:
    found = polib.pofile(str(path)) if path.exists() else []
    return {(entry.msgctxt, entry.msgid): entry for entry in found if not entry.obsolete}


@pytest.mark.parametrize("domain", ["django", "djangojs"])
@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
def test_nothing_of_it_stays_in_english(room, domain):
    said = {
        key
        for source in (room / "locale" / "es" / "LC_MESSAGES" / f"{domain}.po", OURS / f"{domain}.po")
        for key, entry in catalogue(source).items()
        if entry.translated()
    }
    asked = catalogue(room / "locale" / "en" / "LC_MESSAGES" / f"{domain}.po")
    assert sorted(msgid for context, msgid in asked if (context, msgid) not in said) == []


@pytest.mark.parametrize("domain", ["django", "djangojs"])
def test_no_place_for_a_value_is_lost_on_the_way(domain):
    import re

    def places(text: str) -> set[str]:
        return set(re.findall(r"%\(\w+\)[sd]|\{\w+\}", text))

    # Things are named by their title, not by their kind; there is one way to approval, which needs no name.
    unsaid = {"%(model_name)s", "{model_name}", "%(num_user)s", "%(workflow)s", "%(task)s", "%(next_task)s", "%(task_name)s"}
    for entry in catalogue(OURS / f"{domain}.po").values():
        for said in entry.msgstr_plural.values() or [entry.msgstr]:
            assert places(said) <= places(entry.msgid + entry.msgid_plural), entry.msgid
            if "%(count)d" not in said and "Otra persona" not in said:
                assert places(entry.msgid) - places(said) <= unsaid, entry.msgid


def test_its_words_reach_the_page_and_its_scripts(rf):
    with override("es"):
        assert gettext("Search…") == "Buscar…"
        assert gettext("Cancel workflow ") == "Retirar de la aprobación"
        assert "Buscar entre los bloques" in JavaScriptCatalog.as_view(packages=["wagtail.admin"])(rf.get("/")).content.decode()
    with override("en"):
        assert gettext("Search…") == "Search…"
