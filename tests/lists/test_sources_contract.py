"""What every source must do, whichever it is; a new source is held to it by existing.

A sample of a source is a folder ``tests/samples/<key>``, or each of its subfolders, with invented
parties in the authority's true format. What must come of it stands beside it in
``<key>.expected.jsonl``; ``WATCHFLOOR_GOLDEN=rewrite pytest tests/lists/test_sources_contract.py`` writes
it anew, and the difference is to be read before it is committed.
"""

import os
from pathlib import Path

import msgspec
import pytest

from watchfloor.lists.intake import Intake
from watchfloor.lists.raw import RawFile, read_raw, unpack
from watchfloor.lists.source import parse_source, source_keys, source_spec
from watchfloor.model.dates import parse_date
from watchfloor.model.entity import Entity
from watchfloor.model.errors import BrokenFileError, HostileFileError
from watchfloor.model.schema import property_type, schema
from watchfloor.names.countries import country_name

SAMPLES = Path(__file__).parent.parent / "samples"
XML = [
    key
    for key in source_keys()
    if list((SAMPLES / key).rglob("*.xml")) or list((SAMPLES / key).rglob("*.XML"))
]


def folders(key: str) -> list[Path]:
    """The samples of a source."""
    inner = sorted(path for path in (SAMPLES / key).iterdir() if path.is_dir())
    return inner or [SAMPLES / key]


def read(key: str, folder: Path) -> tuple[list[Entity], Intake]:
    return parse_source(key, read_raw([folder]))


CASES = [
    pytest.param(key, folder, id=f"{key}-{folder.name}") for key in source_keys() for folder in folders(key)
]


@pytest.mark.parametrize(("key", "folder"), CASES)
def test_a_sample_parses_to_what_is_expected(key: str, folder: Path) -> None:
    entities, _ = read(key, folder)
    found = b"".join(msgspec.json.encode(entity) + b"\n" for entity in entities)
    name = key if folder.name == key else f"{key}.{folder.name}"
    golden = SAMPLES / f"{name}.expected.jsonl"
    if os.environ.get("WATCHFLOOR_GOLDEN") == "rewrite":
        golden.write_bytes(found)
    assert found.decode() == golden.read_text("utf-8")


@pytest.mark.parametrize(("key", "folder"), CASES)
def test_no_field_is_left_unread_and_the_books_balance(key: str, folder: Path) -> None:
    entities, intake = read(key, folder)
    assert not intake.unread
    assert not intake.rejections
    assert not list(intake.unbalanced())
    assert intake.entities == len(entities) > 0


@pytest.mark.parametrize(("key", "folder"), CASES)
def test_entities_speak_the_data_models_words(key: str, folder: Path) -> None:
    entities, _ = read(key, folder)
    assert len({entity.id for entity in entities}) == len(entities)
    for entity in entities:
        assert schema(entity.schema) is not None
        assert entity.names or entity.properties
        for prop, values in entity.properties.items():
            kind = property_type(entity.schema, prop)
            assert kind, f"{entity.schema} has no {prop}"
            assert all(values)
            if kind == "date":
                assert all(parse_date(value) == value for value in values)
            if kind == "country":
                assert all(country_name(value) != value for value in values)


@pytest.mark.parametrize(("key", "folder"), CASES)
def test_every_entity_says_who_listed_it(key: str, folder: Path) -> None:
    for entity in read(key, folder)[0]:
        assert entity.source == key
        assert entity.designations or key == "ftm"
        assert all(d.source == key for d in entity.designations)


@pytest.mark.parametrize("key", source_keys())
def test_its_description_is_complete(key: str) -> None:
    spec = source_spec(key)
    assert spec.key == key
    assert 0 < spec.entities.min < spec.entities.max
    assert spec.authority
    assert spec.licence
    assert all(file.url.startswith("https://") for file in spec.files)


def first_file(key: str) -> RawFile:
    """The main file of a source's last sample."""
    files = [f for f in read_raw([folders(key)[-1]]) if not f.name.endswith(".toml")]
    return files[0]


