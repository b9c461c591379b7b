"""What the invented consumers of the demo quarrel about: words only."""

from __future__ import annotations

from typing import NamedTuple


class Quarrel(NamedTuple):
    """One purchase gone wrong: what, for how much, what is asked, and what came to pass."""

    goods: str
    amount: int
    facts: str
    request: str


QUARRELS = (
    Quarrel("定制木床", 2680, "订做一张一米五的床，送来只有一米四，店里不肯换也不肯退。", "退还床款，店里自己拉走"),
    Quarrel("洗衣机", 1899, "买了三天就不脱水，来修两次都没修好。", "换一台新的"),
    Quarrel("民宿定金", 600, "台风停航上不了岛，提前两天说了，房东不退定金。", "退定金"),
    Quarrel("游泳年卡", 1580, "馆里换了老板，说以前的卡不认。", "接着用，或者退没用完的钱"),
    Quarrel("柑橘两箱", 136, "网上订的橘子到手烂了一半，店家说是快递的事。", "补发一箱或者退一半"),
    Quarrel("手机贴膜和电池", 299, "换的电池用一周就鼓包，店里说过了七天不管。", "免费重换"),
    Quarrel("羽绒服", 768, "头一回洗就钻绒，店里只肯补一补。", "退货退款"),
    Quarrel("团圆饭一桌", 1288, "端上来的不是订的菜单，少了两道，收的钱一分没少。", "退两道菜的钱并道歉"),
    Quarrel("电动车", 3299, "说好送牌照和头盔，交了钱就不提了。", "把说好的给齐"),
    Quarrel("配眼镜", 960, "度数配错了，戴着头晕，店里说戴戴就习惯。", "重新验光重配"),
    Quarrel("驾校学费", 4200, "报名两个月排不上车，要退学，说合同里写了不退。", "扣除已学课时，退余款"),
    Quarrel("大闸蟹礼券", 498, "提货的日子一拖再拖，打电话没人接。", "马上提货，不然退款"),
)
CONSUMERS = ("虞晚照", "柏一帆", "苏禾年", "蒋听雨", "池小满", "陆知秋", "简宁", "路长亭", "闻溪", "方可期", "祝南枝", "乔若水")
REASONS = {
    "elsewhere": "同一件事区消费者协会上月已经调解并出了结果。",
    "not_consumer": "买的是店里进货用的原料，不是自己家用。",
    "too_late": "知道出了问题已经三年多。",
    "incomplete": "限期补的身份证明和购物凭据没有交来。",
}
TIPOFFS = (
    ("food", "后厨用的食用油没有标签，桶上的字被刮掉了。"),
    ("food", "卖的酱菜过了保质期，把日期贴住了接着卖。"),
    ("public_information", "公示的年报里写有十几个人，店里一直只有夫妻两个。"),
    ("other", "门口招牌写国家级，其实没有这回事。"),
    ("other", "秤动过手脚，一斤少一两。"),
)
