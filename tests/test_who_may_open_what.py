"""Who may open what: a row for every address, a status for every role. A new address without a row fails here.

The statuses are what the product promises (domain rules, the roles that see learning, people and certificates), not what the
code happens to answer. Whoever may not do a thing changes nothing by asking for it: the tables are compared before and after.
"""

import re
from collections.abc import Callable, Iterator

import pytest
from django.db import transaction
from django.urls import get_resolver, reverse

from tests.access.attendance import ATTENDANCE
from tests.access.certificates import CERTIFICATES
from tests.access.changes import CHANGES
from tests.access.cms import CMS, WAGTAIL
from tests.access.criteria import CRITERIA
from tests.access.home import ACCOUNT, HOME
from tests.access.learning import LEARNING
from tests.access.live import LIVE
from tests.access.people import PEOPLE
from tests.access.promotions import PROMOTIONS
from tests.access.proofs import PROOFS
from tests.access.recordings import RECORDINGS
from tests.access.refreshers import REFRESHERS
from tests.access.reviews import REVIEWS
from tests.access.rubrics import RUBRICS
from tests.access.table import BACK, REFUSED, SIGN_IN, Row, Statuses
from tests.access.teaching import TEACHING
from tests.roles import Centre, fingerprint

ROWS = [
    *RECORDINGS, *REVIEWS, *LIVE, *ATTENDANCE,
    *CRITERIA, *LEARNING, *TEACHING, *PROOFS, *REFRESHERS, *CHANGES, *RUBRICS, *PROMOTIONS, *PEOPLE,
    *CERTIFICATES, *HOME, *ACCOUNT, *WAGTAIL, *CMS,
]  # fmt: skip


# ── Every address has its row ───────────────────────────────────────────────────────────────────────────────────


def patterns(resolver=None, prefix: str = "", namespace: str = "") -> Iterator[tuple[str, str, str]]:
    """(address, name, module of the view) of each pattern of the project."""
    for one in (resolver or get_resolver()).url_patterns:
        address = prefix + str(one.pattern)
        if hasattr(one, "url_patterns"):
            yield from patterns(one, address, namespace + (f"{one.namespace}:" if one.namespace else ""))
        else:
            yield address, namespace + one.name if one.name else "", getattr(one.callback, "__module__", "")


def test_every_address_has_a_row():
    known = {row.name for row in ROWS}
    ours = ("lms.", "courses.", "assessments.")
    cms = [(name, module) for address, name, module in patterns() if address.startswith("cms/") and module.startswith(ours)]
    # The screens that Wagtail draws for one of our models stand under the row of its list.
    doors = {name.split(":")[0].replace("choosers", "s") for name in known}
    missing = {name for name, _module in cms if name not in known and name.split(":")[0].replace("choosers", "s") not in doors}
    missing |= {name for address, name, _module in patterns() if name and not address.startswith("cms/") and name not in known}
    assert sorted(missing) == []


def test_no_address_has_two_rows():
    names = [row.name for row in ROWS]
    assert sorted({name for name in names if names.count(name) > 1}) == []


def test_addresses_without_a_name_only_lead_elsewhere():
    nameless = sorted(address for address, name, _module in patterns() if not name and not re.match(WAGTAILS_OWN, address))
    assert nameless == [
        "account/social/connections/",
        "account/social/login/cancelled/",
        "account/social/login/error/",
        "account/social/signup/",
        "cms/login/",
        "cms/logout/",
        "cms/password_reset/",
    ]


# ── And every role its answer ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("row", [row for row in ROWS if row.get], ids=lambda row: row.name)
def test_who_reads(row: Row, centre: Centre):
    address = row.address(centre)
    assert _differences(row.get, lambda who: _asked(centre, who, "get", address)) == ""


@pytest.mark.parametrize("row", [row for row in ROWS if row.post], ids=lambda row: row.name)
def test_who_writes_and_nobody_else_changes_anything(row: Row, centre: Centre):
    address, data = row.address(centre), row.data(centre)
    assert _differences(row.post, lambda who: _asked(centre, who, "post", address, data)) == ""


def _asked(centre: Centre, who: str, method: str, address: str, data: dict | None = None):
    """The status for one role, in a browser of its own; a refusal that changed a table is told as such."""
    with transaction.atomic():
        client = centre.client(who)
        client.raise_request_exception = False
        response = getattr(client, method)(address, data or {})
        status = _status(response)
        if method == "post" and (status in REFUSED or response.status_code == 422) and fingerprint() != centre.at_rest:
            # Inside the CMS a thing that was done leads to its first page too.
            status = 302 if status == BACK else f"{status}, and something changed"
        transaction.set_rollback(True)
    return status


def _status(response):
    if response.status_code == 302:
        to = response["Location"]
        if to.startswith(reverse("account_login")):
            return SIGN_IN
        if to == reverse("wagtailadmin_home"):
            return BACK
    return response.status_code


def _differences(expected: Statuses, answer: Callable[[str], object]) -> str:
    """Who got what instead of what, in a line; empty when everybody got theirs."""
    found = {who: (wanted, answer(who)) for who, wanted in expected.items()}
    return "; ".join(f"{who}: {got} instead of {wanted}" for who, (wanted, got) in found.items() if got not in _all(wanted))


def _all(wanted) -> tuple:
    """A redirect to the sign-in page is a 302 where any 302 is good."""
    options = wanted if isinstance(wanted, tuple) else (wanted,)
    return (*options, SIGN_IN, BACK) if 302 in options else options


WAGTAILS_OWN = r"cms/.+/.+|cms/\^|cms/test404"
