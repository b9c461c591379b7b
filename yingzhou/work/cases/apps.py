from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "yingzhou.work.cases"
    label = "cases"

    def ready(self) -> None:
        from yingzhou.base.documents import issuing
        from yingzhou.base.evidence import access
        from yingzhou.base.figures import notices
        from yingzhou.base.jobs import reconcile
        from yingzhou.base.trail import receipts
        from yingzhou.work.cases import actions, queries, tasks
        from yingzhou.work.cases.queries import clocks
        from yingzhou.work.cases.queries.receipts import says_today
        from yingzhou.work.registry.actions.moving import follow

        access.register("case", queries.may_see_evidence, may_have_original=queries.may_have_original)
        clocks.register("cases.case", queries.may_see_case)
        notices.when_approved(lambda year: tasks.recompute_clocks.defer(year=year))
        issuing.register("cases.case", queries.may_see_case)
        reconcile.register("cases.escalate_overdue", actions.escalate_overdue)
        receipts.register("cases.case", says_today)
        follow("cases.Case", "business_id")
