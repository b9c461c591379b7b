"""The addresses of the desk, one module a room.  Each module has `urlpatterns`; names are `desk:<name>`."""

from itertools import chain

from yingzhou.web.desk.urls import (
    accounts,
    alike,
    burden,
    cases,
    complaints,
    components,
    evidence,
    hazards,
    health,
    home,
    imports,
    inspections,
    law,
    ledger,
    liaison,
    mediation,
    network,
    outbox,
    papers,
    plans,
    priorities,
    registry,
    search,
    studios,
    tipoffs,
    trail,
    visits,
)

app_name = "desk"
urlpatterns = list(
    chain.from_iterable(
        module.urlpatterns
        for module in (
            home,
            accounts,
            mediation,
            network,
            liaison,
            registry,
            imports,
            ledger,
            cases,
            hazards,
            alike,
            complaints,
            inspections,
            tipoffs,
            studios,
            search,
            evidence,
            outbox,
            trail,
            health,
            burden,
            law,
            papers,
            plans,
            priorities,
            components,
            visits,
        )
    )
)
