from django.apps import AppConfig


class VisitsConfig(AppConfig):
    name = "yingzhou.work.visits"
    label = "visits"

    def ready(self) -> None:
        from yingzhou.base.evidence import access
        from yingzhou.base.trail import receipts
        from yingzhou.base.words import _
        from yingzhou.work.liaison.queries.moving import moves_with
        from yingzhou.work.liaison.queries.silence import in_touch_by
        from yingzhou.work.registry.actions.moving import follow
        from yingzhou.work.visits import queries
        from yingzhou.work.visits.actions.plan.handing_over import hand_on_visits, visits_to_hand_over
        from yingzhou.work.visits.queries.receipts import says_today
        from yingzhou.work.visits.queries.touch import last_visit

        access.register("visit", queries.may_see_evidence, may_have_original=queries.may_have_original)
        access.register("checklist", queries.may_see_form)
        receipts.register("visits.visit", says_today)
        in_touch_by("visits", last_visit)
        moves_with("visits", label=_("排好的走访"), icon="route", look=visits_to_hand_over, move=hand_on_visits)
        follow("visits.Visit", "business_id")
        follow("visits.PlannedVisit", "business_id", once=("plan_id",))
        follow("visits.UnplacedVisit", "business_id", once=("plan_id",))
        follow("visits.PlanChange", "business_id")
        follow("visits.FoodRiskProfile", "business_id")
        follow("visits.ArmPlace", "business_id", once=("draw_id",))
