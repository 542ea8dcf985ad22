from lms.refreshers.views.people import answer, ask, decline, give, mine, one, team, withdraw
from lms.refreshers.views.rules import changes, draft, dry, effect, new, preview, publish, rule, rules, start, stop

__all__ = [
    "answer", "ask", "changes", "decline", "draft", "dry", "effect", "give", "mine", "new", "one", "preview", "publish", "rule",
    "rules", "start", "stop", "team", "withdraw",
]  # fmt: skip
