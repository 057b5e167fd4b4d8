"""``watchfloor evaluate``: recall and harmless alerts, measured on one's own lists and policy."""

from pathlib import Path
from typing import Annotated

import typer

from watchfloor.cli.common import (
    AsOfOption,
    JsonOption,
    KnownAtOption,
    PolicyOption,
    QuietOption,
    SourceOption,
    begin,
)

EPILOG = (
    "Examples: `watchfloor evaluate` · `watchfloor evaluate --harmless customers.csv --out report.html`"
    " · `watchfloor evaluate --classes typo --classes real --cases 50` · `watchfloor evaluate --pairs labelled.csv`"
)
SeedOption = Annotated[int, typer.Option(help="The same seed makes the same cases.")]
CasesOption = Annotated[int, typer.Option(min=1, metavar="N", help="Cases a class and kind of party.")]
AliasesOption = Annotated[
    int, typer.Option(min=0, metavar="N", help="Real variants of each sort and kind of party.")
]
HarmlessOption = Annotated[
    list[str] | None,
    typer.Option(
        metavar="[KIND=]FILE",
        help="Ordinary parties: any customer file, or names and countries cut at tabs; KIND is person, company or vessel. "
        "Repeatable; where a kind has no file, a packaged sample of popular names is used.",
    ),
]
HarmlessCountOption = Annotated[
    int,
    typer.Option(
        "--harmless-count", min=1, metavar="N", help="Ordinary parties of each kind that are drawn."
    ),
]
ClassesOption = Annotated[
    list[str] | None,
    typer.Option(
        "--classes",
        "-c",
        metavar="KEY",
        help="Only this class or group of classes (repeatable); ? lists them.",
    ),
]

PairsOption = Annotated[
    list[Path] | None,
    typer.Option(
        metavar="FILE", help="Labelled pairs: a CSV with schema, name1, name2, is_match (repeatable)."
    ),
]
AgainstOption = Annotated[
    list[str] | None,
    typer.Option(metavar="PEER", help="Another matcher on the same cases: nomenklatura, if it is installed."),
]
ReportOption = Annotated[
    list[Path] | None,
    typer.Option("--out", "-o", metavar="FILE", help="Write the report to .html or .json (repeatable)."),
]


def evaluate(  # noqa: PLR0913 - one option each
    *,
    policy: PolicyOption = None,
    as_of: AsOfOption = "",
    known_at: KnownAtOption = "",
    sources: SourceOption = None,
    seed: SeedOption = 1,
    cases: CasesOption = 200,
    aliases: AliasesOption = 1000,
    harmless: HarmlessOption = None,
    harmless_count: HarmlessCountOption = 5000,
    classes: ClassesOption = None,
    pairs: PairsOption = None,
    against: AgainstOption = None,
    out: ReportOption = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Measure the matcher: invented and real variants of listed names, ordinary parties, hard negatives."""
    from watchfloor.cli import evaluate_run  # noqa: PLC0415 - start-up counts

    begin(quiet=quiet)
    wanted = evaluate_run.Wanted(
        policy=policy, as_of=as_of, known_at=known_at, sources=tuple(sources or ()), seed=seed, cases=cases,
        aliases=aliases, harmless=tuple(harmless or ()), harmless_count=harmless_count, classes=tuple(classes or ()),
    )  # fmt: skip
    evaluate_run.evaluate(
        wanted, pairs=tuple(pairs or ()), against=tuple(against or ()), out=tuple(out or ()), as_json=as_json
    )
