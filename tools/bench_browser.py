"""The requests that the page of a quiz makes, over HTTP, and how long each took."""

import asyncio
import json
import random
import re
import time
from collections import Counter
from dataclasses import dataclass, field


@dataclass
class Answer:
    status: int
    location: str
    body: str


@dataclass
class Measured:
    saves: list[float] = field(default_factory=list)  # ms
    others: list[float] = field(default_factory=list)
    errors: Counter = field(default_factory=Counter)
    attempts: list[str] = field(default_factory=list)


async def ask(port: int, method: str, path: str, session: str = "", body: str = "", kind: str = "application/json") -> Answer:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    token = "b" * 32
    head = f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nAccept-Language: es\r\n"
    head += f"Cookie: sessionid={session}; csrftoken={token}\r\n"
    if method == "POST":
        head += f"X-CSRFToken: {token}\r\nContent-Type: {kind}\r\nContent-Length: {len(body.encode())}\r\n"
    writer.write(f"{head}\r\n{body}".encode())
    await writer.drain()
    answered = (await reader.read()).decode(errors="replace")
    writer.close()
    head, _blank, said = answered.partition("\r\n\r\n")
    location = re.search(r"^location: (\S+)", head, re.IGNORECASE | re.MULTILINE)
    return Answer(int(head.split(" ", 2)[1]) if head else 0, location[1] if location else "", said)


@dataclass
class Person:
    port: int
    session: str
    brief: str
    measured: Measured

    async def attempt(self, questions: int, think: float) -> None:
        """Every request that the page's script makes, from the brief to the result."""
        await self.page(self.brief)
        first = (await self.form(f"{self.brief}start/")).location
        base, counter = first.rsplit("/", 2)[0], int(time.time() * 1000)
        self.measured.attempts.append(base.rsplit("/", 1)[1])
        await self.page(f"{base}/1/")
        await self.page(f"{base}/questions/")
        for slot in range(1, questions + 1):
            await asyncio.sleep(think * random.uniform(0.5, 1.5))
            sent = json.dumps({"answer": [str(random.randint(1, 4))], "counter": counter + slot, "seconds": 4})
            await self.timed(self.measured.saves, "POST", f"{base}/{slot}/answer/", sent)
        await self.page(f"{base}/review/")
        await self.page(f"{base}/state/")
        await self.form(f"{base}/submit/", "unanswered=0")
        await self.page(f"{base}/result/")

    async def page(self, path: str) -> Answer:
        return await self.timed(self.measured.others, "GET", path)

    async def form(self, path: str, body: str = "") -> Answer:
        return await self.timed(self.measured.others, "POST", path, body, "application/x-www-form-urlencoded", wanted=302)

    async def timed(
        self, into: list[float], method: str, path: str, body: str = "", kind: str = "application/json", wanted: int = 200
    ) -> Answer:
        began = time.perf_counter()
        try:
            answer = await ask(self.port, method, path, self.session, body, kind)
        except OSError as error:
            answer = Answer(0, "", str(error))
        into.append((time.perf_counter() - began) * 1000)
        if answer.status != wanted:
            self.measured.errors[f"{method} {path.rstrip('/').rsplit('/', 1)[1]}: {answer.status}"] += 1
        return answer
