from queue import Empty
from threading import Thread

import pytest
from kombu import Connection

from lms.celery import app
from lms.running.file_queue import Transport


@pytest.fixture
def queue(tmp_path):
    options = {"data_folder_in": str(tmp_path), "data_folder_out": str(tmp_path), "control_folder": str(tmp_path / "control")}
    with Connection("filesystem://localhost", transport_options=options) as connection:
        yield connection.default_channel


def test_the_academys_own_transport_reads_the_folder(queue):
    assert app.conf.broker_url is not None
    assert isinstance(queue.connection, Transport)


def test_a_message_goes_in_and_comes_out_once(queue):
    queue._put("celery", {"job": 7})
    assert queue._get("celery") == {"job": 7}
    with pytest.raises(Empty):
        queue._get("celery")


@pytest.mark.parametrize("half", [b"", b'{"body": "eyJ', b"\xff\xfe"])
def test_half_a_message_is_passed_over(queue, tmp_path, half):
    (tmp_path / "1_half.celery.msg").write_bytes(half)
    queue._put("celery", {"job": 7})
    assert queue._get("celery") == {"job": 7}
    with pytest.raises(Empty):
        queue._get("celery")
    assert [path.name for path in tmp_path.glob("*.msg")] == []


def test_a_reader_never_finds_what_is_still_being_written(queue, monkeypatch):
    passed_over = []
    monkeypatch.setattr("lms.running.file_queue.logger.warning", lambda *words: passed_over.append(words))
    writers = [Thread(target=lambda: [queue._put("celery", {"text": "a" * 20_000}) for _turn in range(60)]) for _writer in range(3)]
    for writer in writers:
        writer.start()
    read = 0
    while read < 180:
        try:
            queue._get("celery")
            read += 1
        except Empty:
            assert any(writer.is_alive() for writer in writers) or queue._size("celery")
    assert passed_over == []


def test_what_a_killed_process_left_of_the_list_of_queues_is_written_anew(queue, tmp_path):
    queue._queue_bind("pidbox", "", "", "one")
    (tmp_path / "control" / "pidbox.exchange").write_text('[["", "", "o')
    assert queue.get_table("pidbox") == []
    queue._queue_bind("pidbox", "", "", "two")
    assert queue.get_table("pidbox") == [("", "", "two")]


def test_queues_are_bound_once_and_let_go(queue):
    for name in ("one", "two", "two"):
        queue._queue_bind("pidbox", "", "", name)
    queue._put("one", {"job": 7})
    queue._delete("one", "pidbox", "", "")
    assert queue.get_table("pidbox") == [("", "", "two")]
    assert queue._size("one") == 0
