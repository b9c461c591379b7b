"""The registry's addresses."""

from django.urls import URLPattern, URLResolver, path

from yingzhou.web.desk.views.registry import belongings, exporting, facts, lists, merging, page, seats

one = "businesses/<uuid:pid>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("businesses/", lists.business_list, name="business_list"),
    path("businesses/facets/", lists.facets, name="business_facets"),
    path("businesses/export/", exporting.export_list, name="business_export"),
    path("businesses/tag/", lists.tag_chosen, name="business_tag_chosen"),
    path("businesses/new/", facts.new, name="business_new"),
    path("businesses/unseated/", seats.unseated, name="business_unseated"),
    path(one, page.business, name="business"),
    path(f"{one}history/", page.history, name="business_history"),
    path(f"{one}size/", page.size, name="business_size"),
    path(f"{one}correct/", facts.correct, name="business_correct"),
    path(f"{one}status/", facts.status, name="business_status"),
    path(f"{one}seat/", seats.seat, name="business_seat"),
    path(f"{one}duplicates/", merging.duplicates, name="business_duplicates"),
    path(f"{one}merges/<uuid:mid>/undo/", merging.undo, name="business_unmerge"),
    path(f"{one}permits/new/", belongings.new_permit, name="permit_new"),
    path(f"{one}permits/<uuid:xid>/end/", belongings.end_permit, name="permit_end"),
    path(f"{one}premises/new/", belongings.new_premises, name="premises_new"),
    path(f"{one}premises/<uuid:xid>/leave/", belongings.leave_premises, name="premises_leave"),
    path(f"{one}contacts/new/", belongings.new_contact, name="contact_new"),
    path(f"{one}contacts/<uuid:xid>/read/", belongings.read_contact, name="contact_read"),
    path(f"{one}contacts/<uuid:xid>/remove/", belongings.remove_contact, name="contact_remove"),
    path(f"{one}tags/", belongings.tags, name="business_tags"),
    path(f"{one}tags/<uuid:xid>/off/", belongings.tag_off, name="business_tag_off"),
    path(f"{one}stalls/new/", belongings.new_stall, name="stall_new"),
]
