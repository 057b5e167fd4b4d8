"""Build ``names/data/han.tsv.gz``: simplified form, Korean and Cantonese reading of Chinese characters.

Needs, at build time only: ``hanja`` (MIT), ``opencc-python-reimplemented`` (Apache-2.0) and
``ToJyutping`` (BSD-2-Clause). Only facts are taken: one line a character, tab-separated:
character, simplified form, Korean readings in Hangul, Cantonese readings in Jyutping without tones.

    python scripts/build_han_table.py
"""

import gzip
import re
from importlib.resources import files
from pathlib import Path

OUT = Path(__file__).resolve().parent.parent / "src/watchfloor/names/data/han.tsv.gz"
# Family names keep readings of their own.
SURNAME_READINGS = {
    "金": "김금",
    "李": "리이",
    "梁": "량양",
    "林": "림임",
    "柳": "류유",
    "盧": "로노",
    "羅": "라나",
}


def simplified() -> dict[str, str]:
    """Traditional character to its first simplified form."""
    text = files("opencc").joinpath("dictionary/TSCharacters.txt").read_text("utf-8")
    return {line.split("\t")[0]: line.split("\t")[1].split()[0] for line in text.splitlines() if "\t" in line}


def korean() -> dict[str, str]:
    """Character to Hangul reading."""
    text = files("hanja").joinpath("table.yml").read_text("utf-8")
    pairs = re.findall(r'"\\u([0-9A-F]{4})": "\\u([0-9A-F]{4})"', text)
    return {chr(int(a, 16)): chr(int(b, 16)) for a, b in pairs}


def common() -> list[str]:
    """Characters of the national character sets: GB 2312, Big5, JIS X 0208, KS X 1001."""
    found = []
    for code in range(0x4E00, 0xA000):
        char = chr(code)
        for charset in ("gb2312", "big5", "shift_jis", "euc_kr"):
            try:
                char.encode(charset)
            except UnicodeEncodeError:
                continue
            found.append(char)
            break
    return found


def main() -> None:
    """Write the table; the same inputs give the same bytes."""
    import ToJyutping

    to_simple, to_korean = simplified(), korean()
    lines = []
    for char in common():
        candidates = ToJyutping.get_jyutping_candidates(char)[0][1]
        cantonese = dict.fromkeys(re.sub(r"[0-9]", "", reading) for reading in candidates)
        hangul = SURNAME_READINGS.get(char, to_korean.get(char, ""))
        lines.append("\t".join((char, to_simple.get(char, char), hangul, " ".join(list(cantonese)[:3]))))
    with gzip.GzipFile(OUT, "wb", mtime=0) as out:
        out.write(("\n".join(lines) + "\n").encode())
    print(f"{OUT.name}: {len(lines):,} characters, {OUT.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
