"""The national platform's ledger: in, checked, written, taken back, out again."""

from django.urls import URLPattern, URLResolver, path

from yingzhou.web.desk.views import ledger

urlpatterns: list[URLPattern | URLResolver] = [
    path("ledger/", ledger.ledger_list, name="ledger_list"),
    path("ledger/template.xlsx", ledger.template, name="ledger_template"),
    path("ledger/export.xlsx", ledger.export, name="ledger_export"),
    path("ledger/<uuid:pid>/", ledger.batch, name="ledger_batch"),
    path("ledger/<uuid:pid>/columns/", ledger.columns, name="ledger_columns"),
    path("ledger/<uuid:pid>/rows/<slug:which>/", ledger.rows, name="ledger_rows"),
    path("ledger/<uuid:pid>/leave/", ledger.leave, name="ledger_leave"),
    path("ledger/<uuid:pid>/write/", ledger.write, name="ledger_write"),
    path("ledger/<uuid:pid>/check/", ledger.check, name="ledger_check"),
    path("ledger/<uuid:pid>/drop/", ledger.drop, name="ledger_drop"),
    path("ledger/<uuid:pid>/undo/", ledger.undo, name="ledger_undo"),
    path("ledger/<uuid:pid>/errors.xlsx", ledger.error_sheet, name="ledger_errors"),
]
