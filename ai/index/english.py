"""English words as Korean writes them by sound. Pure.

Sounds follow the usual spelling rules of English, as text-to-speech has used them since Elovitz
et al., "Automatic translation of English text to phonetics by means of letter-to-sound rules"
(Naval Research Laboratory, 1976), in a much smaller set. They are not exact: what is compared with
the result is compared by likeness.
"""

import re
from typing import Final

from ai.index.loanword_spelling import hangul

_V = "[aeiouy]"
_RULES: Final = tuple(
    (re.compile(pattern), sounds.split())
    for pattern, sounds in (
        # whole endings
        (r"tions?$", "sh eo n"),
        (r"ssion", "sh eo n"),
        (rf"(?<={_V})sion", "j eo n"),
        (r"sion", "sh eo n"),
        (r"cia(?=l|n)", "sh eo"),
        (r"tia(?=l|n)", "sh eo"),
        (r"tures?$", "ch eo"),
        (r"sures?$", "j eo"),
        (r"ments?$", "m eo n t"),
        (r"ages?$", "i j"),
        (r"ates?$", "ei t"),
        (r"ous$", "eo s"),
        (r"ings?$", "i ng"),
        (r"able$", "ei b eu l"),
        (r"(?<=[bcdfgkpstz])le$", "eu l"),
        (r"(?<=[bcdfgkpstz])les$", "eu l s"),
        (r"als?$", "eo l"),
        (r"[eo]rs?$", "eo"),
        (r"ers?(?![aeiouy])", "eo"),
        (r"ware", "w e eo"),
        (r"ght", "t"),
        (r"igh", "ai"),
        (r"que$", "k"),
        (r"gue$", "g"),
        (r"ics?$", "i k"),
        (r"ify$", "i f ai"),
        (r"ives?$", "i v"),
        (r"ices?$", "i s"),
        (r"books?$", "b u k"),
        (r"ys?$", "i:"),
        (r"eys?$", "i:"),
        (r"ie[sd]?$", "i:"),
        (r"es$", "s"),
        (r"e$", ""),
        # a vowel before one consonant and a last e
        (r"a(?=[^aeiouywx]es?$)", "ei"),
        (r"i(?=[^aeiouywx]es?$)", "ai"),
        (r"y(?=[^aeiouywx]es?$)", "ai"),
        (r"o(?=[^aeiouywx]es?$)", "o:"),
        (r"u(?=[^aeiouywx]es?$)", "yu:"),
        (r"e(?=[^aeiouywx]es?$)", "i:"),
        # vowels with r
        (r"ires?$", "ai eo"),
        (r"ures?$", "yu eo"),
        (r"ore", "o:"),
        (r"oor", "o: eo"),
        (r"our", "o:"),
        (r"air|are$", "e eo"),
        (r"ear(?=[ln]|ch)", "eo:"),
        (r"eer|ear|ere$", "i eo"),
        (r"ar(?![aeiouyr])", "a:"),
        (r"[eiu]r(?![aeiouyr])", "eo:"),
        (r"or(?![aeiouyr])", "o:"),
        # vowels together
        (r"eau", "o:"),
        (r"ee|ea|ie", "i:"),
        (r"oo", "u:"),
        (r"oa|oe", "o:"),
        (r"ow$|ow(?=n$|s$)", "o:"),
        (r"ou|ow", "au"),
        (r"ai|ay|ei|ey", "ei"),
        (r"au|aw", "o:"),
        (r"oi|oy", "oi"),
        (r"ew|eu", "yu:"),
        (r"(?<=[rljs])u[ei]", "u:"),
        (r"u[ei]", "yu:"),
        # consonants together
        (r"^kn|^gn|^pn", "n"),
        (r"^wr", "r"),
        (r"^ps", "s"),
        (r"^wh|wh", "w"),
        (r"tch", "ch"),
        (r"ch(?=[rl])", "k"),
        (r"sch", "s k"),
        (r"ch", "ch"),
        (r"sh", "sh"),
        (r"th", "th"),
        (r"ph", "f"),
        (r"gh", "g"),
        (r"ck", "k"),
        (r"dge?(?=[e]|$)", "j"),
        (r"dg", "j"),
        (r"ng$|ng(?=s$|[^aeiouylr])", "ng"),
        (r"n(?=k|x|c[^eiyh]|q)", "ng"),
        (r"qu", "k w"),
        (r"^x", "z"),
        (r"x", "k s"),
        (r"cc(?=[eiy])", "k s"),
        (r"sc(?=[eiy])", "s"),
        (r"c(?=[eiy])", "s"),
        (r"c", "k"),
        (r"gg", "g"),
        (r"g(?=[eiy])", "j"),
        (r"(?<=[aeiouy])s(?=[aeiouy])", "z"),
        (r"j", "j"),
        (r"y(?=[aeiou])", "y"),
        (r"y", "i"),
        (r"w(?=[aeiouy])", "w"),
        (r"w", "u"),
        (r"h(?=[aeiouy])", "h"),
        (r"h", ""),
        # vowels alone
        (r"a(?=l[lkt])", "o:"),
        (r"a$", "a:"),
        (r"^a(?=[^aeiouy][^aeiouy])", "ae"),
        (r"a", "ae"),
        (r"e", "e"),
        (r"i$", "i:"),
        (r"i", "i"),
        (r"o$", "o:"),
        (r"o", "o"),
        (r"u$", "u:"),
        (r"u(?=[^aeiouy][aeiouy])", "yu:"),
        (r"u", "eo"),
        (r"z", "z"),
        (r"[bdfgklmnprstv]", "="),
    )
)
"""The first rule that fits at a place is taken; `=` is the letter itself."""

_LATIN: Final = {"a": "a:", "e": "e", "i": "i", "o": "o:", "u": "u:", "y": "i"}
"""Vowels as names from other languages are read: Kubernetes, Lambda, Kafka."""


def by_sound(word: str) -> str:
    """An English word in Hangul as it is pronounced by rule."""
    return hangul(_sounds(word.lower()))


def by_letter(word: str) -> str:
    """A word in Hangul with each vowel as it stands: how names that are not English are read."""
    return hangul(_sounds(word.lower(), latin=True))


def _sounds(word: str, *, latin: bool = False) -> list[str]:
    found: list[str] = []
    at = 0
    while at < len(word):
        if latin and word.startswith("th", at):
            found.append("t")
            at += 2
            continue
        if latin and word[at] in _LATIN:
            found.append(_LATIN[word[at]])
            at += 1
            continue
        if at and word[at] == word[at - 1] and word[at] not in "aeioucg":
            at += 1
            continue
        for pattern, sounds in _RULES:
            match = pattern.match(word, at)
            if match and match.end() > at and not (latin and _is_english(pattern, match.group())):
                found += [word[at]] if sounds == ["="] else sounds
                at = match.end()
                break
        else:
            at += 1
    return found


def _is_english(pattern: re.Pattern[str], letters: str) -> bool:
    """Whether a rule is about vowels within a word; its end is read as English in any name."""
    if pattern.pattern.endswith("$"):
        return pattern.pattern == "es$"
    return len(letters) > 1 and any(letter in _LATIN for letter in letters)
