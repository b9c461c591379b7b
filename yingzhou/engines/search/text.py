"""Text in the one form in which it is indexed and asked for, and the small pieces it is looked up by."""

from __future__ import annotations

import unicodedata

#: Traditional characters and variants that stand in names of businesses and places, and their simplified form.
_VARIANTS = (
    "萬万與与東东絲丝兩两嚴严喪丧個个豐丰臨临為为麗丽舉举義义烏乌樂乐喬乔習习鄉乡書书買买亂乱爭争於于雲云亞亚產产畝亩親亲"
    "億亿僅仅從从倉仓儀仪們们價价眾众優优會会傘伞偉伟傳传傷伤倫伦偽伪體体餘余傭佣俠侠侶侣偵侦側侧僑侨債债傾倾償偿儲储兒儿黨党蘭兰"
    "關关興兴養养獸兽內内岡冈冊册寫写軍军農农馮冯沖冲決决況况凍冻淨净準准涼凉減减幾几鳳凤憑凭凱凯擊击劉刘則则剛刚創创刪删別别"
    "劑剂劍剑劇剧勸劝辦办務务動动勵励勁劲勞劳勢势勳勋勻匀匯汇區区醫医華华協协單单賣卖盧卢衛卫廠厂廳厅歷历厲厉壓压廚厨廈厦縣县參参"
    "雙双發发變变葉叶號号嘆叹後后嚇吓嗎吗啟启吳吴員员聽听嘗尝響响喚唤團团園园國国圖图圓圆聖圣場场壞坏塊块堅坚壇坛墳坟壟垄壯壮聲声殼壳壺壶處处備备複复"
    "夠够頭头誇夸夾夹奪夺奮奋獎奖奧奥婦妇媽妈姍姗嬰婴孫孙學学寧宁寶宝實实寵宠審审憲宪宮宫寬宽賓宾對对尋寻導导壽寿將将爾尔塵尘堯尧層层屬属歲岁豈岂島岛嶺岭"
    "峽峡崗岗嶼屿幣币帥帅師师帳帐簾帘帶带幫帮廣广莊庄慶庆廬庐庫库應应廟庙龐庞廢废開开異异張张彌弥彎弯彈弹強强歸归當当錄录徑径徹彻憶忆懷怀態态總总戀恋惡恶惠惠"
    "悅悦懸悬憂忧驚惊懼惧慘惨慣惯憤愤願愿戰战戲戏戶户執执擴扩掃扫揚扬擾扰撫抚搶抢護护報报擔担擬拟攏拢揀拣擁拥攔拦擇择掛挂揮挥損损換换據据擺摆搖摇攝摄攤摊"
    "敗败敵敌數数齋斋斷断時时曠旷曉晓暈晕暫暂術术樸朴機机殺杀雜杂權权條条來来楊杨極极構构樞枢棗枣櫃柜標标棧栈棟栋欄栏樹树樣样橋桥檔档檢检櫻樱橫横歐欧歡欢"
    "殘残毀毁氣气漢汉湯汤溝沟滬沪沒没瀝沥淪沦濾滤瀘泸潑泼澤泽潔洁灑洒濁浊測测濟济瀏浏渾浑濃浓濤涛澇涝淚泪漣涟渦涡渙涣滌涤潤润澗涧漲涨澀涩澱淀淵渊漁渔滲渗溫温灣湾濕湿滯滞滿满濱滨灘滩瀟潇"
    "滅灭燈灯靈灵災灾爐炉點点煉炼爛烂燭烛煙烟煩烦燒烧燙烫熱热愛爱爺爷犧牺狀状猶犹獨独獅狮獄狱獵猎豬猪貓猫獻献獲获瑪玛環环現现璽玺瓊琼電电畫画暢畅疇畴療疗瘡疮"
    "盜盗盤盘蓋盖監监鹽盐眞真著着睏困礦矿碼码磚砖礎础碩硕確确禮礼祿禄禪禅離离種种積积稱称穩稳窮穷竊窃競竞筆笔筍笋箋笺籠笼築筑篩筛簡简籃篮籌筹類类糧粮紅红約约級级紀纪純纯紗纱納纳紙纸紛纷"
    "紋纹紡纺線线練练組组細细織织終终經经結结給给絡络統统絹绢繡绣繼继績绩緒绪續续維维綜综綠绿綿绵縮缩網网羅罗罰罚職职聯联聰聪膚肤腸肠腎肾脹胀勝胜臟脏腦脑脫脱臉脸臺台艦舰艙舱藝艺節节蘆芦"
    "蘇苏蘋苹範范莖茎薦荐薑姜薩萨藍蓝薈荟藥药蓮莲獲获營营蕭萧葦苇蔥葱虧亏蟲虫蝦虾雖虽蠶蚕蝸蜗蟻蚁補补裝装襯衬裡里裏里褲裤見见觀观規规視视覽览覺觉觸触計计訂订認认譏讥討讨讓让訓训議议記记講讲許许論论設设訪访證证評评識识訴诉"
    "診诊詞词譯译試试詩诗誠诚話话詢询該该詳详語语誤误說说請请諸诸課课誰谁調调談谈謀谋謝谢謠谣譜谱豐丰貝贝負负財财責责賢贤貨货質质販贩貪贪貧贫購购貫贯貿贸費费賀贺資资賽赛贊赞趙赵趕赶躍跃車车軌轨軒轩軟软轉转輪轮輛辆輝辉輸输"
    "邊边達达遷迁過过邁迈運运還还這这進进遠远違违連连遲迟適适選选遞递遼辽鄧邓鄭郑鄰邻鄒邹醬酱釀酿釋释針针釣钓鈣钙鋼钢鑰钥鐘钟鍾钟鈉钠鋁铝銀银銅铜銘铭鋪铺鏈链鎖锁鍋锅錦锦鍵键鎮镇鏡镜長长門门閃闪閉闭問问閏闰間间聞闻閣阁閱阅闊阔隊队陽阳陰阴陣阵階阶際际陸陆陳陈陝陕險险隨随隱隐"
    "雞鸡難难霧雾靜静頂顶項项順顺須须顧顾頓顿領领頻频題题額额風风飛飞飯饭飲饮飾饰餅饼館馆饅馒馬马馳驰驅驱駐驻駕驾駱骆騎骑驗验魚鱼鮮鲜魯鲁鯉鲤鰻鳗鱘鲟鳥鸟鷄鸡鳴鸣鴨鸭鴻鸿鵝鹅鷗鸥鷹鹰麥麦麵面黃黄齊齐龍龙龜龟鰲鳌"
)
_SIMPLE = {ord(_VARIANTS[place]): _VARIANTS[place + 1] for place in range(0, len(_VARIANTS), 2)}
CODE = 4  #: runs of letters and digits this long are looked up by pieces of this length


