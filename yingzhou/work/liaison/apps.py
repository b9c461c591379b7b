from django.apps import AppConfig


class LiaisonConfig(AppConfig):
    name = "yingzhou.work.liaison"
    label = "liaison"

    def ready(self) -> None:
        from yingzhou.base.documents.lists import Exportable, offer
        from yingzhou.base.words import _
        from yingzhou.work.liaison import tasks  # noqa: F401  the job is declared on import
        from yingzhou.work.liaison.actions.handover import move_contacts, move_points, moves_with
        from yingzhou.work.liaison.queries.handovers import contacts_to_hand_over, points_to_hand_over
        from yingzhou.work.liaison.queries.silence import FILTERS, rows_to_export, silent_columns
        from yingzhou.work.registry.actions.moving import follow

        moves_with("contacts", label=_("联络的主体"), icon="building-store", look=contacts_to_hand_over, move=move_contacts)
        moves_with("points", label=_("联系点"), icon="map-pin", look=points_to_hand_over, move=move_points)
        follow("liaison.Contact", "business_id", one_a_day=())
        follow("liaison.ProposalLine", "business_id", once=("proposal_id",))
        follow("liaison.ContactPoint", "host_business_id")
        offer(Exportable("silent", _("多久没联系"), columns=silent_columns, filters=FILTERS, rows=rows_to_export))
