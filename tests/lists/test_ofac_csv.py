"""The CSV set: which file is which, what is cut off or broken, and that every row is accounted for."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchfloor.lists.intake import Intake
from watchfloor.lists.raw import RawFile, read_raw, unpack
from watchfloor.lists.source import parse_source
from watchfloor.model.entity import Entity
from watchfloor.model.errors import BrokenFileError

FOLDER = Path(__file__).parent.parent / "samples" / "us_ofac_sdn" / "csv"
NULLS = ",".join(["-0- "] * 6)


def raw(name: str, data: bytes) -> list[RawFile]:
    return list(unpack(name, data))


def sample(name: str) -> bytes:
    return (FOLDER / name).read_bytes()


def row(number: int, name: str = "DEMO, Ivan", remarks: str = "DOB 1962.", kind: str = "individual") -> str:
    return f'{number},"{name}","{kind}","SDGT",-0- ,{NULLS},"{remarks}"\r\n'


def parse(*files: tuple[str, str | bytes]) -> tuple[list[Entity], Intake]:
    """The entities of files given as name and content."""
    found = []
    for name, content in files:
        found += raw(name, content if isinstance(content, bytes) else content.encode())
    return parse_source("us_ofac_sdn", found)


def test_the_main_file_alone_is_enough() -> None:
    entities, intake = parse(("sdn.csv", sample("sdn.csv")))
    assert len(entities) == 5
    assert {kind: counts.read for kind, counts in intake.rows.items()} == {"entries": 5}


def test_columns_tell_the_files_of_the_set_apart_where_names_do_not() -> None:
    _, intake = parse(("a.txt", sample("sdn.csv")), ("b.txt", sample("alt.csv")))
    assert intake.rows["aliases"].attached == 4


@pytest.mark.parametrize("name", ["sdn_additions_2022.csv", "malta.csv", "SDN.CSV", "cons_prim.csv"])
def test_a_name_is_read_by_its_words(name: str) -> None:
    entities, _ = parse((name, sample("sdn.csv")))
    assert len(entities) == 5


def test_aliases_without_entries_are_no_list() -> None:
    with pytest.raises(BrokenFileError, match=r"no sdn\.csv"):
        parse(("alt.csv", sample("alt.csv")))


def test_a_file_of_other_columns_is_no_part_of_the_set() -> None:
    with pytest.raises(BrokenFileError, match="no file of OFAC's CSV set: 3 columns"):
        parse(("x.txt", "1,2,3\n"))


def test_utf_16_is_no_csv_of_ofacs() -> None:
    with pytest.raises(BrokenFileError, match="not an XML file"):
        parse(("sdn.csv", sample("sdn.csv").decode().encode("utf-16")))


def test_a_row_cut_off_before_its_last_column_is_an_error() -> None:
    data = sample("sdn.csv")
    with pytest.raises(BrokenFileError, match=r"cut short: the last row has \d+ of 12 columns"):
        parse(("sdn.csv", data[: data.index(b"DEMO STAR") + 30]))


def test_a_row_cut_off_inside_its_remarks_is_an_error() -> None:
    data = sample("sdn.csv")
    with pytest.raises(BrokenFileError, match="cut short: the last row ends inside quotes"):
        parse(("sdn.csv", data[: data.index(b"MMSI 4450") + 9]))


def test_a_last_row_without_a_line_end_is_whole_if_it_has_all_columns() -> None:
    assert len(parse(("sdn.csv", row(1) + row(2).rstrip("\r\n")))[0]) == 2


def test_bad_rows_are_rejected_with_their_line_and_the_rest_is_kept() -> None:
    text = row(1) + '2,"TOO FEW COLUMNS"\r\n' + row(3).replace("3,", "abc,", 1) + row(1) + row(4, name="-0- ")
    entities, intake = parse(("sdn.csv", text))
    assert [e.record for e in entities] == ["1"]
    assert [(r.record, r.reason) for r in intake.rejections] == [
        ("line 2", "2 columns, not 12"),
        ("line 3", "no entity number"),
        ("line 4, 1", "the entity number occurs twice; the first is kept"),
        ("line 5, 4", "no name"),
    ]
    assert {r.file for r in intake.rejections} == {"sdn.csv"}
    assert intake.rows["entries"].read == 5


def test_a_quote_that_is_not_closed_costs_its_own_line_only() -> None:
    broken = row(2).rstrip("\r\n").removesuffix('"') + "\r\n"
    entities, intake = parse(("sdn.csv", row(1) + broken + row(3) + row(4)))
    assert {"1", "3", "4"} <= {e.record for e in entities}
    assert intake.rows["entries"].read == 4


def test_rows_that_belong_to_nobody_are_rejected() -> None:
    files = [("sdn.csv", row(1)), ("alt.csv", '12345,1,"aka","NOBODY",-0- \r\n')]
    files += [("add.csv", '12346,1,"Street","Town","Cuba",-0- \r\n'), ("sdn_comments.csv", '12347,"x"\r\n')]
    _, intake = parse(*files)
    assert sorted(r.reason for r in intake.rejections) == [
        "no entry 12345 in the list",
        "no entry 12346 in the list",
        "no entry 12347 in the list",
    ]
    assert not list(intake.unbalanced())


@pytest.mark.parametrize("at", [20, 27, 28, 29, 30, 35])
def test_remarks_cut_anywhere_are_joined_again(at: int) -> None:
    remarks = "DOB 10 Dec 1948; alt. DOB Mar 1950; Passport 1084010 (Iran)."
    whole = parse(("sdn.csv", row(1, remarks=remarks)))[0]
    parts = [("sdn.csv", row(1, remarks=remarks[:at])), ("sdn_comments.csv", f'1,"{remarks[at:]}"\r\n')]
    assert parse(*parts)[0] == whole


def test_a_clause_cut_off_by_its_column_is_a_note_and_no_fact() -> None:
    remarks = "DOB 1962; " + "a.k.a. 'X'; " * 81 + "Passport 10840"
    assert len(remarks) < 1000
    remarks = remarks.replace("Passport", "x" * (1000 - len(remarks) - 2) + "; Passport")
    [entity], intake = parse(("sdn.csv", row(1, remarks=remarks)))
    assert len(remarks) == 1000
    assert entity.get("passportNumber") == ()
    assert "Remarks cut off: Passport 10840" in entity.get("notes")
    assert intake.repairs.total() == 1
    assert "sdn_comments.csv has the rest" in next(iter(intake.repairs))


@pytest.mark.parametrize("encoding", ["latin-1", "utf-8", "utf-8-sig"])
def test_accents_are_read_in_either_encoding(encoding: str) -> None:
    [entity], _ = parse(("sdn.csv", (row(1, name="PEÑA, José") + "\x1a").encode(encoding)))
    assert entity.caption == "PEÑA, José"
    assert (entity.names[0].family, entity.names[0].given) == ("PEÑA", "José")


@pytest.mark.parametrize("programmes", ["SDGT] [IFSR", "SDGT; IFSR", "[SDGT] [IFSR]", "SDGT][IFSR"])
def test_programmes_are_taken_apart(programmes: str) -> None:
    [entity], _ = parse(("sdn.csv", row(1).replace("SDGT", programmes)))
    assert [d.programme for d in entity.designations] == ["SDGT", "IFSR"]


def test_the_remark_of_an_alias_and_an_unknown_country_stay_as_notes() -> None:
    files = [("sdn.csv", row(1)), ("alt.csv", '1,1,"nka","DEMO, Iwan","used since 1990"\r\n')]
    [entity], _ = parse(*files, ("add.csv", '1,1,"Street","Town","Ruritania","ground floor"\r\n'))
    assert entity.get("notes") == ("used since 1990",)
    assert [(n.text, n.kind) for n in entity.names[1:]] == [("DEMO, Iwan", "alias")]
    assert entity.addresses[0].note == "Ruritania; ground floor"


def test_a_title_of_several_posts_is_several_posts_and_honours_are_titles() -> None:
    text = row(1).replace('"SDGT",-0- ', '"SDGT","Minister of Demo; Director, Demo Co; Haji"')
    [entity], _ = parse(("sdn.csv", text))
    assert entity.get("position") == ("Minister of Demo", "Director, Demo Co")
    assert entity.get("title") == ("Haji",)


@given(st.binary(max_size=300))
def test_whatever_bytes_come_the_error_is_one_of_ours(data: bytes) -> None:
    try:
        _, intake = parse(("sdn.csv", row(1).encode() + data))
    except BrokenFileError:
        return
    assert not list(intake.unbalanced())


@pytest.mark.real_data
def test_every_row_of_a_real_set_is_accounted_for(real_data: Path) -> None:
    entities, intake = parse_source("us_ofac_sdn", read_raw([real_data / "lists/us_ofac_sdn/2021-07"]))
    assert len(entities) == 8976
    assert {kind: counts.read for kind, counts in intake.rows.items()} == {
        "entries": 8976,
        "aliases": 11910,
        "addresses": 13837,
        "comments": 5,
    }
    assert not intake.rejections
    assert not intake.unread
    assert not intake.repairs
    ties = [r for e in entities for r in e.relations if r.role == "Linked To"]
    assert len(ties) == 3408
    assert sum(not r.other_id for r in ties) == 11, "names of records that are not on the list"
    notes = sum(len(e.get("notes")) for e in entities)
    assert notes < 300, "remarks that are no facts: under one in a hundred"


@pytest.mark.real_data
def test_every_month_of_a_real_history_is_read_without_unknown_labels(real_data: Path) -> None:
    for file in sorted((real_data / "lists/us_ofac_sdn/history").glob("*.gz"))[::5]:
        entities, intake = parse_source("us_ofac_sdn", read_raw([file]))
        assert not intake.unread, file.name
        assert not intake.rejections, file.name
        assert len(entities) == intake.rows["entries"].read
