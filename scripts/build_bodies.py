"""Build ``names/data/bodies.tsv.xz``: what bodies known by their initials are called, as tokens.

Run it whenever ``bodies.toml``, ``terms.toml`` or the cutting of names has changed; a test says so.
"""

import lzma
from pathlib import Path

from watchfloor.names.tokens import written_out

TARGET = Path(__file__).parents[1] / "src/watchfloor/names/data/bodies.tsv.xz"


def main() -> None:
    """Write the table."""
    text = "".join("\t".join(row) + "\n" for row in written_out())
    TARGET.write_bytes(lzma.compress(text.encode(), preset=9 | lzma.PRESET_EXTREME))
    print(f"{TARGET.name}: {text.count(chr(10)):,} names")


if __name__ == "__main__":
    main()
