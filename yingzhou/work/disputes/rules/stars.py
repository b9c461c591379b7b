"""A rubric in force, what it says in words, and who may give stars on it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from typing import Any

from yingzhou.base.refusals import Refusal
from yingzhou.base.words import _
from yingzhou.engines.scoring import Gap, Item, Road, Rubric, RubricFault, Score
from yingzhou.rulebook import Figure

FIGURE = "stars.rubric"
STAR_WORDS = {0: _("还没有星"), 1: _("一星"), 2: _("二星"), 3: _("三星"), 4: _("四星"), 5: _("五星")}
#: Where the evidence of an item comes from.
RECORD, SELF, ASSESSOR = "record", "self", "assessor"
SELF_CHECKERS = _("管这个点的站或村居")
DEPARTMENT = _("业务科室")
#: What records can be counted; `queries/star_facts.py` has one query each.
RECORDS = frozenset(
    {"door", "mediators", "settled_in_time", "settled_share", "median_days", "performed_share", "solved_share", "online"}
)


class RubricUnreadable(Refusal):
    """A rubric that cannot be followed."""

    reason = _("这份评分办法用不了：{where}：{what}")
    mend = _("改好再交；可以从现行的那一份改起")
    field = "file"
    status = 422


class RubricBackdated(Refusal):
    """Grades already read would change."""

    reason = _("新办法不能从过去的日子起用")
    mend = _("从今天或以后起用")
    field = "since"
    status = 422


class NotAssessed(Refusal):
    """Nobody went there lately."""

    reason = _("{days} 天内没有评估员到场看过")
    mend = _("请一位不管这个点的同事去看，看完再授星")


class StarsNotReached(Refusal):
    """The evidence leads to no star."""

    reason = _("按现在的凭据还够不到一星")
    mend = _("先把“还差什么”里的事做了")


class AwardedByTheAssessor(Refusal):
    """One person looks, another gives."""

    reason = _("到场看的人不能自己授星")
    mend = _("请业务科室另一位同事来授")
    status = 403


class AssessorKeepsThePoint(Refusal):
    """Nobody assesses what they keep."""

    reason = _("管这个点的人、在这里驻点的调解员、刚做过自评的人，不能当评估员")
    mend = _("请业务科室的另一位同事去看")
    status = 403


class AwardedToday(Refusal):
    """One award a point a day."""

    reason = _("今天已经授过星")
    mend = _("打开那一份看")


class NotGraded(Refusal):
    """Only consumer-rights points have stars."""

    reason = _("{name}不是消费维权联络点，不评星")
    mend = _("只有消费维权联络点评星")


class AppealWaits(Refusal):
    """One at a time."""

    reason = _("上一次的复核申请还没有答复")
    mend = _("等答复，或在那一份里补话")


class AppealDecided(Refusal):
    """Once."""

    reason = _("这次复核已经答复过")
    mend = _("不服可以再申请一次")


class AppealByAnother(Refusal):
    """Who gave the stars, or asked, does not decide."""

    reason = _("授星的人和申请的人不能决定复核")
    mend = _("请业务科室另一位同事来定")
    status = 403


class NotForThisPoint(Refusal):
    """Somebody whose work this point is not."""

    reason = _("这一步由{who}来做")
    mend = _("请他们来做")
    status = 403


@dataclass(frozen=True)
class Grading:
    """The rubric of a day: what the engine follows, and what people read.  `told` is the whole of it, as it was published."""

    rubric: Rubric
    told: Mapping[str, Any] = field(hash=False)
    since: date
    source: str
    confidence: str

    @property
    def version(self) -> str:
        return str(self.told["version"])

    @property
    def months_back(self) -> int:
        return int(self.told["months_back"])

    @property
    def least_cases(self) -> int:
        return int(self.told["least_cases"])

    @property
    def valid_years(self) -> int:
        return int(self.told["valid_years"])

    @property
    def assessment_valid_days(self) -> int:
        return int(self.told["assessment_valid_days"])

    @property
    def warn_days(self) -> int:
        return int(self.told["warn_days"])

    def row(self, item: str) -> Mapping[str, Any]:
        """What is written about one item."""
        return next(row for row in self.told["items"] if row["id"] == item)

    def items_from(self, *sources: str) -> list[Mapping[str, Any]]:
        """The items whose evidence comes from there."""
        return [row for row in self.told["items"] if any(source in row["evidence"] for source in sources)]

    def words(self, item: str, part: str, language: str) -> str:
        """`words`, `counts` or `unit` of an item in a language."""
        return in_language(self.row(item).get(part) or {}, language)


def in_language(told: Mapping[str, str], language: str) -> str:
    """The English where English is spoken, else the Chinese."""
    return str(told.get("en" if language.startswith("en") else "zh", ""))


def read_grading(figure: Figure) -> Grading:
    """The rubric of a figure; `RubricUnreadable` says where it cannot be followed."""
    return Grading(read_rubric(figure.value), figure.value, figure.since, figure.source, figure.confidence)


def read_rubric(told: Any) -> Rubric:
    """A rubric as somebody wrote it; `RubricUnreadable` says where it cannot be followed."""
    try:
        if not isinstance(told, Mapping) or not all(isinstance(row, Mapping) for row in told.get("items") or ()):
            raise RubricFault("items", "it is no rubric")
        rubric = Rubric.read(told)
        _check_told(told, rubric.items)
    except RubricFault as fault:
        raise RubricUnreadable(where=fault.where, what=fault.what) from fault
    return rubric


def check_ahead(since: date, *, today: date) -> None:
    """Refuse a rubric that would have held before anybody could know it."""
    if since < today:
        raise RubricBackdated()


def _check_told(told: Mapping[str, Any], items: Iterable[Item]) -> None:
    """What the engine does not need but people do."""
    for name in ("months_back", "least_cases", "valid_years", "assessment_valid_days", "warn_days"):
        if not isinstance(told.get(name), int) or told[name] < 1:
            raise RubricFault(name, "a whole number above zero is missing")
    if not told.get("version"):
        raise RubricFault("version", "is missing")
    for row in told["items"]:
        for part in ("words", "counts", "road"):
            if not isinstance(row.get(part), dict) or not {"zh", "en"} <= set(row[part]):
                raise RubricFault(str(row["id"]), f"{part} is missing in zh or en")
        evidence = row.get("evidence") or {}
        if len({RECORD, SELF, ASSESSOR} & set(evidence)) != 1:
            raise RubricFault(str(row["id"]), "evidence is one of record, self, assessor")
        if RECORD in evidence and evidence[RECORD] not in RECORDS:
            raise RubricFault(str(row["id"]), f"{evidence[RECORD]} is no record that can be counted")
        if row.get("group") not in (told.get("groups") or {}):
            raise RubricFault(str(row["id"]), "its group is not among the groups")


def road_in_words(grading: Grading, road: Road, language: str) -> str:
    """`再有 3 件在 60 日内办结`."""
    told = in_language(grading.row(road.item)["road"], language)
    return told.replace("{more}", str(road.need - (road.have or 0))).replace("{need}", str(road.need))


def gap_in_words(grading: Grading, gap: Gap, language: str) -> str:
    """`再有 3 件在 60 日内办结，并把营业时间贴出来，就到四星`."""
    said = [road_in_words(grading, road, language) for road in gap.roads]
    if not said:
        return ""
    joined = said[0] if len(said) == 1 else str(_("{first}，并{last}")).format(first=str(_("，")).join(said[:-1]), last=said[-1])
    return str(_("{what}，就到{stars}")).format(what=joined, stars=STAR_WORDS[gap.stars])


def valid_until(since: date, years: int) -> date:
    """The first day the stars no longer hold."""
    try:
        return since.replace(year=since.year + years)
    except ValueError:  # 29 February
        return since.replace(year=since.year + years, month=3, day=1)


def check_assessment(seen_on: date | None, *, today: date, days: int) -> None:
    """Refuse an award nobody looked for lately."""
    if seen_on is None or seen_on < today - timedelta(days=days):
        raise NotAssessed(days=days)


def check_award(score: Score, *, assessor_id: int, by_id: int) -> None:
    """Refuse what the evidence does not carry, and the assessor's own hand."""
    if assessor_id == by_id:
        raise AwardedByTheAssessor()
    if score.stars == 0:
        raise StarsNotReached()


def snapshot(grading: Grading, score: Score, counted: Mapping[str, Any], point: Mapping[str, Any]) -> dict[str, Any]:
    """Everything an award rests on, as plain values: the rubric whole, the facts with their rows, the points."""
    return {
        "point": dict(point),
        "rubric": {"since": str(grading.since), "source": grading.source, "value": dict(grading.told)},
        "facts": dict(counted),
        "lines": [asdict(line) for line in score.lines],
        "total": score.total,
        "most": score.most,
        "stars": score.stars,
    }


def digest_of(told: Mapping[str, Any]) -> str:
    """The SHA-256 of a snapshot in its one written form (keys in order, no spaces, UTF-8)."""
    text = json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()
