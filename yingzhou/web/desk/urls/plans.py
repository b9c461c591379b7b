"""The weekly plan and rounds."""

from django.urls import URLPattern, URLResolver, path

from yingzhou.web.desk.views.plans import hands, week

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
]
