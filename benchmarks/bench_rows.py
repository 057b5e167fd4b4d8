"""A customer file of a million rows: how long it takes, and the memory it takes along the way; one table.

Rows are given and family names of ordinary people put together anew, one in ten a company made of
two halves, from the real data beside the project (``WATCHFLOOR_REAL_DATA``). They are
screened by the command a user would run. Needs /proc, so Linux.

    python benchmarks/bench_rows.py [ROWS] [--write docs/performance.md]
"""

import argparse
import csv
import gzip
import os
import random
import re
import subprocess
import sys
import tempfile
import time
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from bench_speed import DATA
from pages import markdown, put

SEED = 20240328
EVERY = 2.0
"""Seconds between two looks at the memory."""
PARTS = 5
RUN = "import sys; sys.argv[0] = 'watchfloor'; from watchfloor.cli import main; main()"


def rows(count: int) -> Iterator[tuple[int, str, str, str, str]]:
    """Numbered rows of kind, name, birth date and country."""
    chance = random.Random(SEED)
    with gzip.open(DATA / "ordinary/persons_50000.csv.gz", "rt", encoding="utf-8") as lines:
        people = list(csv.DictReader(lines))
    with gzip.open(DATA / "ordinary/companies_47206.tsv.gz", "rt", encoding="utf-8") as lines:
        companies = [line.split("\t")[:2] for line in lines]
    alike = defaultdict(list)
    for person in people:
        alike[_script(person)].append(person)
    for number in range(count):
        if number % 10 == 0:
            (first, country), (second, _) = chance.choice(companies), chance.choice(companies)
            words, more = first.split(), second.split()
            name = " ".join(words[: max(1, len(words) // 2)] + more[len(more) // 2 :])
            yield number, "Company", name, "", country
        else:
            one = chance.choice(people)
            other = chance.choice(alike[_script(one)])
            yield number, "Person", _named(one, other), other["date_of_birth"], other["nationality"]


def _script(person: dict[str, str]) -> str:
    return unicodedata.name(person["full_name"][0]).split()[0]


def _named(given: dict[str, str], family: dict[str, str]) -> str:
    if _script(given) in ("CJK", "HANGUL"):
        return family["last_name"] + given["first_name"]
    return f"{given['first_name']} {family['last_name']}"


def memory(process: int) -> list[int]:
    """Resident megabytes of a process and those it started, largest first."""
    sizes = []
    for one in [process, *_children(process)]:
        try:
            status = Path(f"/proc/{one}/status").read_text("utf-8")
        except OSError:  # it has just ended
            continue
        sizes += [int(line.split()[1]) // 1024 for line in status.splitlines() if line.startswith("VmRSS:")]
    return sorted(sizes, reverse=True)


def _children(process: int) -> list[int]:
    try:
        found = Path(f"/proc/{process}/task/{process}/children").read_text("utf-8").split()
    except OSError:
        return []
    return [int(child) for child in found]


def source_date(path: Path) -> str:
    """The date in a file's name, the first of a month that names no day."""
    found = re.search(r"\d{4}-\d{2}(-\d{2})?", path.name)
    date = found.group() if found else ""
    return date if len(date) != len("2021-07") else f"{date}-01"


def screened(file: Path, home: Path) -> tuple[float, list[list[int]]]:
    """Seconds, and the memory at each look."""
    environ = {**os.environ, "WATCHFLOOR_HOME": str(home)}
    lists = {
        "us_ofac_sdn": DATA / "lists/us_ofac_sdn/2021-07",
        "un_sc_sanctions": DATA / "lists/un_sc_sanctions/UN_2026-02-27.xml.gz",
    }
    for source, path in lists.items():
        given = [sys.executable, "-c", RUN, "lists", "import", str(path), "--source", source, "--quiet"]
        subprocess.run([*given, "--date", source_date(path)], check=True, env=environ, capture_output=True)
    start, looks = time.monotonic(), []
    command = [sys.executable, "-c", RUN, "screen", str(file), "--quiet", "--out", str(home / "hits.jsonl")]
    with subprocess.Popen(command, env=environ) as run:
        while run.poll() is None:
            looks.append(memory(run.pid))
            time.sleep(EVERY)
    if run.returncode:
        raise SystemExit(f"screening ended with {run.returncode}")
    return time.monotonic() - start, looks


def main() -> None:
    """Measure, and print or write a Markdown table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("rows", nargs="?", type=int, default=1_000_000)
    parser.add_argument("--write", type=Path, metavar="PAGE")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "customers.csv"
        with file.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream)
            writer.writerow(["id", "schema", "name", "dob", "country"])
            writer.writerows(rows(given.rows))
        seconds, looks = screened(file, Path(folder) / "home")
    part = -(-len(looks) // PARTS)
    table = markdown(
        ["part of the run", "largest process at most", "all processes at most"],
        [
            [
                f"{100 * place // len(looks)}% to {min(100, 100 * (place + part) // len(looks))}%",
                f"{max(max(look, default=0) for look in looks[place : place + part]):,} MB",
                f"{max(map(sum, looks[place : place + part])):,} MB",
            ]
            for place in range(0, len(looks), part)
        ],
    )
    told = f"{given.rows:,} rows took {seconds:,.0f} s, {given.rows / seconds:,.0f} a second.\n\n{table}"
    if given.write:
        put(given.write, "rows", told)
    print(told)


if __name__ == "__main__":
    main()
