"""How German, Dutch, French, Spanish, Portuguese and Italian say what is written in signs."""

from collections.abc import Mapping

from prism_tts.manner import Manner, forms, words


def _german_clock(hour: str, minute: str) -> str:
    return f"{hour} Uhr" + (f" {minute}" if minute != "0" else "")


def _german_year(year: str) -> str:
    return f"{year[:2]} hundert {year[2:].lstrip('0')}".rstrip()


def _dutch_clock(hour: str, minute: str) -> str:
    return f"{hour} uur" + (f" {minute}" if minute != "0" else "")


def _spanish_clock(hour: str, minute: str) -> str:
    return hour + (f" y {minute}" if minute != "0" else " en punto")


def _portuguese_clock(hour: str, minute: str) -> str:
    named = {"0": "meia-noite", "12": "meio-dia"}.get(hour, f"{hour} hora{'s' if hour != '1' else ''}")
    return named + (f" e {minute}" if minute != "0" else "")


def _french_clock(hour: str, minute: str) -> str:
    named = {"0": "minuit", "12": "midi"}.get(hour, f"{hour} heure{'s' if hour != '1' else ''}")
    return named + (f" {minute}" if minute != "0" else "")


def _italian_clock(hour: str, minute: str) -> str:
    named = {"0": "mezzanotte", "12": "mezzogiorno"}.get(hour, hour) if minute == "0" else hour
    return named + (f" e {minute}" if minute != "0" else "")


