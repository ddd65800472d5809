"""Two texts laid side by side word by word: the stretches they have in common, in the order of both.

The alignment is a longest common subsequence of words (Indel distance, Hyyrö's bit-parallel form as in rapidfuzz).
All positions are numbers of tokens; `Token.start` and `.end` lead back to code points of the text.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex
from rapidfuzz.distance import Indel

# Joined by an apostrophe, hyphen, point or comma inside: "won’t", "co-operate", "10.4", "1,215", "U.S".
_WORD = r"[\p{L}\p{N}]+(?:[’'.,:/‑-][\p{L}\p{N}]+)*"
WORD = regex.compile(_WORD)
TOKEN = regex.compile(rf"{_WORD}|[^\s\p{{L}}\p{{N}}]")
# Cells of the alignment's table, one bit each: two texts of 30,000 words. Larger ones are compared by their ends.
MOST_CELLS = 900_000_000


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a mark as it is compared (`key`) and where it stands."""

    key: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Block:
    """Tokens `a0` to `a1` of one sequence are tokens `b0` to `b1` of the other. In a gap, what stands for what."""

    a0: int
    a1: int
    b0: int
    b1: int

    @property
    def size(self) -> int:
        return self.a1 - self.a0


def tokens(text: str, pattern: "regex.Pattern[str]" = TOKEN) -> list[Token]:
    return [Token(_key(m[0]), *m.span()) for m in pattern.finditer(text)]


def keys_of(text: str, pattern: "regex.Pattern[str]" = TOKEN) -> list[str]:
    """The keys of `tokens` alone, in a fraction of the time."""
    found = pattern.findall(text)
    return _key("\n".join(found)).split("\n") if found else []


def _key(words: str) -> str:
    return words.casefold().replace("’", "'").replace("‑", "-")


def common(a: Sequence[str], b: Sequence[str], *, least: int = 1) -> list[Block]:
    """The stretches of at least `least` tokens that a longest common subsequence of `a` and `b` consists of."""
    head = _shared(a, b)
    tail = _shared(a[head:][::-1], b[head:][::-1])
    inner_a, inner_b = a[head : len(a) - tail], b[head : len(b) - tail]
    found = [Block(0, head, 0, head)]
    if len(inner_a) * len(inner_b) <= MOST_CELLS:
        found += [
            Block(edit.src_start + head, edit.src_end + head, edit.dest_start + head, edit.dest_end + head)
            for edit in Indel.opcodes(inner_a, inner_b)
            if edit.tag == "equal"
        ]
    found.append(Block(len(a) - tail, len(a), len(b) - tail, len(b)))
    return [block for block in _joined(found) if block.size >= max(1, least)]


def gaps(blocks: Sequence[Block], length_a: int, length_b: int) -> Iterator[Block]:
    """What lies between the common stretches: removed and added tokens, either of which may be none."""
    at_a = at_b = 0
    for block in (*blocks, Block(length_a, length_a, length_b, length_b)):
        if block.a0 > at_a or block.b0 > at_b:
            yield Block(at_a, block.a0, at_b, block.b0)
        at_a, at_b = block.a1, block.b1


def _shared(a: Sequence[str], b: Sequence[str]) -> int:
    """How many tokens both begin with."""
    count = 0
    for one, other in zip(a, b, strict=False):
        if one != other:
            break
        count += 1
    return count


def _joined(blocks: Sequence[Block]) -> Iterator[Block]:
    """Blocks that follow each other without a gap made one."""
    last: Block | None = None
    for block in blocks:
        if not block.size:
            continue
        if last is not None and (last.a1, last.b1) == (block.a0, block.b0):
            last = Block(last.a0, block.a1, last.b0, block.b1)
            continue
        if last is not None:
            yield last
        last = block
    if last is not None:
        yield last