@pytest.mark.parametrize("key", source_keys())
def test_a_truncated_file_is_an_error(key: str) -> None:
    file = first_file(key)
    cut = file.data.rstrip()[: len(file.data) - max(40, len(file.data) // 50)]
    with pytest.raises(BrokenFileError, match=r"cut short|not well-formed XML"):
        parse_source(key, list(unpack(file.name, cut)))


@pytest.mark.parametrize("key", source_keys())
@pytest.mark.parametrize("body", [b"", b"\n \n", b"\xef\xbb\xbf"])
def test_an_empty_body_is_an_error(key: str, body: bytes) -> None:
    with pytest.raises(BrokenFileError, match="empty"):
        parse_source(key, list(unpack(first_file(key).name, body)))


@pytest.mark.parametrize("key", source_keys())
def test_an_html_error_page_is_no_list(key: str) -> None:
    page = b"<!DOCTYPE html>\n<html><head><title>503</title></head><body>Service unavailable</body></html>"
    with pytest.raises(BrokenFileError, match=r"HTML page|no FollowTheMoney"):
        parse_source(key, list(unpack(first_file(key).name, page)))


@pytest.mark.parametrize("key", XML)
def test_an_entity_bomb_is_refused(key: str) -> None:
    file = first_file(key)
    head, _, rest = file.data.partition(b"?>")
    bomb = head + b'?><!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;">]>' + rest
    with pytest.raises(HostileFileError, match="XML entities"):
        parse_source(key, list(unpack(file.name, bomb)))


@pytest.mark.parametrize("key", XML)
def test_latin_1_bytes_in_utf_8_are_repaired_and_said_so(key: str) -> None:
    file = first_file(key)
    data = file.data.replace(b"Demo", b"D\xe9mo", 1).replace(b"DEMO", b"D\xc9MO", 1)
    _, intake = parse_source(key, list(unpack(file.name, data)))
    assert any("declared encoding" in what for what in intake.repairs)


@pytest.mark.parametrize("key", [key for key in source_keys() if key not in ("ftm", "custom")])
def test_another_authoritys_file_is_refused(key: str) -> None:
    other = b'<?xml version="1.0"?><somethingElse><record/></somethingElse>'
    with pytest.raises(
        BrokenFileError, match=r"root element|Check --source|not the Consolidated|not a CSV|no column"
    ):
        parse_source(key, list(unpack("other.xml", other)))


@pytest.mark.real_data
@pytest.mark.parametrize(
    ("key", "path", "entities"),
    [
        ("un_sc_sanctions", "un_sc_sanctions/UN_2018-06-07.xml.gz", 1098),
        ("un_sc_sanctions", "un_sc_sanctions/UN_2026-02-27.xml.gz", 1003),
        ("un_sc_sanctions", "un_sc_sanctions/UN_2025-08-16.xml.gz", 879),
        ("ca_dfatd_sema_sanctions", "ca_dfatd_sema_sanctions/2025-05.xml", 4759),
        ("us_trade_csl", "us_trade_csl/csl_consolidated_2022-04.csv.gz", 14048),
        ("eu_fsf", "excerpts/eu_fsf_2026-08-05_excerpt.xml", 2),
        ("gb_fcdo_sanctions", "excerpts/uk_sanctions_list_2026-09-07_excerpt.xml", 1),
        ("ch_seco_sanctions", "excerpts/ch_seco_2026-08-15_excerpt.xml", 2),
    ],
)
def test_real_lists_are_read_whole(real_data: Path, key: str, path: str, entities: int) -> None:
    found, intake = parse_source(key, read_raw([real_data / "lists" / path]))
    assert len(found) == entities
    assert not intake.unread
    assert intake.rows["entries"].rejected == 0


@pytest.mark.real_data
def test_the_un_list_has_its_persons_and_entities(real_data: Path) -> None:
    found, _ = parse_source(
        "un_sc_sanctions", read_raw([real_data / "lists/un_sc_sanctions/UN_2026-02-27.xml.gz"])
    )
    persons = sum(entity.schema == "Person" for entity in found)
    assert (persons, len(found) - persons) == (730, 273)


@pytest.mark.real_data
def test_damaged_bytes_of_a_real_feed_are_repaired_or_quarantined_and_said_so(real_data: Path) -> None:
    _, intake = parse_source(
        "un_sc_sanctions", read_raw([real_data / "lists/un_sc_sanctions/UN_2025-08-16.xml.gz"])
    )
    assert any("declared encoding" in what for what in intake.repairs)
    assert all("lost" in rejection.reason for rejection in intake.rejections)
