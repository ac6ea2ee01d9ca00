"""How Polish, Czech, Russian, Hungarian and Turkish say what is written in signs."""

from collections.abc import Mapping

from prism_tts.manner import Manner, forms, slavic, west_slavic, words


def _counted(one: str, few: str, many: str, amount: str, minute: str) -> str:
    return f"{amount} {(one, few, many)[slavic(amount)]}" + (f" {minute}" if minute != "0" else "")


def _bare_clock(hour: str, minute: str) -> str:
    return hour + (f" {minute}" if minute != "0" else " 00")


def _polish_clock(hour: str, minute: str) -> str:
    return hour + (f" {minute}" if minute != "0" else "")


def _czech_clock(hour: str, minute: str) -> str:
    named = ("hodina", "hodiny", "hodin")[west_slavic(hour)]
    return f"{hour} {named}" + (f" {minute}" if minute != "0" else "")


def _russian_clock(hour: str, minute: str) -> str:
    return _counted("час", "часа", "часов", hour, minute)


def _hungarian_clock(hour: str, minute: str) -> str:
    return f"{hour} óra" + (f" {minute}" if minute != "0" else "")


def _turkish_clock(hour: str, minute: str) -> str:
    return hour + (f" {minute}" if minute != "0" else "")


_CZECH_MONTHS = "ledna|února|března|dubna|května|června|července|srpna|září|října|listopadu|prosince".split("|")
_CZECH_DAYS = (
    "prvního|druhého|třetího|čtvrtého|pátého|šestého|sedmého|osmého|devátého|desátého|jedenáctého|dvanáctého|třináctého|"
    "čtrnáctého|patnáctého|šestnáctého|sedmnáctého|osmnáctého|devatenáctého|dvacátého|dvacátého prvního|"
    "dvacátého druhého|dvacátého třetího|dvacátého čtvrtého|dvacátého pátého|dvacátého šestého|dvacátého sedmého|"
    "dvacátého osmého|dvacátého devátého|třicátého|třicátého prvního"
).split("|")
_CZECH_DATES = {
    f"{day}. {month}": f"{said} {month}" for day, said in enumerate(_CZECH_DAYS, 1) for month in _CZECH_MONTHS
}

