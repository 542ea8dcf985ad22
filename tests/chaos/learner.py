"""A browser as the server sees it: keeps each answer in a journal until it is acknowledged, and sends it again until it is."""

import http.client
import json
import re
import time
from dataclasses import dataclass, field

PATIENCE = 90
TROUBLE = (OSError, http.client.HTTPException)


@dataclass
class Learner:
    """`journal` survives a closed tab; what was acknowledged is remembered only to hold the server to it."""

    port: int
    attempt: dict
    password: str
    journal: dict[int, dict] = field(default_factory=dict)
    acknowledged: dict[int, tuple[int, list[str]]] = field(default_factory=dict)
    chosen: dict[int, list[str]] = field(default_factory=dict)
    counters: dict[int, int] = field(default_factory=dict)
    cookies: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.cookies = {"sessionid": self.attempt["session"], "csrftoken": "a" * 32}

    def choose(self, slot: int, place: str) -> None:
        counter = max(int(time.time() * 1000), self.counters.get(slot, 0) + 1)
        self.counters[slot] = counter
        self.chosen[slot] = [place]
        self.journal[slot] = {"answer": [place], "counter": counter, "seconds": 3}

    def send(self, slot: int) -> bool:
        """Once. Whether the server acknowledged it."""
        entry = self.journal[slot]
        status, body = self._ask("POST", self._answer_path(slot), json.dumps(entry), "application/json")
        if status == 401:
            self.sign_in()
            return False
        if status >= 500 or status == 429 or (status == 400 and not body.startswith("{")):
            return False  # trouble, which passes; a session that ended within the request is answered by a page
        assert status == 200, (status, body[:500])
        said = json.loads(body)
        assert said["kept"] and said["counter"] == entry["counter"], said
        self.acknowledged[slot] = (entry["counter"], entry["answer"])
        if self.journal.get(slot) == entry:
            del self.journal[slot]
        return True

    def send_and_hang_up(self, slot: int, *, whole: bool) -> None:
        """The connection goes in the middle of the request, or after it and before the answer."""
        body = json.dumps(self.journal[slot]).encode()
        head = [f"POST {self._answer_path(slot)} HTTP/1.1", f"Host: 127.0.0.1:{self.port}"]
        head += [f"{name}: {value}" for name, value in self._headers("application/json").items()] + [f"Content-Length: {len(body)}"]
        request = "\r\n".join(head).encode() + b"\r\n\r\n" + body
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.connect()
            connection.sock.sendall(request if whole else request[: len(request) // 2])
        except TROUBLE:
            pass
        finally:
            connection.close()

    def try_once(self, slot: int) -> None:
        try:
            self.send(slot)
        except TROUBLE:
            pass

    def send_all(self) -> None:
        """What waits, the oldest first, until nothing does."""
        end = time.monotonic() + PATIENCE
        while self.journal:
            assert time.monotonic() < end, f"still waits: {self.journal}"
            slot = min(self.journal, key=lambda one: self.journal[one]["counter"])
            try:
                done = self.send(slot)
            except TROUBLE:
                done = False
            if not done:
                time.sleep(0.05)

    def open_again(self) -> None:
        """A new tab: knows what the page says and what the journal has."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                status, body = self._ask("GET", f"/attempt/{self.attempt['id']}/state/")
            except TROUBLE:
                status = 0
            if status == 200:
                break
            if status == 401:
                self.sign_in()
            time.sleep(0.05)
        for one in json.loads(body).get("answers", ()):
            self.counters[one["slot"]] = one["counter"]
            if one["slot"] in self.journal and self.journal[one["slot"]]["counter"] <= one["counter"]:
                entry = self.journal.pop(one["slot"])
                self.acknowledged[one["slot"]] = (entry["counter"], entry["answer"])

    def hand_in(self) -> int:
        self.open_again()  # signed in, whatever happened last
        empty = len(self.attempt["slots"]) - len(self.acknowledged)
        form = f"unanswered={empty}&csrfmiddlewaretoken={self.cookies['csrftoken']}"
        status, _body = self._ask("POST", f"/attempt/{self.attempt['id']}/submit/", form, "application/x-www-form-urlencoded")
        return status

    def sign_in(self) -> None:
        try:
            _status, page = self._ask("GET", "/account/login/")
            token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
            form = (
                f"login={self.attempt['email'].replace('@', '%40')}&password={self.password.replace(' ', '+')}&csrfmiddlewaretoken={token}"
            )
            self._ask("POST", "/account/login/", form, "application/x-www-form-urlencoded")
            self.attempt["session"] = self.cookies["sessionid"]
        except (*TROUBLE, TypeError):
            pass

    def _answer_path(self, slot: int) -> str:
        return f"/attempt/{self.attempt['id']}/{slot}/answer/"

    def _headers(self, kind: str) -> dict[str, str]:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        return {"Content-Type": kind, "Cookie": cookies, "X-CSRFToken": self.cookies["csrftoken"]}

    def _ask(self, method: str, path: str, body: str = "", kind: str = "") -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request(method, path, body.encode() or None, self._headers(kind))
            answer = connection.getresponse()
            text = answer.read().decode()
        finally:
            connection.close()
        for cookie in answer.headers.get_all("Set-Cookie") or ():
            name, value = cookie.split(";")[0].split("=", 1)
            self.cookies[name] = value
        return answer.status, text
