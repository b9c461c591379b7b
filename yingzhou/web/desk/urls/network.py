"""The net, its organisations, grids and obligations."""

from django.urls import URLPattern, URLResolver, path

from yingzhou.web.desk.views.network import organizations

urlpatterns: list[URLPattern | URLResolver] = [
    path("network/organizations/<uuid:pid>/", organizations.organization, name="organization"),
    path("network/organizations/<uuid:pid>/move/", organizations.move, name="organization_move"),
    path("network/organizations/<uuid:pid>/rename/", organizations.rename, name="organization_rename"),
    path("network/placements/<uuid:pid>/cancel/", organizations.cancel_move, name="placement_cancel"),
]
