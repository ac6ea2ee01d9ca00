"""How Arabic, Hindi, Chinese, Japanese and Korean say what is written in signs."""

import re
from collections.abc import Mapping

from prism_tts.manner import Manner, forms, words


def _arabic_clock(hour: str, minute: str) -> str:
    return hour + (f" و {minute} دقيقة" if minute != "0" else "")


def _hindi_clock(hour: str, minute: str) -> str:
    return f"{hour} बजकर {minute} मिनट" if minute != "0" else f"{hour} बजे"


def _chinese_clock(hour: str, minute: str) -> str:
    return f"{hour}点" + (f"{minute}分" if minute != "0" else "")


def _japanese_clock(hour: str, minute: str) -> str:
    return f"{hour}時" + (f"{minute}分" if minute != "0" else "")


def _korean_clock(hour: str, minute: str) -> str:
    return f"{hour}시" + (f" {minute}분" if minute != "0" else "")


_MONTHS = tuple(str(month) for month in range(1, 13))
"""Counted where they have no names."""

ASIA: Mapping[str, Manner] = {
    "ar": Manner(
        clock=_arabic_clock,
        score="مقابل",
        to="إلى",
        currencies=forms("$=دولار|€=يورو|£=جنيه"),
        units=forms("%=في المئة|٪=في المئة|كم=كيلومتر|km=كيلومتر|كجم=كيلوغرام|م=متر|°C=درجة|°=درجة"),
        season="الموسم {}، الحلقة {}",
        always="على مدار الساعة",
        minus="ناقص",
        signs=words("&=و|+=زائد|@=آت") | {"=": "يساوي"},
        months=tuple("يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر".split()),
    ),
    "hi": Manner(
        clock=_hindi_clock,
        score="",
        to="से",
        currencies=forms("₹=रुपया/रुपये|$=डॉलर|€=यूरो|£=पाउंड"),
        units=forms(
            "%=प्रतिशत|km/h=किलोमीटर प्रति घंटा|km=किलोमीटर|किमी=किलोमीटर|kg=किलोग्राम|m=मीटर|°C=डिग्री|°=डिग्री|GB=गीगाबाइट"
        ),
        season="सीज़न {}, एपिसोड {}",
        always="चौबीसों घंटे",
        minus="माइनस",
        abbreviations=words("डॉ.=डॉक्टर|डॉ॰=डॉक्टर|श्री.=श्री"),
        signs=words("&=और|+=प्लस|@=ऐट") | {"=": "बराबर"},
        hours=("बजे",),
        months=tuple("जनवरी फ़रवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर अक्टूबर नवंबर दिसंबर".split()),
        counted="सेकंड|मिनट|घंटे|दिन|सप्ताह|साल|लोग|एपिसोड|डिग्री|रुपये",
    ),
    "zh": Manner(
        clock=_chinese_clock,
        score="比",
        to="到",
        currencies=forms("¥=元|￥=元|$=美元|€=欧元|£=英镑"),
        units=forms("km/h=公里每小时|km=公里|kg=公斤|cm=厘米|m=米|°C=摄氏度|℃=摄氏度|°=度|GB=吉字节"),
        season="第{}季第{}集",
        always="全天候",
        minus="负",
        signs=words("&=和|+=加") | {"=": "等于"},
        counted="秒|分钟|小时|天|周|年|人|集|度|元",
        percent_first="百分之",
        months=_MONTHS,
        date="{year}年{month}月{day}日",
        spaced=False,
    ),
    "ja": Manner(
        clock=_japanese_clock,
        score="対",
        to="から",
        currencies=forms("¥=円|￥=円|$=ドル|€=ユーロ|£=ポンド"),
        units=forms(
            "km/h=キロ|km=キロ|kg=キロ|cm=センチ|m=メートル|%=パーセント|％=パーセント|°C=度|℃=度|°=度|GB=ギガ"
        ),
        season="シーズン{}、エピソード{}",
        always="24時間",
        minus="マイナス",
        signs=words("&=アンド|+=プラス|@=アット") | {"=": "イコール"},
        months=_MONTHS,
        date="{year}年{month}月{day}日",
        counted="秒|分|時間|日|週間|年|人|話|度|円",
        spaced=False,
    ),
    "ko": Manner(
        clock=_korean_clock,
        score="대",
        to="에서",
        currencies=forms("₩=원|$=달러|€=유로|£=파운드"),
        units=forms("km/h=킬로미터|km=킬로미터|kg=킬로그램|cm=센티미터|m=미터|%=퍼센트|°C=도|℃=도|°=도|GB=기가바이트"),
        season="시즌 {}, {}화",
        always="연중무휴",
        minus="마이너스",
        signs=words("&=와|+=플러스|@=골뱅이") | {"=": "는"},
        months=_MONTHS,
        date="{year}년 {month}월 {day}일",
        counted="초|분|시간|일|주|년|명|화|도|원",
        spaced=False,
    ),
}

_HINDI = (
    "शून्य एक दो तीन चार पाँच छह सात आठ नौ दस ग्यारह बारह तेरह चौदह पंद्रह सोलह सत्रह अठारह उन्नीस बीस इक्कीस बाईस तेईस चौबीस "
    "पच्चीस छब्बीस सत्ताईस अट्ठाईस उनतीस तीस इकतीस बत्तीस तैंतीस चौंतीस पैंतीस छत्तीस सैंतीस अड़तीस उनतालीस चालीस इकतालीस "
    "बयालीस तैंतालीस चवालीस पैंतालीस छियालीस सैंतालीस अड़तालीस उनचास पचास इक्यावन बावन तिरपन चौवन पचपन छप्पन सत्तावन "
    "अट्ठावन उनसठ साठ इकसठ बासठ तिरसठ चौंसठ पैंसठ छियासठ सड़सठ अड़सठ उनहत्तर सत्तर इकहत्तर बहत्तर तिहत्तर चौहत्तर पचहत्तर "
    "छिहत्तर सतहत्तर अठहत्तर उनासी अस्सी इक्यासी बयासी तिरासी चौरासी पचासी छियासी सत्तासी अट्ठासी नवासी नब्बे इक्यानवे बानवे "
    "तिरानवे चौरानवे पचानवे छियानवे सत्तानवे अट्ठानवे निन्यानवे"
).split()
_HINDI_SCALES = ((10**7, "करोड़"), (10**5, "लाख"), (1000, "हज़ार"), (100, "सौ"))
_FIGURES = re.compile(r"\d+(?:,\d{2,3})*(?:\.\d+)?")


def hindi_figures(text: str) -> str:
    """`text` with its numbers as words: XTTS v2's own reader knows none in Hindi."""
    return _FIGURES.sub(lambda found: _hindi_number(found[0]), text)


def _hindi_number(written: str) -> str:
    whole, _, part = written.replace(",", "").partition(".")
    spoken = _hindi_whole(int(whole)) if len(whole) < 12 else " ".join(_HINDI[int(figure)] for figure in whole)
    return f"{spoken} दशमलव {' '.join(_HINDI[int(figure)] for figure in part)}" if part else spoken


def _hindi_whole(number: int) -> str:
    if number < 100:
        return _HINDI[number]
    size, name = next(scale for scale in _HINDI_SCALES if number >= scale[0])
    rest = f" {_hindi_whole(number % size)}" if number % size else ""
    return f"{_hindi_whole(number // size)} {name}{rest}"
