from django.apps import AppConfig


class VisitsConfig(AppConfig):
    name = "yingzhou.work.visits"
    label = "visits"

    def ready(self) -> None:
        from yingzhou.work.registry.actions.moving import follow

        follow("visits.Visit", "business_id")
        follow("visits.PlannedVisit", "business_id", once=("plan_id",))
        follow("visits.UnplacedVisit", "business_id", once=("plan_id",))
        follow("visits.PlanChange", "business_id")
        follow("visits.FoodRiskProfile", "business_id")
        follow("visits.ArmPlace", "business_id", once=("draw_id",))
