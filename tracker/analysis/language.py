"""Which language a text is in, by its script and its commonest words. English is read; the rest is set aside by name."""

import re
from collections import Counter

_WORD = re.compile(r"[^\W\d_]+")
SAMPLE = 4000
FEW = 8
ENOUGH_WORDS = 6

# The commonest small words of each language; a word may stand in several.
PROFILES: dict[str, frozenset[str]] = {
    code: frozenset(words.split())
    for code, words in {
        "en": "the of and to a in that is was he for it with as his on be at by had not are but from or have an they which one were her she said will has who its been would their more when there if out so what about up into than them we you this",
        "fr": "le la les de des du et à en un une que qui est dans pour pas sur au avec se ce il elle sont par plus ne nous vous mais ou cette aux été ont leur son sa ses était selon comme être",
        "de": "der die das und in den von zu mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur bis mehr",
        "es": "de la que el en y a los del se las por un para con no una su al lo como más pero sus le ya o este sí porque esta entre cuando muy sin sobre también me hasta hay donde quien desde ha fue según",
        "it": "di e il la che in un a per è una sono con non del si da al le dei come i nel alla più anche ha lo gli della ma delle questo ha nella dal se sul stato tra essere",
        "pt": "de a o que e do da em um para é com não uma os no se na por mais as dos como mas foi ao ele das tem à seu sua ou ser quando muito há nos já está também só pelo pela até isso",
        "nl": "de het een en van in is dat op te zijn met voor niet aan er om ook als bij maar door naar dan heeft die hij worden werd uit wordt over zij zich nog tot deze geen was",
        "sv": "och i att det som en på är av för med den till inte om ett men var jag han de sig så från hade när kan ska efter eller har vid också vi under mot",
        "da": "og i at det som en på er af for med den til ikke om et men var jeg han de sig så fra havde når kan skal efter eller har ved også vi under mod blev",
        "no": "og i at det som en på er av for med den til ikke om et men var jeg han de seg så fra hadde når kan skal etter eller har ved også vi under mot ble",
        "fi": "ja on ei se että hän oli ovat mutta myös kun niin kuin sen joka ole mukaan ovat tai nyt vain jo olisi hänen sekä mitä tämä",
        "pl": "w i na z że się do nie jest o to jak a za po od przez dla są ale był co jego tym oraz będzie które który tak ze już także było",
        "cs": "a v se na je že s o z do to i za pro by jako po ve jsou byl však ale jeho od který které také podle už k má jsem",
        "sk": "a v sa na je že s o z do to aj za pre by ako po vo sú bol však ale jeho od ktorý ktoré tiež podľa už k má som",
        "hu": "a az és hogy nem is egy de van volt meg ez csak már el mint még ezt vagy ha azt szerint kell lesz nincs lehet",
        "ro": "de și în a la cu nu o pe că care un din este au mai pentru să se prin fost sunt sau dar ce după am lui cum",
        "tr": "ve bir bu da de için ile olarak çok daha olan en gibi kadar sonra ne ama var ya o ki dedi değil göre olduğunu her ise",
        "hr": "i u je da na se za su od koji s o će to kao ne što bi ili iz sa ali po nije bio koja do samo koje",
        "sl": "in je v na da se za so z ki bi pa tudi po ne od kot ni iz pri še bo ali do ter kar",
        "lt": "ir kad į yra iš su tai bet buvo ne apie per kaip jis po prie dėl už ar o bei taip",
        "lv": "un ir ka uz no par ar kas arī bet tas bija kā pie pēc vai lai nav to",
        "et": "ja on et ei see oli ka ta mis kui aga oma ning või ole selle pole siis",
        "sq": "e të në dhe një që për me nga është se i si nuk më do ka por kjo",
        "id": "yang dan di itu dengan untuk tidak ini dari dalam akan pada juga ke karena ada bahwa oleh saya kami atau telah sebagai",
        "vi": "và của là có cho không được trong một với các người này đã những đó để khi về từ ông",
        "sw": "ya na wa kwa ni za katika la kuwa hii cha huo kama hiyo baada yake alisema pia",
        "ru": "и в не на что с по как это он к за из но его от у о для бы же так все она было мы который году",
        "uk": "і в не на що з до як це він та за від але його про у для із який також є й ми року",
        "bg": "и на в се да за от е с че по като не са които това той ще беше след има",
        "sr": "и у је да на се за су од који са о ће то као не што би или из али по није",
    }.items()
}
_SCRIPTS: tuple[tuple[str, str], ...] = (
    ("ja", r"[\u3040-\u30ff]"), ("ko", r"[\uac00-\ud7af]"), ("zh", r"[\u4e00-\u9fff]"), ("he", r"[\u0590-\u05ff]"),
    ("el", r"[\u0370-\u03ff]"), ("hi", r"[\u0900-\u097f]"), ("bn", r"[\u0980-\u09ff]"), ("th", r"[\u0e00-\u0e7f]"),
    ("ta", r"[\u0b80-\u0bff]"), ("ka", r"[\u10a0-\u10ff]"), ("hy", r"[\u0530-\u058f]"), ("am", r"[\u1200-\u137f]"),
    ("my", r"[\u1000-\u109f]"), ("km", r"[\u1780-\u17ff]"),
)  # fmt: skip
_NOT_LATIN = re.compile(r"[\u0370-\u1dff\u1f00-\u1fff\u2e80-\ufaff]")
_ARABIC = re.compile(r"[\u0600-\u06ff]")
_PERSIAN = re.compile(r"[پچژگیک]")
_URDU = re.compile(r"[ٹڈڑںےہ]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_LATIN = re.compile(r"[a-zA-Z\u00c0-\u024f\u1e00-\u1eff]")
NAMES = {
    "en": "English", "fr": "French", "de": "German", "es": "Spanish", "it": "Italian", "pt": "Portuguese", "nl": "Dutch", "sv": "Swedish",
    "da": "Danish", "no": "Norwegian", "fi": "Finnish", "pl": "Polish", "cs": "Czech", "sk": "Slovak", "hu": "Hungarian", "ro": "Romanian",
    "tr": "Turkish", "hr": "Croatian", "sl": "Slovenian", "lt": "Lithuanian", "lv": "Latvian", "et": "Estonian", "sq": "Albanian",
    "id": "Indonesian", "vi": "Vietnamese", "sw": "Swahili", "ru": "Russian", "uk": "Ukrainian", "bg": "Bulgarian", "sr": "Serbian",
    "ja": "Japanese", "ko": "Korean", "zh": "Chinese", "he": "Hebrew", "el": "Greek", "hi": "Hindi", "bn": "Bengali", "th": "Thai",
    "ta": "Tamil", "ka": "Georgian", "hy": "Armenian", "am": "Amharic", "my": "Burmese", "km": "Khmer", "ar": "Arabic", "fa": "Persian",
    "ur": "Urdu",
}  # fmt: skip


def language_of(text: str) -> str | None:
    """The ISO 639-1 code of the text's language, from its beginning; `None` where there is too little to tell."""
    sample = text[:SAMPLE]
    if len(_NOT_LATIN.findall(sample)) <= FEW:
        return _by_words(sample)
    return _by_script(sample) or _by_words(sample)


def _by_script(sample: str) -> str | None:
    latin = len(_LATIN.findall(sample))
    arabic = len(_ARABIC.findall(sample))
    if arabic > max(10, latin):
        return "ur" if _URDU.search(sample) else "fa" if len(_PERSIAN.findall(sample)) > arabic / 50 else "ar"
    for code, pattern in _SCRIPTS:
        if len(re.findall(pattern, sample)) > max(8, latin / 3):
            return code
    return None


def _by_words(sample: str) -> str | None:
    words = _WORD.findall(sample)
    if len(words) < ENOUGH_WORDS:
        return None
    cyrillic = _is_cyrillic(sample)
    scores = {code: 0 for code in PROFILES if cyrillic == (code in _WRITTEN_IN_CYRILLIC)}
    for word, times in Counter(map(str.lower, words)).items():
        for code in _LANGUAGES_OF.get(word, ()):
            if code in scores:
                scores[code] += times
    ranked = sorted(scores, key=lambda code: -scores[code])
    best = scores[ranked[0]]
    if best < max(2, 0.12 * len(words)) or best == scores[ranked[1]]:
        return None
    return ranked[0]


_WRITTEN_IN_CYRILLIC = frozenset({"ru", "uk", "bg", "sr"})
_LANGUAGES_OF: dict[str, list[str]] = {}
for _code, _profile in PROFILES.items():
    for _common in _profile:
        _LANGUAGES_OF.setdefault(_common, []).append(_code)


def _is_cyrillic(sample: str) -> bool:
    """Whether more of the letters are Cyrillic than Latin."""
    found = len(_CYRILLIC.findall(sample))
    return found > 0 and found > len(_LATIN.findall(sample))
