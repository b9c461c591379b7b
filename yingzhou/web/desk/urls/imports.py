"""Imports: upload, map, check, write, take back."""

from django.urls import URLPattern, URLResolver, path

from yingzhou.web.desk.views import imports

urlpatterns: list[URLPattern | URLResolver] = [
    path("imports/", imports.import_list, name="import_list"),
    path("imports/template.xlsx", imports.template, name="import_template"),
    path("imports/<uuid:pid>/", imports.batch, name="import_batch"),
    path("imports/<uuid:pid>/columns/", imports.columns, name="import_columns"),
    path("imports/<uuid:pid>/rows/<slug:which>/", imports.rows, name="import_rows"),
    path("imports/<uuid:pid>/decide/", imports.decide, name="import_decide"),
    path("imports/<uuid:pid>/write/", imports.write, name="import_write"),
    path("imports/<uuid:pid>/check/", imports.check, name="import_check"),
    path("imports/<uuid:pid>/drop/", imports.drop, name="import_drop"),
    path("imports/<uuid:pid>/undo/", imports.undo, name="import_undo"),
    path("imports/<uuid:pid>/errors.xlsx", imports.error_sheet, name="import_errors"),
]
