from django.apps import AppConfig


class InspectionsConfig(AppConfig):
    name = "yingzhou.work.inspections"
    label = "inspections"

    def ready(self) -> None:
        from yingzhou.base.documents import issuing
        from yingzhou.base.trail import reading
        from yingzhou.work.cases.queries import clocks
        from yingzhou.work.inspections.queries.clocks import ABOUT, ABOUT_PLAN, may_see_plan
        from yingzhou.work.inspections.queries.scope import may_see_inspection
        from yingzhou.work.registry.actions.moving import follow

        issuing.register(ABOUT, may_see_inspection)
        clocks.register(ABOUT, may_see_inspection)
        clocks.register(ABOUT_PLAN, may_see_plan)
        reading.register(ABOUT, may_see_inspection)
        reading.register(ABOUT_PLAN, may_see_plan)
        follow("inspections.Inspection", "business_id")
        follow("inspections.InspectionWish", "business_id", once=("item_id",))
        follow("inspections.SuperiorCheck", "business_id", once=("item_id", "on", "authority"))
        follow("inspections.Exemption", "business_id", one_a_day=("kind",))
        follow("inspections.Grading", "business_id", one_a_day=("kind",))
