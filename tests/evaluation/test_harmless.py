import gzip
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchfloor.evaluation.cases import seeded
from watchfloor.evaluation.common import common_name, common_names
from watchfloor.evaluation.harmless import PACKAGED, counted, packaged, population, read_harmless
from watchfloor.model.errors import InputError

PEOPLE = "full_name,date_of_birth,nationality\nOtto Berg,1960-01-02,Sweden\nIda Tal,,\n"
FIRMS = "Anna Bakery\tSweden\tSE001\nOtto Mills\t\t\nIda Boats\tAtlantis\t\n\t\t\n"


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_bytes(gzip.compress(text.encode()) if name.endswith(".gz") else text.encode())
    return path


def test_a_customer_file_holds_persons_where_a_column_is_about_persons(tmp_path: Path) -> None:
    found = read_harmless(write(tmp_path, "people.csv", PEOPLE))
    assert (found.kind, found.origin) == ("person", "people.csv")
    assert [p.names for p in found.parties] == [("Otto Berg",), ("Ida Tal",)]
    assert found.parties[0].schema == "Person"
    assert [set(p.properties) for p in found.with_facts()] == [{"name", "birthDate", "nationality"}, {"name"}]
    assert [set(p.properties) for p in found.names_only()] == [{"name"}, {"name"}]


@pytest.mark.parametrize("name", ["firms.tsv", "firms.tsv.gz"])
def test_names_and_countries_cut_at_tabs_need_no_headings(tmp_path: Path, name: str) -> None:
    found = read_harmless(write(tmp_path, name, FIRMS))
    assert found.kind == "company"
    assert [(p.names[0], p.properties.get("country")) for p in found.parties] == [
        ("Anna Bakery", ("se",)),
        ("Otto Mills", None),
        ("Ida Boats", None),
    ]


def test_a_table_with_headings_is_read_by_them(tmp_path: Path) -> None:
    found = read_harmless(write(tmp_path, "firms.tsv", "name\tcountry\nAnna Bakery\tSweden\n"))
    assert [p.names for p in found.parties] == [("Anna Bakery",)]


def test_the_kind_can_be_told(tmp_path: Path) -> None:
    assert read_harmless(write(tmp_path, "ships.tsv", FIRMS), "vessel").parties[0].schema == "Vessel"


def test_the_half_that_was_counted_is_not_the_half_that_is_measured_on(tmp_path: Path) -> None:
    names = [f"Otto Berg {number}" for number in range(400)]
    found = read_harmless(write(tmp_path, "firms.tsv", "".join(f"{name}\t\t\n" for name in names)))
    kept = [party.names[0] for party in found.held_out().parties]
    assert kept == [name for name in names if not counted(name)]
    assert 150 < len(kept) < 250
    assert found.held_out().held_out() == found.held_out()


@given(st.text(max_size=30))
def test_a_name_stays_in_its_half_however_it_is_spaced_and_capitalised(name: str) -> None:
    assert counted(name) == counted(f"  {name} ") == counted(name.casefold())


def test_a_file_without_names_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no names in it"):
        read_harmless(write(tmp_path, "empty.tsv", "\tSweden\n"))


def test_a_population_is_drawn_and_what_no_file_holds_is_invented(tmp_path: Path) -> None:
    files = [(write(tmp_path, f"{n}.csv", PEOPLE), None) for n in "ab"]
    found = population(files, count=3, seed=1)
    assert [(h.kind, h.origin, len(h.parties)) for h in found] == [
        ("company", PACKAGED, 3),
        ("person", "a.csv, b.csv", 3),
    ]
    assert found == population(files, count=3, seed=1)


def test_invented_parties_are_repeatable_and_have_facts() -> None:
    people = packaged("person", 30, 1)
    assert people == packaged("person", 30, 1) != packaged("person", 30, 2)
    assert all({"birthDate", "nationality"} <= set(p.properties) for p in people.parties)
    assert all(p.schema == "Company" for p in packaged("company", 5, 1).parties)


def test_popular_names_come_from_the_country_or_one_like_it() -> None:
    korean = {name.romanised for name in common_names("family")["kr"]}
    assert common_name(seeded(1), "family", frozenset({"kp"})).romanised in korean
    arabic = {name.romanised for name in common_names("given")["eg"]}
    assert common_name(seeded(1), "family", frozenset({"eg"})).romanised in arabic
    assert common_name(seeded(1), "family", frozenset({"xx"})).romanised
