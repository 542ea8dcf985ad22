"""The three parts of a running academy."""

import gc
from functools import partial

from celery.apps.beat import Beat
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from gunicorn.app.base import BaseApplication

from lms.celery import app as celery_app
from lms.running.supervisor import Part


class Web(BaseApplication):
    """Gunicorn over our WSGI application, configured here instead of by files or environment."""

    def __init__(self, options: dict):
        self.options = options
        super().__init__()

    def load_config(self) -> None:
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self):
        return get_wsgi_application()


def parts(*, host: str, port: int, workers: int) -> list[Part]:
    return [
        Part("web", partial(_web, host, port, workers)),
        Part("worker", _worker),
        Part("scheduler", _scheduler),
    ]


def _web(host: str, port: int, workers: int) -> None:
    options = {
        "bind": f"{host}:{port}",
        "workers": workers,
        "worker_class": "sync",
        "timeout": 60,
        "max_requests": 5000,
        "max_requests_jitter": 500,
        "accesslog": None,
        "loglevel": "warning",
        "control_socket_disable": True,
        "post_worker_init": _settle,
    }
    Web(options).run()


def _settle(worker) -> None:
    """What a process holds once it has started stays for good: the collector need not walk through it again and again."""
    gc.collect()
    gc.freeze()


def _worker() -> None:
    celery_app.worker_main(["worker", "--pool=solo", "--loglevel=WARNING", "--without-gossip", "--without-mingle", "--hostname=peldano@%h"])


def _scheduler() -> None:
    Beat(app=celery_app, loglevel="WARNING", quiet=True, schedule=settings.CELERY_BEAT_SCHEDULE_FILENAME).run()
