"""Makes the labeled addresses of tests/engines/data/addresses.csv from the real names of a district, once, from a seed.

Every line is written from a place that is known (its truth), in the ways registers really write addresses: old county, no
town, parks, roads named after towns, villages of one name in several towns, typing errors, neighbors' names.

    python -m tests.engines.data.make_addresses > tests/engines/data/addresses.csv
"""

from __future__ import annotations

import csv
import random
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from yingzhou.engines.addresses.text import in_digits
from yingzhou.rulebook import districts
from yingzhou.rulebook.districts import Community, District

ROOT = Path(__file__).resolve().parents[3]
PREFIXES = ("上海市崇明区", "崇明区", "上海崇明区", "上海市 崇明区 ", "上海市上海市崇明区", "崇明", "上海市崇明", "")
ROADS = ("八一路", "北沿公路", "陈海公路", "团城公路", "草港公路", "三双公路", "星村公路", "宏海公路", "潘园公路", "新申路")
TAILS = ("{n}号", "{n}号{m}室", "{n}号-{m}", "第{n}村民小组", "{n}组{m}号", "{n}弄{m}号", "{n}号甲", "")
ELSEWHERE = (
    "江苏省南通市海门区海永镇永隆村{n}号",
    "江苏省启东市启隆镇永兴村{n}组",
    "上海市浦东新区新场镇新南村{n}号",
    "上海市宝山区罗店镇富强村{n}号",
    "上海市松江区新桥镇新建村{n}号",
    "浙江省湖州市长兴县和平镇和平村{n}号",
    "江苏省太仓市浏河镇新民村{n}号",
    "上海市奉贤区庄行镇新华村{n}号",
    "安徽省阜阳市颍东区向阳社区{n}号",
    "北京市朝阳区建设路{n}号",
)
INVENTED = ("大南海村", "小新建村", "龙门村", "老三星村", "东立新村", "上富民村", "西马桥村", "双井村", "石皮村", "后团结村")

Row = tuple[str, str, str, str]


