"""The UN list: what it packs into one field is taken apart, and damaged characters are owned up to."""

from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.lists.conftest import ParseText

from watchfloor.lists.raw import read_raw
from watchfloor.lists.source import parse_source
from watchfloor.lists.sources.un_sc_sanctions.aliases import Alias, acronym_of, read_alias
from watchfloor.lists.sources.un_sc_sanctions.cut import looks_cut, restored, untangled
from watchfloor.model.entity import Entity

PERSON = "<DATAID>1</DATAID><FIRST_NAME>DEMO</FIRST_NAME><SECOND_NAME>TESTER</SECOND_NAME>"


def a_list(inner: str = "", *, tag: str = "INDIVIDUAL", start: str = PERSON) -> str:
    group = "INDIVIDUALS" if tag == "INDIVIDUAL" else "ENTITIES"
    return (
        '<?xml version="1.0" encoding="UTF-8"?><CONSOLIDATED_LIST dateGenerated="2026-01-15T00:00:09.554Z">'
        f"<{group}><{tag}>{start}{inner}</{tag}></{group}></CONSOLIDATED_LIST>"
    )


def one(parse_text: ParseText, inner: str, **kind: str) -> Entity:
    entities, intake = parse_text("un_sc_sanctions", a_list(inner, **kind))
    assert not intake.unread
    (entity,) = entities
    return entity


@pytest.mark.parametrize(
    ("text", "note", "expected"),
    [
        ("A Demo; B Demo; C Demo", "", Alias(names=["A Demo", "B Demo", "C Demo"])),
        ("Demo One b) Demo Two", "", Alias(names=["Demo One", "Demo Two"])),
        ("Demo Tester (Демо Тестер)", "", Alias(names=["Demo Tester"], natives=["Демо Тестер"])),
        ("جبهة المثال (the Sample Front; Sample Jabha)", "",
         Alias(names=["the Sample Front", "Sample Jabha"], natives=["جبهة المثال"])),
        ("Demo Tester دمو تستر", "", Alias(names=["Demo Tester"], natives=["دمو تستر"])),
        ("Abu Demo (original script: Абу Демо)", "", Alias(names=["Abu Demo"], natives=["Абу Демо"])),
        ("Demo Tester (previously listed as)", "", Alias(names=["Demo Tester"], former=True)),
        ("Demo Tester", "formerly listed as", Alias(names=["Demo Tester"], former=True)),
        ("Demo Tester", "Previously listed as. In Arabic: دمو تستر",
         Alias(names=["Demo Tester"], natives=["دمو تستر"], former=True)),
        ("El Demo (combat name)", "", Alias(names=["El Demo"], remarks=["combat name"])),
        ("Demo Tester, born in Sampleville on 01 Jan.1967", "",
         Alias(names=["Demo Tester"], remarks=["born in Sampleville on 01 Jan.1967"])),
        ("Demo Organization (DEMO)", "",
         Alias(names=["Demo Organization (DEMO)", "Demo Organization"], acronyms=["DEMO"])),
        ("Demo Tester (Testerov)", "", Alias(names=["Demo Tester (Testerov)"])),
        ("測試船務(香港)有限公司", "", Alias(natives=["測試船務(香港)有限公司"])),
        ("دمو", "Demo Sindhi; Demo al-Sindhi; Dema Sindhi",
         Alias(names=["Demo Sindhi", "Demo al-Sindhi", "Dema Sindhi"], natives=["دمو"])),
        ("Abu Demo", "(Abu Dema; Abu Demou) prominently known by this nom de guerre",
         Alias(names=["Abu Demo", "Abu Dema", "Abu Demou"], remarks=["prominently known by this nom de guerre"])),
        ("Demo Tester", "born in 1973 in Sampleville, nationality: Yemeni",
         Alias(names=["Demo Tester"], remarks=["born in 1973 in Sampleville, nationality: Yemeni"])),
        ("Demo (unclosed", "", Alias(names=["Demo (unclosed"])),
        ("", "", Alias()),
    ],
)  # fmt: skip
def test_an_alias_field_is_taken_apart(text: str, note: str, expected: Alias) -> None:
    assert read_alias(text, note) == expected


@given(text=st.text(alphabet="Ab (;)д:,1د", max_size=30), note=st.text(alphabet="Ab (;)д:,1", max_size=20))
def test_no_alias_whatever_breaks_the_reader(text: str, note: str) -> None:
    alias = read_alias(text, note)
    assert all(name.strip() for name in (*alias.names, *alias.natives, *alias.remarks))


def test_an_abbreviation_behind_a_name_is_told_from_other_brackets() -> None:
    assert acronym_of("SAMPLE BANK (SB)") == ("SAMPLE BANK", "SB")
    assert acronym_of("SAMPLE (HONG KONG) LIMITED") == ("SAMPLE (HONG KONG) LIMITED", "")
    assert acronym_of("SAMPLE MOVEMENT / SMV") == ("SAMPLE MOVEMENT", "SMV")
    assert acronym_of("SAMPLE / DEMO GROUP") == ("SAMPLE / DEMO GROUP", "")


