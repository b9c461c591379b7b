"""Check digits of many codes at once: a registry list has hundreds of thousands."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from yingzhou.engines.identifiers.uscc import ALPHABET, LENGTH, WEIGHTS

_VALUE = np.full(128, 255, dtype=np.uint8)
_VALUE[[ord(char) for char in ALPHABET]] = range(len(ALPHABET))
_WEIGHTS = np.array((*WEIGHTS, 1), dtype=np.uint16)


def doubtful_codes(texts: Sequence[str]) -> list[int]:
    """Positions of the texts that are not valid unified social credit codes in normal form (18 characters, upper case).

    What stands at these positions may be valid once normalized: ask `uscc.check`, which also says what is wrong.
    """
    usual = [len(text) == LENGTH and text.isascii() for text in texts]
    kept = [at for at, fits in enumerate(usual) if fits]
    doubtful = [at for at, fits in enumerate(usual) if not fits]
    if kept:
        letters = np.frombuffer("".join([texts[at] for at in kept]).encode("ascii"), dtype=np.uint8)
        values = _VALUE[letters].reshape(len(kept), LENGTH)
        known = (values < len(ALPHABET)).all(axis=1)
        holds = (values.astype(np.uint16) @ _WEIGHTS) % len(ALPHABET) == 0
        doubtful += [kept[at] for at in np.flatnonzero(~(known & holds)).tolist()]
    return sorted(doubtful)
