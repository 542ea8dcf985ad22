from django.urls import path

from assessments.live.views import booking, calendars, meeting, offering

app_name = "live"
urlpatterns = [
    path("live/", calendars.calendar, name="calendar"),
    path("live/subscribe/", calendars.subscribe, name="subscribe"),
    path("live/feed/<str:key>.ics", calendars.feed, name="feed"),
    path("live/free/", booking.free, name="free"),
    path("live/slots/<int:slot_id>/", booking.book, name="book"),
    path("live/offer/", offering.offer, name="offer"),
    path("live/slots/<int:slot_id>/withdraw/", offering.withdraw, name="withdraw"),
    path("live/slots/<int:slot_id>/step-back/", offering.step_back, name="step_back"),
    path("live/start/", offering.start, name="start"),
    path("live/<uuid:booking_id>/", booking.booking, name="booking"),
    path("live/<uuid:booking_id>/entry.ics", calendars.entry, name="entry"),
    path("live/<uuid:booking_id>/move/", booking.move, name="move"),
    path("live/<uuid:booking_id>/cancel/", booking.cancel, name="cancel"),
    path("live/<uuid:booking_id>/absent/", booking.absent, name="absent"),
    path("live/<uuid:booking_id>/begin/", meeting.begin, name="begin"),
    path("live/<uuid:booking_id>/now/", meeting.now, name="now"),
    path("live/<uuid:booking_id>/state/", meeting.state, name="state"),
    path("live/<uuid:booking_id>/recording/", meeting.agree, name="agree"),
    path("live/<uuid:booking_id>/note/", meeting.note, name="note"),
    path("live/<uuid:booking_id>/end/", meeting.end, name="end"),
    path("live/of/<uuid:performance_id>/", meeting.of_performance, name="of"),
]
