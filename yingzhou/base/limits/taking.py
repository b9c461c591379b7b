"""Taking one from a limited good: the generic cell rate algorithm (GCRA) as one SQL upsert."""

from __future__ import annotations

from math import ceil
from typing import Any

from django.utils.crypto import salted_hmac

from yingzhou.base.limits import apart
from yingzhou.base.refusals import Refusal
from yingzhou.base.words import _

_TAKE = """
insert into limits_bucket as bucket (key, full_at)
values (%(key)s, clock_timestamp() + %(step)s * interval '1 second')
on conflict (key) do update
   set full_at = greatest(bucket.full_at, clock_timestamp()) + %(step)s * interval '1 second'
 where bucket.full_at + %(step)s * interval '1 second' <= clock_timestamp() + %(window)s * interval '1 second'
returning full_at
"""
_WAIT = """
select extract(epoch from full_at + %(step)s * interval '1 second' - %(window)s * interval '1 second' - clock_timestamp())
  from limits_bucket where key = %(key)s
"""

_GIVE_BACK = """
update limits_bucket set full_at = full_at - %(step)s * interval '1 second' where key = %(key)s
"""


class TooMany(Refusal):
    """More was asked for than the limit allows; `retry_after` says in how many whole seconds the next one will pass."""

    reason = _("操作太频繁")
    mend = _("请在{seconds}秒后再试")
    status = 429

    def __init__(self, *, retry_after: int, **facts: Any) -> None:
        self.retry_after = retry_after
        super().__init__(seconds=retry_after, **facts)


def take(name: str, who: str, *, burst: int, per_seconds: int) -> None:
    """Let at most `burst` through at once and `burst` per `per_seconds` in the long run, per `name` and `who`; else TooMany.

    Exact under any concurrency, across processes.  What was taken stays taken when the caller's transaction is rolled
    back.  `who` is never stored, only a keyed hash of it.  When the limiter cannot be reached the error passes: closed,
    not open.
    """
    step = per_seconds / burst
    values = {"key": bucket_key(name, who), "step": step, "window": per_seconds}
    if apart.row(_TAKE, values) is None:
        left = apart.row(_WAIT, values)
        raise TooMany(retry_after=max(1, ceil(left[0] if left else step)))


def give_back(name: str, who: str, *, burst: int, per_seconds: int) -> None:
    """Undo one `take`: what it let through turned out not to be what the limit counts (a right password, say)."""
    apart.row(_GIVE_BACK, {"key": bucket_key(name, who), "step": per_seconds / burst})


def bucket_key(name: str, who: str) -> str:
    """The key of a bucket: the name of the limit in clear, who in a keyed hash."""
    return f"{name}:{salted_hmac('yingzhou.limits', who, algorithm='sha256').hexdigest()[:40]}"
