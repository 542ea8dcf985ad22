"""The queue of a small set-up: files in a folder, each of which is there as a whole or not at all.

kombu's own transport writes a message where it is read, so that a worker finds half of one now and then and falls over it, and
empties the list of queues before it writes it again. A message only says "look at the jobs table": one that cannot be read is
passed over, and the sweep does what it spoke of.
"""

import fcntl
import logging
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from json import JSONDecodeError
from pathlib import Path
from time import monotonic

from kombu.transport import filesystem
from kombu.transport.filesystem import exchange_queue_t
from kombu.utils.json import dumps

logger = logging.getLogger(__name__)


class Channel(filesystem.Channel):
    def _put(self, queue, payload, **kwargs) -> None:
        name = f"{round(monotonic() * 1000)}_{uuid.uuid4()}.{queue}.msg"
        _write_whole(Path(self.data_folder_out, name), dumps(payload))

    def _get(self, queue):
        while True:
            try:
                return super()._get(queue)
            except (JSONDecodeError, UnicodeDecodeError):
                logger.warning("A message of %s could not be read and is passed over", queue)

    def get_table(self, exchange) -> list[exchange_queue_t]:
        try:
            return super().get_table(exchange)
        except (JSONDecodeError, UnicodeDecodeError):
            return []  # What a killed process left; the next worker that binds writes it anew.

    def _queue_bind(self, exchange, routing_key, pattern, queue) -> None:
        wanted = exchange_queue_t(routing_key or "", pattern or "", queue or "")
        with self._alone():
            known = self.get_table(exchange)
            if wanted not in known:
                _write_whole(self._exchange_file(exchange), dumps([wanted, *known]))

    def _delete(self, queue, exchange, routing_key, pattern, *args, **kwargs) -> None:
        gone = exchange_queue_t(routing_key or "", pattern or "", queue or "")
        self._purge(queue)
        with self._alone():
            known = self.get_table(exchange)
            if gone in known:
                _write_whole(self._exchange_file(exchange), dumps([one for one in known if one != gone]))

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Of several processes that change the lists of queues, one at a time."""
        self.control_folder.mkdir(parents=True, exist_ok=True)
        with (self.control_folder / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


class Transport(filesystem.Transport):
    Channel = Channel


def _write_whole(path: Path, text: str) -> None:
    """Under another name first: readers look for theirs only."""
    part = path.with_name(f".{path.name}.{uuid.uuid4().hex}.part")
    part.write_text(text)
    part.replace(path)
