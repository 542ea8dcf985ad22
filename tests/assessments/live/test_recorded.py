"""A live roleplay is recorded only when both have said so."""

import pytest
from django.test import Client

from assessments.live.actions import agree_to_recording
from assessments.recordings.permissions import can_record


@pytest.mark.parametrize(
    ("person", "assessor", "recorded"), [(True, True, True), (True, None, False), (None, True, False), (True, False, False)]
)
def test_its_assessor_records_it_when_both_agree_and_nobody_else_does(floor, person, assessor, recorded):
    booking = floor.running()
    for who, agrees in ((floor.ibrahim, person), (floor.nuria, assessor)):
        if agrees is not None:
            agree_to_recording(booking=booking, actor=who, agrees=agrees)
    assert can_record(floor.nuria, booking.performance) is recorded
    assert not can_record(floor.ibrahim, booking.performance)
    assert not can_record(floor.marta, booking.performance)


def test_the_recorder_stands_on_the_desk_once_both_agree(floor):
    booking = floor.running()
    client = Client()
    client.force_login(floor.nuria)
    address = f"/live/{booking.pk}/now/"
    assert "data-recorder" not in client.get(address).content.decode()
    for who in (floor.ibrahim, floor.nuria):
        agree_to_recording(booking=booking, actor=who, agrees=True)
    assert "data-recorder" in client.get(address).content.decode()