class Maker:
    """Draws places and writes them."""

    def __init__(self, district: District, seed: int) -> None:
        self.district = district
        self.draw = random.Random(seed)
        self.villages = [one for one in district.communities if one.kind == "village"]
        self.committees = [one for one in district.communities if one.kind == "residents"]
        self.shared = Counter(self.short(one) for one in self.villages)
        self.towns = [town.name for town in district.towns if town.kind != "farm"]

    def short(self, place: Community) -> str:
        """The everyday name: 马桥村, 南门居委会."""
        return place.name.removesuffix("村委会") if place.kind == "village" else place.name

    def core(self, place: Community) -> str:
        return place.name.removesuffix("居委会").removesuffix("社区")

    def tail(self) -> str:
        return self.draw.choice(TAILS).format(n=self.draw.randint(1, 1999), m=self.draw.randint(1, 60))

    def number(self) -> str:
        return f"{self.draw.randint(1, 999)}号"

    def some(self, places: list[Community], count: int) -> Iterator[Community]:
        yield from (self.draw.choice(places) for _ in range(count))

    def rows(self) -> Iterator[Row]:
        """kind of trap, address, town, village; an empty village: the text does not tell it."""
        yield from self.plain()
        yield from self.without_town()
        yield from self.written_otherwise()
        yield from self.not_a_village()
        yield from self.misleading()

    def plain(self) -> Iterator[Row]:
        for one in self.some(self.villages, 150):
            yield "town and village", self.draw.choice(PREFIXES) + one.town + self.short(one) + self.tail(), one.town, one.name
        for one in self.some(self.villages, 40):
            prefix = self.draw.choice(("上海市崇明县", "崇明县", "上海崇明县", "202150上海市崇明县"))
            yield "old county", prefix + one.town + self.short(one) + self.tail(), one.town, one.name
        for one in self.some(self.committees, 60):
            mark = self.draw.choice(("居委会", "社区", "居委", "社区居委会", "居民委员会"))
            yield "committee", "上海市崇明区" + one.town + self.core(one) + mark + self.number(), one.town, one.name

    def without_town(self) -> Iterator[Row]:
        alone = [one for one in self.villages if self.shared[self.short(one)] == 1]
        twins = [one for one in self.villages if self.shared[self.short(one)] > 1]
        for one in self.some(alone, 60):
            yield "no town, one village", self.draw.choice(PREFIXES) + self.short(one) + self.number(), one.town, one.name
        for one in self.some(twins, 40):
            yield "no town, several villages", self.draw.choice(PREFIXES) + self.short(one) + self.number(), one.town, one.name

    def written_otherwise(self) -> Iterator[Row]:
        estates = [one for one in self.committees if self.core(one).endswith(("新村", "花苑", "星城", "家园", "新苑"))]
        for one in self.some(estates, 30):
            yield (
                "estate",
                "崇明区" + one.town + self.core(one) + f"{self.draw.randint(1, 200)}号{self.draw.randint(101, 606)}室",
                one.town,
                one.name,
            )
        numbered = [one for one in self.district.communities if in_digits(one.name) != one.name]
        for one in self.some(numbered, 25):
            yield "digits for numerals", "崇明区" + one.town + in_digits(self.short(one)) + self.number(), one.town, one.name
        for one in self.some([one for one in self.villages if one.aliases], 25):
            yield (
                "look-alike characters",
                "崇明区" + one.town + self.draw.choice(one.aliases).removesuffix("村委会") + self.number(),
                one.town,
                one.name,
            )
        for one in self.some(self.villages, 20):
            text = ("上海市崇明區" + one.town + self.short(one) + self.number()).replace("镇", "鎮").replace("号", "號")
            yield (
                "traditional and full width",
                text.translate(str.maketrans("0123456789", "０１２３４５６７８９")),
                one.town,
                one.name,
            )
        former = [(town.name, old) for town in self.district.towns for old in town.aliases if old.endswith(("镇", "乡"))]
        for _ in range(30):
            town, old = self.draw.choice(former)
            one = self.draw.choice([one for one in self.villages if one.town == town])
            yield "old town", "上海市崇明县" + old + self.short(one) + self.number(), one.town, one.name
        for one in self.some(self.villages, 30):
            yield (
                "brigade number",
                one.town + self.short(one).removesuffix("村") + f"{self.draw.randint(1, 30)}队",
                one.town,
                one.name,
            )
        for one in self.some(self.villages, 15):
            yield "official name", f"上海市崇明区{one.town}{one.name}{self.number()}", one.town, one.name

    def not_a_village(self) -> Iterator[Row]:
        for _ in range(40):
            town = self.draw.choice(self.towns)
            park = self.draw.choice(("经济小区", "经济开发区", "工业园区", "经济发展区"))
            place = f"{town}{self.draw.choice(ROADS)}{self.number()}（上海{town[:-1]}{park}）"
            yield "park with its town", self.draw.choice(PREFIXES[:4]) + place, town, ""
        for name in ("上海富盛经济开发区", "崇明工业园区", "上海某某经济城", "崇明经济开发区") * 3:
            yield "park without a town", f"上海市崇明区{self.draw.choice(ROADS)}{self.number()}（{name}）", "", ""
        for _ in range(40):
            town = self.draw.choice(self.towns)
            yield "road", self.draw.choice(PREFIXES[:4]) + town + self.draw.choice(ROADS) + self.tail(), town, ""
        for _ in range(25):
            yield "road without a town", self.draw.choice(PREFIXES[:4]) + self.draw.choice(ROADS) + self.number(), "", ""
        for _ in range(20):
            town, way = self.draw.choice(self.towns), self.draw.choice(("南路", "公路", "东路", "大道", "路"))
            yield "road named after a town", f"上海市崇明区{town}{way}{self.number()}", "", ""
        for one in self.some(self.villages, 15):
            yield "road named after a village", f"崇明区{one.town}{self.short(one)}路{self.number()}", one.town, ""
        for _ in range(30):
            yield "elsewhere", self.draw.choice(ELSEWHERE).format(n=self.draw.randint(1, 99)), "", ""

    def misleading(self) -> Iterator[Row]:
        for one in self.some(self.villages, 20):
            how = self.draw.choice(("近{v}", "{v}附近", "靠{v}{n}", "{v}对面", "{v}旁{n}"))
            yield "near a village", "崇明区" + one.town + how.format(v=self.short(one), n=self.number()), one.town, ""
        for one in self.some(self.villages, 25):
            other = self.draw.choice([town for town in self.towns if town != one.town])
            if not any(each.town == other and each.name == one.name for each in self.villages):
                yield "village of another town", f"上海市崇明区{other}{self.short(one)}{self.number()}", other, ""
        for _ in range(25):
            town = self.draw.choice(self.towns)
            yield "village that is no more", f"崇明区{town}{self.draw.choice(INVENTED)}{self.number()}", town, ""
        for one in self.some(self.villages, 10):
            other = self.draw.choice([each for each in self.villages if each.town == one.town and each is not one])
            yield "between two villages", f"崇明区{one.town}{self.short(one)}与{self.short(other)}交界处", one.town, ""
        for _ in range(10):
            first, second = self.draw.sample(self.towns, 2)
            yield "two towns", f"上海市崇明区{first}、{second}{self.number()}", "", ""
        for text in ("", "不详", "同上", "无固定场所", "网络经营", "新村", "上海市崇明区", "崇明区人民政府内"):
            yield "says nothing", text, "", ""


def main() -> None:
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(("trap", "address", "town", "village"))
    out.writerows(Maker(districts.read(ROOT / "districts/chongming"), seed=20261122).rows())


if __name__ == "__main__":
    main()
