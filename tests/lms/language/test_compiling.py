import shutil
from pathlib import Path

import pytest
from django.conf import settings as real_settings
from django.core.management import call_command
from django.utils.translation import gettext, override
from django.utils.translation.reloader import translation_file_changed


@pytest.fixture
def not_yet_compiled(settings, tmp_path):
    """A clone whose translations have not been compiled, as the first start of the demo finds it."""
    source = Path(real_settings.LOCALE_PATHS[0]) / "es" / "LC_MESSAGES" / "django.po"
    folder = tmp_path / "locale" / "es" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    shutil.copy(source, folder)
    settings.LOCALE_PATHS = [tmp_path / "locale"]
    translation_file_changed(sender=None, file_path=Path("other.mo"))
    yield
    translation_file_changed(sender=None, file_path=Path("other.mo"))


def test_the_process_that_compiles_speaks_the_language_at_once(not_yet_compiled):
    with override("es"):
        assert gettext("Check a certificate") == "Check a certificate"
    call_command("compile_messages")
    with override("es"):
        assert gettext("Check a certificate") == "Comprobar un certificado"
