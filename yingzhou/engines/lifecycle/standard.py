"""The loop demands, signals, disputes and simple hazards share: 受理 → 交办 → 办理 → 核查 → 办结.

There is deliberately no move from one station to another: a wrong address goes back to intake (Order 121, art. 41), which
dispatches it anew.
"""

from __future__ import annotations

from yingzhou.engines.lifecycle.loops import Loop, MoveRule, Need, Party

INTAKE, DISPATCHED, HANDLING, VERIFYING, CLOSED = "intake", "dispatched", "handling", "verifying", "closed"

_OPEN = frozenset({INTAKE, DISPATCHED, HANDLING, VERIFYING})
_WITH_STATION = frozenset({DISPATCHED, HANDLING})

STANDARD = Loop(
    stages=(INTAKE, DISPATCHED, HANDLING, VERIFYING, CLOSED),
    moves=(
        MoveRule("dispatch", frozenset({INTAKE}), DISPATCHED, frozenset({Party.INTAKE}), frozenset({Need.STATION})),
        MoveRule("assign", _WITH_STATION, None, frozenset({Party.HEAD}), frozenset({Need.HANDLER})),
        MoveRule("start", frozenset({DISPATCHED}), HANDLING, frozenset({Party.HANDLER})),
        MoveRule(
            "send_back",
            _WITH_STATION,
            INTAKE,
            frozenset({Party.HANDLER, Party.HEAD}),
            frozenset({Need.REASON}),
            clears_handler=True,
        ),
        MoveRule("hand_in", frozenset({HANDLING}), VERIFYING, frozenset({Party.HANDLER}), frozenset({Need.RESULT})),
        MoveRule(
            "redo",
            frozenset({VERIFYING}),
            HANDLING,
            frozenset({Party.HEAD, Party.INTAKE}),
            frozenset({Need.REASON}),
            not_the_handler=True,
        ),
        MoveRule(
            "close",
            frozenset({VERIFYING}),
            CLOSED,
            frozenset({Party.HEAD, Party.INTAKE}),
            one_of=frozenset({Need.EVIDENCE, Need.OVERRIDE}),
            not_the_handler=True,
        ),
        MoveRule(
            "reopen",
            frozenset({CLOSED}),
            DISPATCHED,
            frozenset({Party.RAISER, Party.HEAD, Party.INTAKE, Party.CLOCK}),
            frozenset({Need.REASON}),
            clears_handler=True,
        ),
        MoveRule("withdraw", _OPEN, CLOSED, frozenset({Party.RAISER})),
        MoveRule(
            "merge",
            frozenset({INTAKE, DISPATCHED}),
            CLOSED,
            frozenset({Party.INTAKE}),
            frozenset({Need.TARGET, Need.REASON}),
        ),
        MoveRule(
            "ask_extension",
            frozenset({DISPATCHED, HANDLING}),
            None,
            frozenset({Party.HANDLER, Party.HEAD}),
            frozenset({Need.REASON, Need.DAY}),
        ),
        MoveRule("extend", _OPEN, None, frozenset({Party.HEAD, Party.INTAKE}), frozenset({Need.DAY}), not_the_handler=True),
        MoveRule("escalate", _OPEN, None, frozenset({Party.HEAD, Party.INTAKE, Party.CLOCK}), frozenset({Need.REASON})),
        MoveRule("note", _OPEN, None, frozenset({Party.RAISER, Party.HANDLER, Party.HEAD, Party.INTAKE})),
    ),
)