EAST: Mapping[str, Manner] = {
    "pl": Manner(
        clock=_polish_clock,
        score="do",
        to="do",
        currencies=forms(
            "zł=złoty/złote/złotych|PLN=złoty/złote/złotych|€=euro|$=dolar/dolary/dolarów|£=funt/funty/funtów"
        ),
        units=forms(
            "km/h=kilometr na godzinę/kilometry na godzinę/kilometrów na godzinę|km=kilometr/kilometry/kilometrów"
        )
        | forms("kg=kilogram/kilogramy/kilogramów|cm=centymetr/centymetry/centymetrów|m=metr/metry/metrów|%=procent")
        | forms(
            "min=minuta/minuty/minut|godz.=godzina/godziny/godzin|°C=stopień/stopnie/stopni|°=stopień/stopnie/stopni"
        )
        | forms("GB=gigabajt/gigabajty/gigabajtów|MB=megabajt/megabajty/megabajtów|mln=milion/miliony/milionów")
        | forms("tys.=tysiąc/tysiące/tysięcy"),
        season="sezon {}, odcinek {}",
        always="całą dobę",
        minus="minus",
        form=west_slavic,
        abbreviations=words(
            "r.=roku|np.=na przykład|itd.=i tak dalej|itp.=i tym podobne|m.in.=między innymi|tzn.=to znaczy"
        )
        | words("dr=doktor|prof.=profesor|nr=numer|ul.=ulica|godz.=godzina|ok.=około|św.=święty|vs.=kontra"),
        signs=words("&=i|+=plus|@=małpa") | {"=": "równa się"},
        dotted=r"[Oo]|[Oo]d|[Dd]o|godz\.",
        months=tuple(
            "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia".split()
        ),
        counted="sekund|minut|godzin|dni|tygodni|lat|osób|odcinków|stopni|złotych",
    ),
    "cs": Manner(
        clock=_czech_clock,
        score="ku",
        to="až",
        currencies=forms(
            "Kč=koruna/koruny/korun|CZK=koruna/koruny/korun|€=euro/eura/eur|$=dolar/dolary/dolarů|£=libra/libry/liber"
        ),
        units=forms("km/h=kilometr za hodinu/kilometry za hodinu/kilometrů za hodinu|km=kilometr/kilometry/kilometrů")
        | forms(
            "kg=kilogram/kilogramy/kilogramů|cm=centimetr/centimetry/centimetrů|m=metr/metry/metrů|GB=gigabajt/gigabajty/gigabajtů"
        )
        | forms("%=procento/procenta/procent|min=minuta/minuty/minut|°C=stupeň/stupně/stupňů|°=stupeň/stupně/stupňů"),
        season="řada {}, díl {}",
        always="24 hodin denně",
        minus="minus",
        form=west_slavic,
        abbreviations=words(
            "např.=například|atd.=a tak dále|apod.=a podobně|tj.=to jest|tzv.=takzvaný|č.=číslo|dr.=doktor"
        )
        | words("prof.=profesor|ul.=ulice|vs.=proti"),
        signs=words("&=a|+=plus|@=zavináč") | {"=": "rovná se"},
        ordinals=_CZECH_DATES,
        dotted="[Vv]|[Vv]e|[Oo]d|[Dd]o",
        months=tuple(_CZECH_MONTHS),
        date="{day}. {month} {year}",
        short_dates=True,
        hours=("h", "hod.", "hodin"),
        counted="sekund|minut|hodin|dnů|týdnů|let|lidí|dílů|stupňů|korun",
    ),
    "ru": Manner(
        clock=_russian_clock,
        score="",
        to="",
        currencies=forms(
            "₽=рубль/рубля/рублей|руб.=рубль/рубля/рублей|€=евро|$=доллар/доллара/долларов|£=фунт/фунта/фунтов"
        ),
        units=forms("км/ч=километр в час/километра в час/километров в час|км=километр/километра/километров")
        | forms("кг=килограмм/килограмма/килограммов|см=сантиметр/сантиметра/сантиметров|м=метр/метра/метров")
        | forms("%=процент/процента/процентов|мин=минута/минуты/минут|мин.=минута/минуты/минут|ч=час/часа/часов")
        | forms(
            "°C=градус/градуса/градусов|°=градус/градуса/градусов|ГБ=гигабайт/гигабайта/гигабайт|млн=миллион/миллиона/миллионов"
        )
        | forms("тыс.=тысяча/тысячи/тысяч|млрд=миллиард/миллиарда/миллиардов"),
        season="сезон {}, серия {}",
        always="круглосуточно",
        minus="минус",
        form=slavic,
        abbreviations=words(
            "т. е.=то есть|т.е.=то есть|т. д.=так далее|т.д.=так далее|т. п.=тому подобное|т.к.=так как"
        )
        | words("напр.=например|г.=год|ул.=улица|им.=имени|др.=другие|стр.=страница"),
        signs=words("&=и|+=плюс|@=собака|№=номер") | {"=": "равно"},
        hours=("ч", "часов"),
        dotted="[Вв]",
        months=tuple("января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split()),
        counted="секунд|минут|часов|дней|недель|лет|человек|серий|градусов|рублей",
    ),
    "hu": Manner(
        clock=_hungarian_clock,
        score="",
        to="",
        currencies=forms("Ft=forint|HUF=forint|€=euró|$=dollár|£=font"),
        units=forms("km/h=kilométer per óra|km=kilométer|kg=kilogramm|cm=centiméter|m=méter|%=százalék|perc=perc")
        | forms("°C=fok|°=fok|GB=gigabájt|MB=megabájt|Hz=hertz"),
        season="{}. évad, {}. rész",
        always="éjjel-nappal",
        minus="mínusz",
        abbreviations=words("pl.=például|stb.=és így tovább|kb.=körülbelül|dr.=doktor|ún.=úgynevezett|vs.=kontra"),
        signs=words("&=és|+=plusz|@=kukac") | {"=": "egyenlő"},
        hours=("h", "óra"),
        months=tuple(
            "január február március április május június július augusztus szeptember október november december".split()
        ),
        date="{year}. {month} {day}.",
        counted="másodperc|perc|óra|nap|hét|év|ember|rész|fok|forint",
    ),
    "tr": Manner(
        clock=_turkish_clock,
        score="",
        to="ile",
        currencies=forms("₺=lira|TL=lira|€=avro|$=dolar|£=sterlin"),
        units=forms("km/sa=kilometre saatte|km=kilometre|kg=kilogram|cm=santimetre|m=metre|dk=dakika|sn=saniye|sa=saat")
        | forms("°C=derece|°=derece|GB=gigabayt|MB=megabayt|Hz=hertz"),
        season="sezon {}, bölüm {}",
        always="yedi gün 24 saat",
        minus="eksi",
        abbreviations=words("örn.=örneğin|vb.=ve benzeri|vs.=vesaire|Dr.=doktor|Prof.=profesör|No.=numara"),
        signs=words("&=ve|+=artı|@=et") | {"=": "eşittir"},
        dotted="[Ss]aat",
        months=tuple("Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık".split()),
        counted="saniye|dakika|saat|gün|hafta|yıl|kişi|bölüm|derece|lira",
        percent_first="yüzde",
    ),
}
