"""Two or more at the same moment, as two browsers are."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection


def at_once(*acts) -> None:
    """Does the acts at the same moment, each on a connection of its own."""
    barrier = Barrier(len(acts))

    def do(act) -> None:
        try:
            barrier.wait(timeout=10)
            act()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        for done in [pool.submit(do, act) for act in acts]:
            done.result(timeout=30)
