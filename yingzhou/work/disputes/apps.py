from django.apps import AppConfig


class DisputesConfig(AppConfig):
    name = "yingzhou.work.disputes"
    label = "disputes"

    def ready(self) -> None:
        from yingzhou.base.documents import issuing
        from yingzhou.base.documents.lists import offer
        from yingzhou.base.evidence import access
        from yingzhou.base.staging.kinds import register
        from yingzhou.base.trail import reading
        from yingzhou.work.cases.queries import clocks
        from yingzhou.work.disputes import queries, tasks  # noqa: F401  the jobs are declared on import
        from yingzhou.work.disputes.actions.ledger.kind import COMPLAINTS
        from yingzhou.work.disputes.queries import deadlines, papers
        from yingzhou.work.disputes.queries.ledger_export import EXPORT
        from yingzhou.work.disputes.queries.mediation import scope as mediations
        from yingzhou.work.disputes.queries.points import may_see_award, may_see_photo
        from yingzhou.work.registry.actions.moving import follow

        register(COMPLAINTS)
        offer(EXPORT)
        access.register("point", may_see_photo)
        issuing.register("award", may_see_award)
        access.register("tipoff", queries.may_see_tipoff_evidence)
        access.register("mediation", mediations.may_see_file)
        access.register(papers.SERVICE, papers.may_see_service)
        issuing.register(mediations.PAPERS_OF_MEDIATION, mediations.may_see_papers)
        clocks.register(mediations.CLOCK_OF_SETTLEMENT, mediations.may_see_settlement)
        reading.register("disputes.tipoff", queries.may_see_tipoff)
        clocks.register("disputes.tipoff", queries.may_see_tipoff, officers=queries.officers_of_tipoff)
        clocks.register(deadlines.ABOUT, deadlines.may_see_clock, officers=deadlines.officers_of_clock, risks=mediations.risks_of)
        issuing.register(deadlines.ABOUT, papers.may_see_paper)
        follow("disputes.Complaint", "respondent_id")
        follow("disputes.Tipoff", "business_id")
