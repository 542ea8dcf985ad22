"""What draws PDFs is loaded by who draws one."""

import os
import subprocess
import sys

from django.conf import settings


def test_a_web_process_starts_without_the_library_that_draws_paper():
    started = "import django, sys; django.setup(); from django.urls import get_resolver; get_resolver().url_patterns"
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "lms.settings.test"}
    answer = subprocess.run(
        [sys.executable, "-c", f"{started}; print('weasyprint' in sys.modules)"],
        capture_output=True,
        text=True,
        env=env,
        cwd=settings.BASE_DIR,
    )
    assert answer.stdout.strip() == "False", answer.stderr
