"""One name in many spellings: accents, transliterations, particles, initials, and what a demonym shares with its state.

Two strengths. `fold` makes equal what newspapers of one alphabet print for one name ("Andrey", "Andrei"); it is safe everywhere. `spellings`
gives the sounds that a name has under each of the ways in which Cyrillic is written in Latin letters; names that share one may be one.
"""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache


def word_set(line: str) -> frozenset[str]:
    """Return the words of a line as a set: a list of quoted words is longer to read and to keep."""
    return frozenset(line.split())


PARTICLES = word_set("de van von der den ter ten la le du da das dos di del della bin ibn al el ul abu ben af av zu")
"""Words that begin a surname; a name that begins with one lacks its given name."""

LOOSE = word_set("head minister secretary envoy diplomat representative deputy military scholar writer lawmaker")
"""Families that two particular roles may share without being one office: a president and a king are both heads."""

SPELLINGS = (
    ("kh", "h"),
    ("ph", "f"),
    ("ck", "k"),
    ("ou", "u"),
    ("ue", "u"),
    ("oe", "o"),
    ("ae", "a"),
    ("yi", "i"),
    ("y", "i"),
    ("j", "i"),
    ("w", "v"),
    ("th", "t"),
    ("ts", "c"),
    ("tz", "c"),
)
"""Letters that transliterations of one name interchange. Applied in this order."""

WHOLE_LETTERS = str.maketrans(
    {
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "ı": "i",
        "æ": "ae",
        "œ": "oe",
        "ß": "ss",
        "þ": "th",
        "ə": "a",
        "ʼ": "",
        "'": "",
        "’": "",
        "ʿ": "",
    }
)
"""Letters that Unicode does not take apart into a plain one and its mark, and signs that transliterations set between letters."""

DEMONYM_ENDINGS = (
    "",
    *[
        "n",
        "an",
        "ian",
        "ean",
        "ese",
        "ish",
        "er",
        "ic",
        "i",
        "k",
        "ite",
        "ard",
        "nian",
        "ch",
        "sh",
        "s",
        "ns",
        "ans",
        "ians",
        "ers",
    ],
)
STATE_ENDINGS = ("", *["a", "ia", "e", "o", "y", "ea", "us", "land", "os", "ya", "an", "stan"])
"""What a demonym has behind the stem that it shares with its state, and what the state has."""


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """Return a word without accents, with transliteration variants and doubled letters made equal: "Andrey" and "Andrei" both give "andrei"."""
    letters = word.lower()
    if not letters.isascii():
        decomposed = unicodedata.normalize("NFKD", letters)
        letters = "".join(c for c in decomposed if not unicodedata.combining(c))
    letters = letters.translate(WHOLE_LETTERS)
    for variant, plain in SPELLINGS:
        letters = letters.replace(variant, plain)
    return undouble(letters)


def undouble(letters: str) -> str:
    """Return letters with each run of one letter cut down to one."""
    out = ""
    for c in letters:
        if not out or out[-1] != c:
            out += c
    return out


def folded(words: Sequence[str]) -> tuple[str, ...]:
    """Fold each word of a name."""
    return tuple(fold(w) for w in words)


# ------------------------------------------------------------------------------- sounds: capitals are hushed consonants

_CYRILLIC_LETTERS = "абвгґдеєжзиіїйклмнопрстуфхцчшщъыьэюяёўђјљњћџѓќ"
_CYRILLIC_SOUNDS = "a b v g g d e e Z z i i i i k l m n o p r s t u f h c C S SC _ i _ e iu ia e v J i li ni C J g k"
_CYRILLIC = dict(zip(_CYRILLIC_LETTERS, _CYRILLIC_SOUNDS.split(" "), strict=True))
_SCHEMES: dict[str, dict[str, str]] = {
    # English: BGN/PCGN and the press
    "en": {
        "shch": "SC", "sch": "S", "sh": "S", "tch": "C", "ch": "C", "zh": "Z", "kh": "h", "ph": "f", "ts": "c", "tz": "c",
        "ck": "k", "ks": "ks", "x": "ks", "q": "k", "c": "k", "oo": "u", "ou": "u", "ee": "i", "th": "t", "dh": "d", "gh": "g",
        "j": "J", "dj": "J",
    },
    # German: Duden writes both sh and zh as "sch"
    "de": {"schtsch": "SC", "tsch": "C", "dsch": "J", "sch": "S", "sh": "Z", "ch": "h", "z": "c", "tz": "c", "c": "k", "q": "k", "x": "ks"},
    "de-zh": {"schtsch": "SC", "tsch": "C", "sch": "Z", "ch": "h", "c": "k", "q": "k", "x": "ks"},
    # Ukrainian names, whose h English and German keep and Russian makes a g
    "uk": {"shch": "SC", "sh": "S", "ch": "C", "zh": "Z", "kh": "h", "ts": "c", "h": "g", "x": "ks", "q": "k"},
    "de-uk": {"schtsch": "SC", "tsch": "C", "sch": "S", "ch": "h", "z": "c", "h": "g", "c": "k", "q": "k", "x": "ks"},
    # French
    "fr": {
        "chtch": "SC", "tch": "C", "dj": "J", "ch": "S", "j": "Z", "ou": "u", "gue": "ge", "gui": "gi", "kh": "h", "ts": "c",
        "qu": "k", "q": "k", "x": "ks", "c": "k", "ç": "s",
    },
    # Polish
    "pl": {
        "szcz": "SC", "cz": "C", "sz": "S", "rz": "Z", "ż": "Z", "dż": "J", "ć": "C", "ch": "h", "x": "ks", "q": "k",
    },
    # ISO 9, scholarly, Czech, Croatian
    "iso": {"šč": "SC", "ŝ": "SC", "š": "S", "č": "C", "ć": "C", "ž": "Z", "dž": "J", "đ": "J", "ch": "h", "x": "h", "q": "k"},
    # Turkish
    "tr": {"ş": "S", "ç": "C", "c": "J", "ğ": "", "j": "Z"},
}  # fmt: skip
"""How letters sound where Cyrillic names are written in Latin letters: scheme -> letters -> sound. From the schemes' own tables (BGN/PCGN 1947, Duden,
Polish PWN, ISO 9:1995, French press) and Turkish spelling; letters that are not named sound as they look."""
_LONGEST = max(len(letters) for table in _SCHEMES.values() for letters in table)
_SOFT = (("ii", "i"), ("ie", "e"), ("io", "e"), ("ue", "u"), ("oe", "o"), ("ae", "a"))
_HUSHED = "SCZc"


