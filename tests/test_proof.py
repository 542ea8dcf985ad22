"""What `docs/proof` names is there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
NAMED = re.compile(r"`((?:tests/[\w/]+\.py)?)((?:::\w+)?)`")


@pytest.mark.parametrize("page", sorted((ROOT / "docs" / "proof").glob("*.md")), ids=lambda page: page.name)
def test_every_test_that_a_page_of_proof_names_is_there(page):
    missing, at = [], ""
    for path, test in NAMED.findall(page.read_text()):
        at = path or at
        source = ROOT / at
        if not source.is_file() or (test and f"def {test[2:]}(" not in source.read_text()):
            missing.append(f"{at}{test}")
    assert missing == []
