from django.urls import URLPattern, URLResolver, path

from yingzhou.web.desk.views import hazard_moves, hazards

urlpatterns: list[URLPattern | URLResolver] = [
    path("hazards/", hazards.hazard_list, name="hazard_list"),
    path("hazards/new/", hazards.hazard_new, name="hazard_new"),
    path("hazards/times/", hazards.hazard_times, name="hazard_times"),
    path("hazards/pictures/<uuid:pid>/<str:size>/", hazards.picture, name="hazard_picture"),
    path("hazards/<uuid:pid>/", hazards.hazard, name="hazard"),
    path("hazards/<uuid:pid>/invite/", hazard_moves.invite, name="hazard_invite"),
    path("hazards/<uuid:pid>/do/<str:step>/", hazard_moves.step, name="hazard_step"),
]