def simplified(text: str) -> str:
    """Common traditional characters as simplified ones, one for one."""
    return text.translate(_SIMPLE)


def normalize(text: str) -> str:
    """Half width, lower case, simplified; everything that is neither letter nor digit is a space; single spaces."""
    plain = simplified(unicodedata.normalize("NFKC", text)).lower()
    return " ".join("".join(char if char.isalnum() else " " for char in plain).split())


def terms(asked: str) -> list[str]:
    """The words of a question; a document must hold every one of them."""
    return normalize(asked).split()


def grams(text: str) -> set[str]:
    """Every character and every pair of neighbors of normalized text, and every four neighbors that are code."""
    found: set[str] = set()
    for word in text.split():
        found.update(word)
        found.update(word[place : place + 2] for place in range(len(word) - 1))
        found.update(piece for place in range(len(word) - CODE + 1) if (piece := word[place : place + CODE]).isascii())
    return found


def needed(term: str) -> list[str]:
    """The pieces by which a term is looked up, as few as tell it: they all stand in every text that holds the term."""
    if len(term) == 1:
        return [term]
    pairs = [term[place : place + 2] for place in range(len(term) - 1)]
    codes = [(place, term[place : place + CODE]) for place in range(len(term) - CODE + 1)]
    by_code = {place: piece for place, piece in codes if piece.isascii()}
    covered = {inner for place in by_code for inner in range(place, place + CODE - 1)}
    kept = [pair for place, pair in enumerate(pairs) if place not in covered]
    return list(dict.fromkeys([*by_code.values(), *kept]))