WEST: Mapping[str, Manner] = {
    "de": Manner(
        clock=_german_clock,
        score="zu",
        to="bis",
        currencies=forms("€=Euro|$=Dollar|£=Pfund|¥=Yen|CHF=Franken|EUR=Euro|USD=Dollar"),
        units=forms(
            "km/h=Kilometer pro Stunde|km=Kilometer|kg=Kilogramm|cm=Zentimeter|mm=Millimeter|m=Meter|m²=Quadratmeter"
        )
        | forms("GB=Gigabyte|MB=Megabyte|min=Minute/Minuten|Min.=Minute/Minuten|Std.=Stunde/Stunden|°C=Grad|°=Grad")
        | forms("%=Prozent|Hz=Hertz|Mio.=Million/Millionen|Mrd.=Milliarde/Milliarden|Tsd.=Tausend"),
        season="Staffel {}, Folge {}",
        always="24 Stunden am Tag",
        minus="minus",
        abbreviations=words("z. B.=zum Beispiel|z.B.=zum Beispiel|d. h.=das heißt|d.h.=das heißt|u. a.=unter anderem")
        | words("u.a.=unter anderem|usw.=und so weiter|bzw.=beziehungsweise|ca.=circa|Dr.=Doktor|Prof.=Professor")
        | words("Nr.=Nummer|St.=Sankt|ggf.=gegebenenfalls|evtl.=eventuell|Hr.=Herr|Fr.=Frau|vs.=gegen|inkl.=inklusive"),
        signs=words("&=und|+=plus|@=at|§=Paragraf") | {"=": "gleich"},
        hours=("Uhr", "h"),
        counted="Sekunden|Minuten|Stunden|Tage|Wochen|Jahre|Personen|Folgen|Grad|Euro|Uhr",
        months=tuple("Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split()),
        date="{day}. {month} {year}",
        short_dates=True,
        dotted="[Uu]m|[Gg]egen",
        year=_german_year,
    ),
    "nl": Manner(
        clock=_dutch_clock,
        score="",
        to="tot",
        currencies=forms("€=euro|$=dollar|£=pond|¥=yen"),
        units=forms("km/h=kilometer per uur|km/u=kilometer per uur|km=kilometer|kg=kilo|cm=centimeter|m=meter")
        | forms("GB=gigabyte|MB=megabyte|min=minuut/minuten|°C=graden|°=graden|%=procent|Hz=hertz"),
        season="seizoen {}, aflevering {}",
        always="dag en nacht",
        minus="min",
        abbreviations=words(
            "bijv.=bijvoorbeeld|bv.=bijvoorbeeld|o.a.=onder andere|d.w.z.=dat wil zeggen|enz.=enzovoort"
        )
        | words("dhr.=de heer|mevr.=mevrouw|dr.=dokter|nr.=nummer|ca.=circa|vs.=tegen"),
        signs=words("&=en|+=plus|@=apenstaartje") | {"=": "is"},
        ordinals=words("1e=eerste|2e=tweede|3e=derde|4e=vierde|5e=vijfde|8e=achtste|1ste=eerste|2de=tweede|3de=derde"),
        hours=("uur", "u"),
        dotted="[Oo]m|[Rr]ond",
        months=tuple("januari februari maart april mei juni juli augustus september oktober november december".split()),
        counted="seconden|minuten|uur|dagen|weken|jaar|mensen|afleveringen|graden|euro",
    ),
    "fr": Manner(
        clock=_french_clock,
        score="à",
        to="à",
        currencies=forms("€=euro/euros|$=dollar/dollars|£=livre/livres|¥=yen/yens|CHF=franc suisse/francs suisses"),
        units=forms("h=heure/heures|km/h=kilomètre-heure/kilomètres-heure|km=kilomètre/kilomètres|kg=kilo/kilos")
        | forms("cm=centimètre/centimètres|m=mètre/mètres|m²=mètre carré/mètres carrés|Go=gigaoctet/gigaoctets")
        | forms("Mo=mégaoctet/mégaoctets|min=minute/minutes|s=seconde/secondes|°C=degré/degrés|°=degré/degrés")
        | forms("%=pour cent|Hz=hertz|M€=million d'euros/millions d'euros"),
        season="saison {}, épisode {}",
        always="24 heures sur 24",
        minus="moins",
        abbreviations=words("M.=monsieur|MM.=messieurs|Mme=madame|Mlle=mademoiselle|Dr=docteur|Pr=professeur")
        | words("etc.=et cetera|p. ex.=par exemple|c.-à-d.=c'est-à-dire|n°=numéro|N°=numéro|vs.=contre|vs=contre"),
        signs=words("&=et|+=plus|@=arobase") | {"=": "égale"},
        ordinals=words(
            "Ier=premier|Ire=première|1er=premier|1re=première|1ère=première|2e=deuxième|3e=troisième|2nd=second|2nde=seconde"
        )
        | words("4e=quatrième|5e=cinquième|6e=sixième|7e=septième|8e=huitième|9e=neuvième|10e=dixième"),
        hours=("h", "heures"),
        months=tuple("janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()),
        counted="secondes|minutes|heures|jours|semaines|ans|personnes|épisodes|degrés|euros",
    ),
    "es": Manner(
        clock=_spanish_clock,
        score="a",
        to="a",
        currencies=forms("€=euro/euros|$=dólar/dólares|£=libra/libras|¥=yen/yenes"),
        units=forms(
            "km/h=kilómetro por hora/kilómetros por hora|km=kilómetro/kilómetros|kg=kilo/kilos"
            "|cm=centímetro/centímetros"
        )
        | forms("m=metro/metros|m²=metro cuadrado/metros cuadrados|GB=gigabyte/gigabytes|MB=megabyte/megabytes")
        | forms(
            "min=minuto/minutos|h=hora/horas|s=segundo/segundos|°C=grado/grados|°=grado/grados|%=por ciento"
            "|Hz=hercio/hercios"
        ),
        season="temporada {}, episodio {}",
        always="las 24 horas",
        minus="menos",
        abbreviations=words("Sr.=señor|Sra.=señora|Srta.=señorita|Dr.=doctor|Dra.=doctora|Ud.=usted|Uds.=ustedes")
        | words("p. ej.=por ejemplo|p.ej.=por ejemplo|etc.=etcétera|EE. UU.=Estados Unidos|EE.UU.=Estados Unidos")
        | words("núm.=número|n.º=número|vs.=contra|cap.=capítulo|pág.=página"),
        signs=words("&=y|+=más|@=arroba") | {"=": "igual a"},
        ordinals=words(
            "1º=primero|2º=segundo|3º=tercero|4º=cuarto|5º=quinto|1ª=primera|2ª=segunda|3ª=tercera|4ª=cuarta"
        )
        | words(
            "5ª=quinta|1er=primer|1.º=primero|2.º=segundo|3.º=tercero|1.ª=primera|2.ª=segunda|3.ª=tercera|3er=tercer"
        ),
        hours=("h", "horas"),
        dotted="las|la",
        months=tuple(
            "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split()
        ),
        date="{day} de {month} de {year}",
        counted="segundos|minutos|horas|días|semanas|años|personas|episodios|grados|euros",
    ),
    "pt": Manner(
        clock=_portuguese_clock,
        score="a",
        to="a",
        currencies=forms("€=euro/euros|R$=real/reais|US$=dólar/dólares|$=dólar/dólares|£=libra/libras|¥=iene/ienes"),
        units=forms("km/h=quilómetro por hora/quilómetros por hora|km=quilómetro/quilómetros|kg=quilo/quilos")
        | forms(
            "cm=centímetro/centímetros|m=metro/metros|GB=gigabyte/gigabytes|MB=megabyte/megabytes|min=minuto/minutos"
        )
        | forms("h=hora/horas|s=segundo/segundos|°C=grau/graus|°=grau/graus|%=por cento|Hz=hertz"),
        season="temporada {}, episódio {}",
        always="24 horas por dia",
        minus="menos",
        abbreviations=words(
            "Sr.=senhor|Sra.=senhora|Dr.=doutor|Dra.=doutora|etc.=etcétera|p. ex.=por exemplo|p.ex.=por exemplo"
        )
        | words("n.º=número|nº=número|vs.=contra|pág.=página|cap.=capítulo|EUA=Estados Unidos"),
        signs=words("&=e|+=mais|@=arroba") | {"=": "igual a"},
        ordinals=words("1º=primeiro|2º=segundo|3º=terceiro|4º=quarto|5º=quinto|1ª=primeira|2ª=segunda|3ª=terceira")
        | words("4ª=quarta|5ª=quinta|1.º=primeiro|2.º=segundo|1.ª=primeira|2.ª=segunda"),
        hours=("h", "horas"),
        dotted="[àÀ]s",
        months=tuple(
            "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro".split()
        ),
        date="{day} de {month} de {year}",
        counted="segundos|minutos|horas|dias|semanas|anos|pessoas|episódios|graus|euros|reais",
    ),
    "it": Manner(
        clock=_italian_clock,
        score="a",
        to="a",
        currencies=forms("€=euro|$=dollaro/dollari|£=sterlina/sterline|¥=yen"),
        units=forms(
            "km/h=chilometro orario/chilometri orari|km=chilometro/chilometri|kg=chilo/chili|cm=centimetro/centimetri"
        )
        | forms("m=metro/metri|m²=metro quadro/metri quadri|GB=gigabyte|MB=megabyte|min=minuto/minuti|h=ora/ore")
        | forms("s=secondo/secondi|°C=grado/gradi|%=per cento|Hz=hertz"),
        season="stagione {}, episodio {}",
        always="24 ore su 24",
        minus="meno",
        abbreviations=words(
            "Sig.=signor|sig.=signor|Sig.ra=signora|sig.ra=signora|Dott.=dottor|dott.=dottor|Dott.ssa=dottoressa|Prof.=professor"
        )
        | words("ecc.=eccetera|p. es.=per esempio|p.es.=per esempio|vs.=contro|n.=numero|pag.=pagina"),
        signs=words("&=e|+=più|@=chiocciola") | {"=": "uguale"},
        ordinals=words(
            "1°=primo|2°=secondo|3°=terzo|4°=quarto|5°=quinto|1ª=prima|2ª=seconda|3ª=terza|1º=primo|2º=secondo"
        )
        | words("3º=terzo"),
        hours=("h", "ore"),
        dotted="[Aa]lle|[Dd]alle|[Oo]re",
        months=tuple(
            "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre".split()
        ),
        counted="secondi|minuti|ore|giorni|settimane|anni|persone|episodi|gradi|euro",
    ),
}