@lru_cache(maxsize=65536)
def spellings(word: str) -> frozenset[str]:
    """Return the sounds that a word may stand for, one for each scheme that reads it differently. Two words that share one may be one name."""
    low = word.lower().replace("'", "").replace("’", "")
    if any(c in _CYRILLIC for c in low):
        sounds = "".join(_CYRILLIC.get(c, c) for c in low).replace("_", "")
        return frozenset({_settle(sounds), _settle(sounds.replace("g", "h")) if "г" in low else _settle(sounds)})
    return frozenset(_settle(_sound(low, table, name)) for name, table in _SCHEMES.items())


def _sound(low: str, table: dict[str, str], name: str) -> str:
    out, i = [], 0
    while i < len(low):
        for n in range(min(_LONGEST, len(low) - i), 0, -1):
            found = table.get(low[i : i + n])
            if found is not None:
                out.append(found)
                i += n
                break
        else:
            out.append(low[i])
            i += 1
    sounds = "".join(out)
    return sounds[:-1] if name == "fr" and sounds.endswith("ine") else sounds


def _settle(sounds: str) -> str:
    """Return sounds without accents, with the soft and the doubled vowels that schemes write each in their own way made equal."""
    if not sounds.isascii():
        decomposed = unicodedata.normalize("NFKD", sounds)
        sounds = "".join(c for c in decomposed if not unicodedata.combining(c))
    sounds = sounds.translate(WHOLE_LETTERS).replace("y", "i").replace("j", "i").replace("w", "v")
    for variant, plain in _SOFT:
        sounds = sounds.replace(variant, plain)
    # "Chernyshov" and "Chernyshev": what follows a hushed consonant is written as heard or as spelt
    for hushed in _HUSHED:
        sounds = sounds.replace(hushed + "o", hushed + "e")
    return undouble(sounds)


def sound_alike(left: str, right: str) -> bool:
    """Whether two words may be one name in two transliterations: they share a reading, and the lesser has four letters at least."""
    return fold(left) == fold(right) or (min(len(left), len(right)) >= 4 and bool(spellings(left) & spellings(right)))


_CONSONANTS = str.maketrans({**dict.fromkeys("aeiou", ""), "q": "k", "g": "k", "S": "s", "Z": "z"})


@lru_cache(maxsize=65536)
def skeleton(word: str) -> str:
    """Return a word's consonants, as far as transliterations agree on them: "Hossein" and "Husayn" both give "hsn"."""
    return undouble(fold(word).replace("dh", "d").replace("gh", "g").translate(_CONSONANTS))


# ------------------------------------------------------------------------------- names of several words


def is_suffix(short: Sequence[str], full: Sequence[str]) -> bool:
    """Whether a name ends another, as a surname does."""
    return 0 < len(short) <= len(full) and tuple(full[-len(short) :]) == tuple(short)


def is_whole(name: str) -> bool:
    """Whether a person's printed name can be the whole of it: several words, no particle first ("van der Aale")."""
    words = name.split()
    return len(words) > 1 and words[0].lower() not in PARTICLES


def initials(words: Sequence[str]) -> str:
    """Return a name's initials in sorted order: the parts of "A-B Council" may stand in either order."""
    return "".join(sorted(w[0] for w in words if w and w not in {"of", "the", "and", "for", "in", "on"}))


def shares_stem(adjective: str, state: str) -> bool:
    """Whether one word may be the demonym of the other: "Veldan" or "Veldanian" of "Veldania", "Osmarker" of "Osmark"."""
    left, right = adjective.lower(), state.lower()
    common = next((i for i, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right)))
    ends_fit = left[common:] in DEMONYM_ENDINGS and right[common:] in STATE_ENDINGS
    return common >= 3 and left != right and ends_fit


def same_office(role: str, kinds: Sequence[str], other: str, other_kinds: Sequence[str]) -> bool:
    """Whether two roles can be one person's: the same words, a general noun of the family ("chief"), or a particular family in common."""
    if role == other:
        return True
    common = {k.lower() for k in kinds} & {k.lower() for k in other_kinds}
    if any(k.isupper() for k in (*kinds, *other_kinds)):
        return bool(common)
    return bool(common - LOOSE)
