"""The weekly plan and rounds."""

from django.urls import URLPattern, URLResolver, path

from yingzhou.web.desk.views.plans import calendar, hands, rounds, week

urlpatterns: list[URLPattern | URLResolver] = [
    path("plans/", week.plan_list, name="plan_list"),
    path("plans/make/", week.plan_make, name="plan_make"),
    path("plans/<uuid:pid>/working/", week.plan_working, name="plan_working"),
    path("plans/<uuid:pid>/stop/", week.plan_stop, name="plan_stop"),
    path("plans/<uuid:pid>/accept/", week.plan_accept, name="plan_accept"),
    path("plans/<uuid:pid>/route.geojson", week.plan_geojson, name="plan_geojson"),
    path("plans/<uuid:pid>/move/<uuid:bid>/", hands.plan_move, name="plan_move"),
    path("plans/<uuid:pid>/out/<uuid:bid>/", hands.plan_out, name="plan_out"),
    path("plans/<uuid:pid>/lock/<uuid:xid>/", hands.plan_lock, name="plan_lock"),
    path("plans/<uuid:pid>/change/", hands.plan_change, name="plan_change"),
    path("plans/<uuid:pid>/waiting/", hands.plan_waiting, name="plan_waiting"),
    path("plans/<uuid:pid>/sheet/", hands.plan_sheet, name="plan_sheet"),
    path("rounds/", rounds.round_list, name="round_list"),
    path("rounds/new/", rounds.round_new, name="round_new"),
    path("rounds/<uuid:pid>/", rounds.round_page, name="round"),
    path("rounds/<uuid:pid>/again/", rounds.round_again, name="round_again"),
    path("rounds/<uuid:pid>/stop/", rounds.round_stop, name="round_stop"),
    path("me/calendar/", calendar.me_calendar, name="me_calendar"),
    path("me/calendar/revoke/", calendar.me_calendar_revoke, name="me_calendar_revoke"),
]
