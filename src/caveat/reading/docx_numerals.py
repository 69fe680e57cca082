"""Numbers in the formats that Word counts in (ECMA-376, part 1, 17.18.59, ST_NumberFormat)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

_ROMAN: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LATIN: Final = "abcdefghijklmnopqrstuvwxyz"
_RUSSIAN: Final = "абвгдежзиклмнопрстуфхцчшщыэюя"
_HEBREW: Final = "אבגדהוזחטיכלמנסעפצקרשת"
_HEBREW_TENS: Final = "יכלמנסעפצ"
_HEBREW_HUNDREDS: Final = "קרשת"
_ARABIC: Final = "أبتثجحخدذرزسشصضطظعغفقكلمنهوي"
_ABJAD: Final = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
_DEVANAGARI: Final = "कखगघङचछजझञटठडढणतथदधनपफबभमयरलवशषसह"
_DEVANAGARI_VOWELS: Final = "अआइईउऊऋऌऍऎएऐऑऒओऔअंअः"
_THAI: Final = "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"
_STEMS: Final = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES: Final = "子丑寅卯辰巳午未申酉戌亥"
_GANADA: Final = "가나다라마바사아자차카타파하"
_CHOSUNG: Final = "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ"
_AIUEO: Final = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
_IROHA: Final = "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセスン"
_CHICAGO: Final = "*†‡§"
_HAN: Final = "〇一二三四五六七八九"
_HAN_LEGAL: Final = "零壹贰叁肆伍陆柒捌玖"
_HAN_LEGAL_OLD: Final = "零壹貳參肆伍陸柒捌玖"
_KOREAN: Final = "영일이삼사오육칠팔구"
_ONES: Final = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS: Final = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ORDINALS: Final = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth",
    "twelve": "twelfth",
}  # fmt: skip
_LARGEST: Final = 32_767


def in_format(value: int, form: str, language: str = "en") -> str:
    """A number as a format writes it, in figures where the format has no sign for it or is not known.

    `language` is the ISO 639-1 code for ordinals, of which the spelled ones are written in English only.
    """
    if form == "none":
        return ""
    if form in ("ordinalText", "cardinalText") and language != "en":
        return str(value)
    if form == "ordinal":
        return _ordinal(value, language)
    write = _FORMATS.get(form)
    return (write(value) if write and 0 < value <= _LARGEST else None) or str(value)


def padded(value: int, pattern: str) -> str:
    """A number in a format of the document's own, such as `001, 002, 003, ...`: its first item gives the width."""
    first = pattern.split(",")[0].strip()
    return str(value).zfill(len(first)) if first.isdigit() else str(value)


def _letters(alphabet: str, upper: bool = False) -> Callable[[int], str]:
    """Letters; after the last one each is doubled, then trebled, as Word does: z, aa, bb."""
    signs = alphabet.upper() if upper else alphabet

    def write(value: int) -> str:
        times, place = divmod(value - 1, len(signs))
        return signs[place] * (times + 1) if times < 30 else ""

    return write


def _signs(alphabet: str) -> Callable[[int], str]:
    """One sign for each number, and none for those after the last."""
    return lambda value: alphabet[value - 1] if value <= len(alphabet) else ""


def _digits(zero: str) -> Callable[[int], str]:
    """Figures of another script, from its zero."""
    return lambda value: "".join(chr(ord(zero) + int(figure)) for figure in str(value))


def _figures(ten: str) -> Callable[[int], str]:
    return lambda value: "".join(ten[int(figure)] for figure in str(value))


def _enclosed(first: str, count: int = 20) -> Callable[[int], str]:
    return lambda value: chr(ord(first) + value - 1) if value <= count else ""


def _roman(value: int) -> str:
    text = ""
    for size, letters in _ROMAN:
        count, value = divmod(value, size)
        text += letters * count
    return text


def _ordinal(value: int, language: str) -> str:
    """A number with the ending of an ordinal."""
    if language == "en":
        teens = value % 100 in (11, 12, 13)
        return f"{value}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(value % 10, 'th')}"
    if language == "fr":
        return f"{value}{'er' if value == 1 else 'e'}"
    return f"{value}{'º' if language in ('es', 'pt', 'it') else '.'}"


def _cardinal_text(value: int) -> str:
    return _spelled(value).capitalize()


def _ordinal_text(value: int) -> str:
    before, mark, last = _rpartition(_spelled(value))
    ending = _ORDINALS.get(last) or (f"{last[:-1]}ieth" if last.endswith("y") else f"{last}th")
    return f"{before}{mark}{ending}".capitalize()


def _rpartition(text: str) -> tuple[str, str, str]:
    cut = max(text.rfind(" "), text.rfind("-"))
    return (text[:cut], text[cut], text[cut + 1 :]) if cut >= 0 else ("", "", text)


def _spelled(value: int) -> str:
    if value < 20:
        return _ONES[value]
    for size, word in ((1000, "thousand"), (100, "hundred")):
        if value >= size:
            head, rest = divmod(value, size)
            return f"{_spelled(head)} {word}" + (f" {_spelled(rest)}" if rest else "")
    tens, ones = divmod(value, 10)
    return _TENS[tens - 2] + (f"-{_ONES[ones]}" if ones else "")