@pytest.mark.parametrize(
    ("inner", "dates"),
    [
        ("<TYPE_OF_DATE>EXACT</TYPE_OF_DATE><DATE>1962-03-04</DATE>", ("1962-03-04",)),
        ("<TYPE_OF_DATE>EXACT</TYPE_OF_DATE><YEAR>1962</YEAR>", ("1962",)),
        ("<TYPE_OF_DATE>APPROXIMATELY</TYPE_OF_DATE><YEAR>1962</YEAR>", ("1962~",)),
        (
            "<TYPE_OF_DATE>BETWEEN</TYPE_OF_DATE><FROM_YEAR>1961</FROM_YEAR><TO_YEAR>1963</TO_YEAR>",
            ("1961/1963",),
        ),
        ("<TYPE_OF_DATE>BETWEEN</TYPE_OF_DATE><FROM_YEAR>1961</FROM_YEAR><TO_YEAR>1961</TO_YEAR>", ("1961",)),
        ("<TYPE_OF_DATE>EXACT</TYPE_OF_DATE><NOTE>Between Aug. and Sep. 1977</NOTE>", ("1977-08/1977-09",)),
        ("<TYPE_OF_DATE>EXACT</TYPE_OF_DATE><YEAR>1958</YEAR><NOTE>Sep.</NOTE>", ("1958-09",)),
        ("<TYPE_OF_DATE>APPROXIMATELY</TYPE_OF_DATE><NOTE>30 years old</NOTE>", ()),
        ("<TYPE_OF_DATE/>", ()),
    ],
)
def test_every_kind_of_birth_date_is_read(parse_text: ParseText, inner: str, dates: tuple[str, ...]) -> None:
    entity = one(parse_text, f"<INDIVIDUAL_DATE_OF_BIRTH>{inner}</INDIVIDUAL_DATE_OF_BIRTH>")
    assert entity.get("birthDate") == dates


@pytest.mark.parametrize(
    ("inner", "kind", "number", "country"),
    [
        ("<TYPE_OF_DOCUMENT>Número de pasaporte</TYPE_OF_DOCUMENT><NUMBER>A1</NUMBER>", "passport", "A1", ""),
        ("<TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT><NUMBER>Jordan 999781</NUMBER>", "passport", "999781", "jo"),
        (
            "<TYPE_OF_DOCUMENT>National Identification Number</TYPE_OF_DOCUMENT>"
            "<TYPE_OF_DOCUMENT2>Sample card number 44999</TYPE_OF_DOCUMENT2>",
            "Sample card", "44999", "",
        ),
        (
            "<TYPE_OF_DOCUMENT>National Identification Number</TYPE_OF_DOCUMENT><NOTE>04999632 issued on 18 Jun. 1999</NOTE>",
            "national identification", "04999632", "",
        ),
    ],
)  # fmt: skip
def test_document_numbers_are_found_where_they_stand(
    parse_text: ParseText, inner: str, kind: str, number: str, country: str
) -> None:
    entity = one(parse_text, f"<INDIVIDUAL_DOCUMENT>{inner}</INDIVIDUAL_DOCUMENT>")
    (document,) = entity.documents
    assert (document.kind, document.number, document.country) == (kind, number, country)


def test_a_document_without_any_number_is_a_note(parse_text: ParseText) -> None:
    inner = "<TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT><NOTE>seen in Sampleville</NOTE>"
    entity = one(parse_text, f"<INDIVIDUAL_DOCUMENT>{inner}</INDIVIDUAL_DOCUMENT>")
    assert not entity.documents
    assert entity.get("notes") == ("Document without a number: passport seen in Sampleville",)


def test_a_ship_is_a_ship_only_where_number_and_words_agree(parse_text: ParseText) -> None:
    start = "<DATAID>1</DATAID><FIRST_NAME>DEMO STAR</FIRST_NAME>"
    ship = "<COMMENTS1>The vessel is flagged in Panama. IMO number: 9074729</COMMENTS1>"
    owner = "<COMMENTS1>Registered owner of a tanker. IMO number: 5342883</COMMENTS1>"
    assert one(parse_text, ship, tag="ENTITY", start=start).schema == "Vessel"
    company = one(parse_text, owner, tag="ENTITY", start=start)
    assert (company.schema, company.get("imoNumber")) == ("Organization", ("5342883",))


