import json
from typing import Any


def plain_json(text: str) -> Any:
    """JSON that a database can keep: no endless numbers, no signs that are none. Raises ValueError for anything else."""
    try:
        value = json.loads(text)
        again = json.dumps(value, ensure_ascii=False, allow_nan=False)
        again.encode()
    except RecursionError:
        raise ValueError("too deep") from None
    if "\\u0000" in again:
        raise ValueError("a sign that is none")
    return value