def _hebrew(value: int) -> str:
    """Hebrew numerals; 15 and 16 are written 9 + 6 and 9 + 7."""
    if value > 999:
        return ""
    hundreds, rest = divmod(value, 100)
    text = _HEBREW_HUNDREDS[3] * (hundreds // 4) + (_HEBREW_HUNDREDS[hundreds % 4 - 1] if hundreds % 4 else "")
    if rest in (15, 16):
        return text + "ט" + "וז"[rest - 15]
    tens, ones = divmod(rest, 10)
    return text + (_HEBREW_TENS[tens - 1] if tens else "") + (_HEBREW[ones - 1] if ones else "")


def _han(digits: str, units: str) -> Callable[[int], str]:
    """Chinese counting: each digit before its unit, and a zero where units are left out between two."""

    def write(value: int) -> str:
        text, pending = "", False
        for size, unit in zip((10_000, 1_000, 100, 10, 1), (*units, ""), strict=True):
            digit, value = divmod(value, size)
            if digit:
                text += (digits[0] if pending and text else "") + digits[digit] + unit
            pending = not digit
        return text

    return write


def _counting(value: int) -> str:
    """Everyday Chinese counting, in which 10 to 19 go without the one."""
    return _COUNTED(value).removeprefix("一") if 10 <= value < 20 else _COUNTED(value)


def _korean(value: int) -> str:
    """Korean counting, which leaves out zeros and the one before a unit."""
    text = _KOREAN_COUNTED(value).replace(_KOREAN[0], "")
    return text[:-1].replace(_KOREAN[1], "") + text[-1:]


def _sexagenary(value: int) -> str:
    return _STEMS[(value - 1) % 10] + _BRANCHES[(value - 1) % 12]


_COUNTED: Final = _han("零" + _HAN[1:], "万千百十")
_KOREAN_COUNTED: Final = _han(_KOREAN, "만천백십")
_FORMATS: Final[dict[str, Callable[[int], str]]] = {
    "decimal": str,
    "decimalZero": lambda value: f"{value:02}",
    "lowerLetter": _letters(_LATIN),
    "upperLetter": _letters(_LATIN, upper=True),
    "lowerRoman": _roman,
    "upperRoman": lambda value: _roman(value).upper(),
    "cardinalText": _cardinal_text,
    "ordinalText": _ordinal_text,
    "numberInDash": lambda value: f"- {value} -",
    "hex": lambda value: f"{value:X}",
    "chicago": _letters(_CHICAGO),
    "decimalFullWidth": _digits("０"),
    "decimalFullWidth2": _digits("０"),
    "decimalHalfWidth": str,
    "decimalEnclosedCircle": _enclosed("①"),
    "decimalEnclosedCircleChinese": _enclosed("①"),
    "decimalEnclosedParen": _enclosed("⑴"),
    "decimalEnclosedFullstop": _enclosed("⒈"),
    "russianLower": _letters(_RUSSIAN),
    "russianUpper": _letters(_RUSSIAN, upper=True),
    "hebrew1": _hebrew,
    "hebrew2": _letters(_HEBREW),
    "arabicAlpha": _letters(_ARABIC),
    "arabicAbjad": _letters(_ABJAD),
    "hindiNumbers": _digits("०"),
    "hindiVowels": _letters(_DEVANAGARI),  # the standard has the two names the wrong way round
    "hindiConsonants": _letters(_DEVANAGARI_VOWELS),
    "thaiNumbers": _digits("๐"),
    "thaiLetters": _letters(_THAI),
    "ideographDigital": _figures(_HAN),
    "japaneseDigitalTenThousand": _figures(_HAN),
    "taiwaneseDigital": _figures(_HAN),
    "chineseCounting": _counting,
    "chineseCountingThousand": _counting,
    "taiwaneseCounting": _counting,
    "taiwaneseCountingThousand": _counting,
    "japaneseCounting": _counting,
    "chineseLegalSimplified": _han(_HAN_LEGAL, "万仟佰拾"),
    "ideographLegalTraditional": _han(_HAN_LEGAL_OLD, "萬仟佰拾"),
    "japaneseLegal": _han(_HAN_LEGAL_OLD, "萬仟佰拾"),
    "koreanDigital": _figures(_KOREAN),
    "koreanDigital2": _figures(_HAN),
    "koreanCounting": _korean,
    "ideographTraditional": _signs(_STEMS),
    "ideographZodiac": _signs(_BRANCHES),
    "ideographZodiacTraditional": _sexagenary,
    "ideographEnclosedCircle": _enclosed("㊀", 10),
    "ganada": _letters(_GANADA),
    "chosung": _letters(_CHOSUNG),
    "aiueo": _letters(_AIUEO),
    "aiueoFullWidth": _letters(_AIUEO),
    "iroha": _letters(_IROHA),
    "irohaFullWidth": _letters(_IROHA),
}
