"""Inspections, their plans, draws and lists."""

from django.urls import URLPattern, URLResolver, path

from yingzhou.web.desk.views.inspections import draws, keeping, lists, page, plans, together

urlpatterns: list[URLPattern | URLResolver] = [
    path("inspections/", lists.inspection_list, name="inspection_list"),
    path("inspections/new/", lists.inspection_new, name="inspection_new"),
    path("inspections/plans/", plans.inspection_plans, name="inspection_plans"),
    path("inspections/plans/new/", plans.inspection_plan_new, name="inspection_plan_new"),
    path("inspections/plans/<uuid:pid>/", plans.inspection_plan, name="inspection_plan"),
    path("inspections/plans/<uuid:pid>/approve/", plans.inspection_plan_approve, name="inspection_plan_approve"),
    path("inspections/plans/<uuid:pid>/publish/", plans.inspection_plan_publish, name="inspection_plan_publish"),
    path("inspections/draws/", draws.draw_list, name="draw_list"),
    path("inspections/draws/new/", draws.draw_new, name="draw_new"),
    path("inspections/draws/<uuid:pid>/", draws.draw, name="draw"),
    path("inspections/draws/<uuid:pid>/reveal/", draws.draw_reveal, name="draw_reveal"),
    path("inspections/draws/<uuid:pid>/abandon/", draws.draw_abandon, name="draw_abandon"),
    path("inspections/draws/<uuid:pid>/prepare/", draws.draw_prepare, name="draw_prepare"),
    path("inspections/lists/", keeping.inspection_lists, name="inspection_lists"),
    path("inspections/lists/items/", keeping.inspection_item_add, name="inspection_item_add"),
    path("inspections/lists/exemptions/", keeping.inspection_exempt, name="inspection_exempt"),
    path("inspections/lists/exemptions/<uuid:pid>/end/", keeping.inspection_exempt_end, name="inspection_exempt_end"),
    path("inspections/lists/superior/", keeping.inspection_superior, name="inspection_superior"),
    path("inspections/lists/grades/", keeping.inspection_grade, name="inspection_grade"),
    path("inspections/together/", together.inspection_together, name="inspection_together"),
    path("inspections/together/new/", together.inspection_wish, name="inspection_wish"),
    path("inspections/together/<uuid:pid>/merge/", together.inspection_merge, name="inspection_merge"),
    path("inspections/together/<uuid:pid>/drop/", together.inspection_wish_drop, name="inspection_wish_drop"),
    path("inspections/<uuid:pid>/", page.inspection, name="inspection"),
    path("inspections/<uuid:pid>/decide/", page.inspection_decide, name="inspection_decide"),
    path("inspections/<uuid:pid>/code/", page.inspection_code, name="inspection_code"),
    path("inspections/<uuid:pid>/notify/", page.inspection_notify, name="inspection_notify"),
    path("inspections/<uuid:pid>/record/", page.inspection_record, name="inspection_record"),
    path("inspections/<uuid:pid>/tell/", page.inspection_tell, name="inspection_tell"),
    path("inspections/<uuid:pid>/publish/", page.inspection_publish, name="inspection_publish"),
    path("inspections/<uuid:pid>/cancel/", page.inspection_cancel, name="inspection_cancel"),
    path("inspections/<uuid:pid>/recuse/", page.inspection_recuse, name="inspection_recuse"),
    path("inspections/<uuid:pid>/send/", page.inspection_send, name="inspection_send"),
    path("inspections/<uuid:pid>/items/<uuid:xid>/", page.inspection_follow, name="inspection_follow"),
]
