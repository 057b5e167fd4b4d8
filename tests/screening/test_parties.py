"""From a customer file to results: in order, none left out, in bounded memory."""

import io
import tracemalloc
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pytest
from tests.support import an_engine, an_entity

from watchfloor.model.errors import InputError, UsageError
from watchfloor.model.finding import Screened, Stamp
from watchfloor.model.party import Party
from watchfloor.screening.parties import ReadOptions, open_parties, screen_rows
from watchfloor.screening.rows import PartyRow


class Echo:
    """A screener that finds nothing and remembers how it was asked."""

    def __init__(self) -> None:
        self.stamp = Stamp(snapshot="s", policy="p", engine="e")
        self.batches: list[int] = []

    def screen_batches(
        self,
        batches: Iterable[Sequence[Party]],
        *,
        threshold: float | None = None,  # noqa: ARG002 - the signature is the engine's
    ) -> Iterator[list[Screened]]:
        for asked in batches:
            self.batches.append(len(asked))
            yield [
                Screened(row=p.row, id=p.id, name=p.caption, schema=p.schema, hits=(), stamp=self.stamp)
                for p in asked
            ]


def parties_of(text: str, options: ReadOptions | None = None) -> tuple[list[PartyRow], list[str]]:
    with open_parties(None, options, stdin=io.BytesIO(text.encode())) as file:
        return list(file.rows), file.notes.lines()


def test_rows_come_in_order_and_none_is_left_out() -> None:
    text = "id,name,country\n1,Otto,DE\n2\n3,,FR\n4,Ida,AT\n5,Eva,CH,x\n"
    with open_parties(None, stdin=io.BytesIO(text.encode())) as file:
        results = list(screen_rows(Echo(), file.rows, batch=2))
    assert [(r.row, r.id, r.name, r.problem[:7]) for r in results] == [
        (1, "1", "Otto", ""),
        (2, "2", "", "too few"),
        (3, "3", "", "no name"),
        (4, "4", "Ida", ""),
        (5, "5", "Eva", "too man"),
    ]
    assert all(r.stamp.snapshot == "s" for r in results)


def test_rows_are_screened_in_batches_as_they_are_asked_for() -> None:
    echo = Echo()
    rows = (PartyRow(Party(properties={"name": (str(n),)}, row=n)) for n in range(10_000_000))
    results = screen_rows(echo, rows, batch=3)
    assert [next(results).row for _ in range(4)] == [0, 1, 2, 3]
    assert echo.batches == [3, 3]


def test_a_malformed_row_is_found_by_its_name_and_still_reported() -> None:
    engine = an_engine(an_entity("KIM, Jong Un"))
    with open_parties(None, stdin=io.BytesIO(b"name,dob,country\nKim Jong Un,1990\n")) as file:
        (result,) = screen_rows(engine, file.rows)
    assert [hit.source_id for hit in result.hits] == ["1"]
    assert result.problem == "too few columns: 2 of 3"


def test_the_plan_and_the_form_are_known_before_the_first_row_is_asked_for() -> None:
    with open_parties(None, stdin=io.BytesIO(b"Nachname;Land\nBerg;DE\n")) as file:
        assert (file.at, file.form) == ("standard input", "CSV cut at semicolons")
        assert file.plan.mapped == {"Nachname": "lastName", "Land": "country"}


def test_keys_of_later_json_lines_are_in_the_plan() -> None:
    rows, _ = parties_of('{"name": "Otto"}\n{"name": "Ida", "Geburtsdatum": "1970"}\n')
    assert rows[1].party.properties["birthDate"] == ("1970",)


def test_the_order_of_day_and_month_is_learned_from_the_column() -> None:
    rows, notes = parties_of("name,dob\nOtto,03/04/1970\nIda,12/25/1971\n")
    assert [row.party.properties["birthDate"] for row in rows] == [("1970-03-04",), ("1971-12-25",)]
    assert notes == ["columns of dates read with the month first (see --day-first): 1"]


def test_days_come_first_where_the_column_says_nothing_or_disagrees() -> None:
    for other in ("05/06/1971", "25/12/1971"):
        rows, notes = parties_of(f"name,dob\nOtto,03/04/1970\nIda,{other}\n")
        assert rows[0].party.properties["birthDate"] == ("1970-04-03",)
        assert notes == []


def test_the_user_says_how_dates_and_columns_are_meant() -> None:
    options = ReadOptions(schema="Person", mapping={"Halter": "name"}, month_first=True)
    rows, _ = parties_of("Halter,dob\nOtto,03/04/1970\n", options)
    assert rows[0].party.properties == {"name": ("Otto",), "birthDate": ("1970-03-04",)}
    assert rows[0].party.schema == "Person"


def test_options_that_do_not_exist_are_errors() -> None:
    with pytest.raises(UsageError, match="no schema is called 'Gremlin'"):
        parties_of("name\nOtto\n", ReadOptions(schema="Gremlin"))
    with pytest.raises(UsageError, match="no column is called 'x'"):
        parties_of("name\nOtto\n", ReadOptions(mapping={"x": "name"}))


def test_a_table_without_names_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "sales.csv"
    path.write_text("Umsatz,Ort\n1,X\n", "utf-8")
    with pytest.raises(InputError, match="no column is known to hold a name"), open_parties(path):
        pass


def test_a_long_file_streams_in_bounded_memory(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    with path.open("w", encoding="utf-8") as stream:
        stream.write("id,name,dob\n")
        stream.writelines(f"{n},Otto Berg {n},{1930 + n % 70}\n" for n in range(20_000))
    tracemalloc.start()
    with open_parties(path) as file:
        count = sum(1 for _ in screen_rows(Echo(), file.rows, batch=500))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 20_000
    assert peak < 12_000_000, "as much as a thousand rows and the caches of dates take"
