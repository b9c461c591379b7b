"""The net, its organizations, grids and obligations."""

from django.urls import URLPattern, URLResolver, path

from yingzhou.web.desk.views.network import grids, net, obligations, organizations

urlpatterns: list[URLPattern | URLResolver] = [
    path("network/", net.network, name="network"),
    path("network/table/", net.table, name="network_table"),
    path("network/gaps/<slug:name>/", net.gap, name="gap"),
    path("map/", net.district_map, name="map"),
    path("network/organizations/<uuid:pid>/", organizations.organization, name="organization"),
    path("network/organizations/<uuid:pid>/move/", organizations.move, name="organization_move"),
    path("network/organizations/<uuid:pid>/rename/", organizations.rename, name="organization_rename"),
    path("network/placements/<uuid:pid>/cancel/", organizations.cancel_move, name="placement_cancel"),
    path("network/obligations/", obligations.obligations, name="obligations"),
    path("network/obligations/<uuid:pid>/", obligations.obligation, name="obligation"),
    path("network/obligations/<uuid:pid>/fulfill/", obligations.fulfill, name="obligation_fulfill"),
    path("network/obligations/<uuid:pid>/acknowledge/", obligations.acknowledge, name="obligation_acknowledge"),
    path("network/grids/", grids.grids, name="grids"),
    path("network/grids/lay/", grids.lay, name="grid_lay"),
    path("network/grids/<uuid:pid>/", grids.grid, name="grid"),
    path("network/grids/<uuid:pid>/import/", grids.import_cells, name="grid_import"),
]
