"""The addresses of the desk, one module a room.  Each module has `urlpatterns`; names are `desk:<name>`."""

from itertools import chain

from yingzhou.web.desk.urls import (
    accounts,
    alike,
    cases,
    complaints,
    components,
    evidence,
    health,
    home,
    imports,
    law,
    ledger,
    mediation,
    network,
    outbox,
    papers,
    registry,
    search,
    studios,
    tipoffs,
    trail,
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
            registry,
            imports,
            ledger,
            cases,
            alike,
            complaints,
            tipoffs,
            studios,
            search,
            evidence,
            outbox,
            trail,
            health,
            law,
            papers,
            components,
        )
    )
)