def test_a_record_without_id_or_name_is_rejected_and_the_rest_is_read(parse_text: ParseText) -> None:
    xml = a_list(f"</INDIVIDUAL><INDIVIDUAL><DATAID>2</DATAID></INDIVIDUAL><INDIVIDUAL>{PERSON}")
    entities, intake = parse_text("un_sc_sanctions", xml)
    assert [entity.record for entity in entities] == ["1"]
    assert [rejection.reason for rejection in intake.rejections] == [
        "un_sc_sanctions: no FIRST_NAME",
        "the record id '1' occurs twice; the first is kept",
    ]
    assert intake.published == "2026-01-15"


def test_a_new_field_is_seen_on_the_day_it_appears(parse_text: ParseText) -> None:
    _, intake = parse_text("un_sc_sanctions", a_list("<SHOE_SIZE>44</SHOE_SIZE>"))
    assert intake.unread == {"INDIVIDUAL/SHOE_SIZE": 1}


def cut(text: str) -> str:
    """A text as a file keeps it that stores one byte of each character."""
    return text.encode("utf-16-be")[1::2].decode("latin-1")


@pytest.mark.parametrize(
    "name", ["عبد الرحمن السيندي", "شيخ المثال", "Абу Мухаммад Аль-Кадари", "Рамзан Тестер", "Умар"]
)
def test_arabic_and_cyrillic_names_are_restored_from_their_last_bytes(name: str) -> None:
    assert restored(cut(name)) == name


@pytest.mark.parametrize("name", ["金正恩", "김정은", "Ḿuster"])
def test_names_whose_bytes_do_not_tell_are_not_guessed(name: str) -> None:
    assert restored(cut(name)) == ""


def test_latin_names_are_not_taken_for_cut_ones() -> None:
    for name in (
        "KPA Unit 586",
        "G-9",
        "JÉRÔME",
        "“1-P”",
        "Demo Tester",
        "195 RZ RAV",
        "M-23 ALLIES",
        "Al-Mithal",
    ):
        assert not looks_cut(name)
        assert untangled(name) is None


def test_a_file_cut_to_one_byte_a_character_is_read_and_what_is_lost_is_told(parse_text: ParseText) -> None:
    inner = (
        "<NAME_ORIGINAL_SCRIPT>عبد الرحمن السيندي</NAME_ORIGINAL_SCRIPT>"
        "<COMMENTS1>The government’s “friend” José</COMMENTS1>"
        "<INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>Demo Prober (عبد المثال)</ALIAS_NAME></INDIVIDUAL_ALIAS>"
        "<INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>Abu Demo</ALIAS_NAME><NOTE>original script: Абу Тамоид</NOTE></INDIVIDUAL_ALIAS>"
        "<INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>朝鲜联合机械</ALIAS_NAME></INDIVIDUAL_ALIAS>"
    )
    data = a_list(inner).encode("utf-16-be")[1::2]
    entities, intake = parse_text("un_sc_sanctions", data)
    (entity,) = entities
    texts = [name.text for name in entity.names]
    assert texts[:4] == ["DEMO TESTER", "عبد الرحمن السيندي", "Demo Prober", "عبد المثال"]
    assert "Абу Тамоид" in texts
    assert entity.get("notes") == ("The government’s “friend” José",)
    assert any("cut to its last byte" in what for what in intake.repairs)
    assert [r.reason for r in intake.rejections] == [
        "the characters of this name are lost: the file kept one byte of each"
    ]
    assert intake.rows["native names"].rejected == 1


@pytest.mark.real_data
def test_names_restored_from_the_damaged_feed_are_those_of_the_next_good_one(real_data: Path) -> None:
    folder = real_data / "lists/un_sc_sanctions"

    def natives(name: str) -> dict[str, set[str]]:
        entities, _ = parse_source("un_sc_sanctions", read_raw([folder / name]))
        return {e.record: {n.text for n in e.names if not n.text.isascii()} for e in entities}

    damaged = natives("UN_2025-08-16.xml.gz")
    good = [natives("UN_2025-04-19.xml.gz"), natives("UN_2025-11-20.xml.gz")]
    for record, texts in damaged.items():
        known = {" ".join(t.split()) for names in good for t in names.get(record, ())}
        wrong = {t for t in texts if t not in known and any("\u0400" <= c <= "\u06ff" for c in t)}
        assert not wrong or record not in good[1], f"{record}: {wrong}"


@pytest.mark.real_data
def test_records_of_two_dates_keep_their_ids(real_data: Path) -> None:
    folder = real_data / "lists/un_sc_sanctions"
    first, _ = parse_source("un_sc_sanctions", read_raw([folder / "UN_2025-11-20.xml.gz"]))
    second, _ = parse_source("un_sc_sanctions", read_raw([folder / "UN_2026-02-27.xml.gz"]))
    ids = {entity.id for entity in second}
    same = {entity.id: entity for entity in first if entity.id in ids}
    assert len(same) > 990
    changed = [
        e.id for e in second if e.id in same and msgspec.json.encode(e) != msgspec.json.encode(same[e.id])
    ]
    assert len(changed) < 40
