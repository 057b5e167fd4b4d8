"""XML from strangers: what is read, repaired, and refused."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchfloor.lists.intake import Intake
from watchfloor.lists.xml import Record, local, mixed_text, parse_xml
from watchfloor.model.errors import BrokenFileError, HostileFileError, SourceError

DECLARED = '<?xml version="1.0" encoding="{}"?>'
PLAIN = "<list><name>Müller &amp; Söhne</name></list>"


def an_intake() -> Intake:
    return Intake(source="xx_demo")


def name_in(data: bytes, intake: Intake | None = None) -> str:
    root = parse_xml(data, file="list.xml", intake=intake or an_intake())
    return root.findtext("name") or ""


def a_record(xml: str, intake: Intake | None = None) -> Record:
    intake = intake or an_intake()
    root = parse_xml(xml.encode(), file="list.xml", intake=intake)
    return Record(root, path="ENTRY", intake=intake, name="17")


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "iso-8859-1", "windows-1252"]
)
def test_a_file_in_the_encoding_it_declares_needs_no_repair(encoding: str) -> None:
    intake = an_intake()
    declared = encoding.removesuffix("-sig").removesuffix("-le")
    assert name_in((DECLARED.format(declared) + PLAIN).encode(encoding), intake) == "Müller & Söhne"
    assert not intake.repairs


def test_a_byte_order_mark_without_a_declaration_is_enough() -> None:
    assert name_in(b"\xef\xbb\xbf" + PLAIN.encode()) == "Müller & Söhne"
    assert name_in(PLAIN.encode("utf-16")) == "Müller & Söhne"


@pytest.mark.parametrize("end", [b"\x1a", b"\x00\x00", b"\r\n\x1a\r\n", b"\n\n"])
def test_an_end_mark_of_old_systems_is_no_damage(end: bytes) -> None:
    intake = an_intake()
    assert name_in(PLAIN.encode() + end, intake) == "Müller & Söhne"
    assert not intake.repairs


def test_latin_1_bytes_in_utf_8_are_read_as_meant_and_counted() -> None:
    intake = an_intake()
    data = (DECLARED.format("UTF-8") + "<list><name>Müller ").encode() + b"& S\xf6hne \x96 Co</name></list>"
    assert name_in(data.replace(b"&", b"&amp;"), intake) == "Müller & Söhne – Co"
    assert intake.repairs == {"list.xml: bytes outside the declared encoding, read as Windows-1252": 2}


@pytest.mark.parametrize("declared", ["UTF-16", "UTF-8"])
def test_a_wrongly_declared_encoding_is_seen_through_or_told(declared: str) -> None:
    data = (DECLARED.format(declared) + PLAIN).encode("utf-8" if declared == "UTF-16" else "utf-16")
    intake = an_intake()
    assert name_in(data, intake) == "Müller & Söhne"
    told = "list.xml: declared as UTF-16, but its characters are one byte wide: read as UTF-8"
    assert list(intake.repairs) == ([told] if declared == "UTF-16" else [])


@pytest.mark.parametrize("damage", [b"\x00", b"\x00\xd8\x00\x00"])
def test_utf_16_cut_within_a_character_is_broken(damage: bytes) -> None:
    with pytest.raises(BrokenFileError, match="damaged or cut short: not UTF-16 to its end"):
        name_in(PLAIN.encode("utf-16") + damage)


def test_an_unknown_encoding_is_told() -> None:
    with pytest.raises(BrokenFileError, match=r"not well-formed XML: .*encoding.*at list\.xml, line 1"):
        name_in((DECLARED.format("x-demo-9") + PLAIN).encode())


@pytest.mark.parametrize("data", [b"", b"  \n", b"\xef\xbb\xbf", b"\x1a", b"\x00\x00\x00"])
def test_an_empty_file_is_broken(data: bytes) -> None:
    with pytest.raises(BrokenFileError, match=r"the file is empty \(at list\.xml\)\. Fetch it again"):
        name_in(data)


@pytest.mark.parametrize(
    "data",
    [
        b"<!DOCTYPE html><html><body>503</body></html>",
        b"\n<HTML><head></head></HTML>",
        b"\xef\xbb\xbf<!doctype HTML PUBLIC>",
    ],
)
def test_an_error_page_is_no_list(data: bytes) -> None:
    with pytest.raises(BrokenFileError, match="an HTML page, not a list"):
        name_in(data)


@pytest.mark.parametrize(
    "data", [b'{"error": 503}', b"id,name\n1,Acme\n", b"PK\x03\x04", b"Service unavailable"]
)
def test_what_is_no_xml_is_told(data: bytes) -> None:
    with pytest.raises(BrokenFileError, match="not an XML file"):
        name_in(data)


@pytest.mark.parametrize("cut", [0.3, 0.6, 0.95])
def test_a_truncated_file_is_broken_and_the_line_is_named(cut: float) -> None:
    data = ("<list>\n" + "<entry><name>Acme</name></entry>\n" * 50 + "</list>").encode()
    with pytest.raises(
        BrokenFileError, match=r"not well-formed XML: .* \(at list\.xml, line \d+\)\. The download may"
    ):
        name_in(data[: int(len(data) * cut)])


def test_a_truncated_file_with_foreign_bytes_is_still_broken() -> None:
    with pytest.raises(BrokenFileError, match="not well-formed XML"):
        name_in(b"<list><name>S\xf6hne</name>")


BOMB = (
    '<!DOCTYPE list [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + "]><list><name>&i;</name></list>"
)
FETCH = '<!DOCTYPE list [<!ENTITY x SYSTEM "file:///etc/hostname">]><list><name>&x;</name></list>'


@pytest.mark.parametrize("bomb", [BOMB, FETCH], ids=["bomb", "fetch"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_file_with_entities_of_its_own_is_hostile(bomb: str, encoding: str) -> None:
    with pytest.raises(HostileFileError, match="declares XML entities, which no official list does"):
        name_in(bomb.encode(encoding))


def test_entities_hidden_in_another_encoding_are_not_expanded() -> None:
    hidden = b'<?xml version="1.0" encoding="UTF-7"?>' + FETCH.replace("ENTITY", "+AEU-NTITY").encode("ascii")
    with pytest.raises((HostileFileError, BrokenFileError), match=r"declares XML entities|not well-formed"):
        name_in(hidden)


def test_a_document_type_that_points_elsewhere_is_not_fetched() -> None:
    assert (
        name_in(b'<!DOCTYPE list SYSTEM "http://elsewhere.example/list.dtd"><list><name>Acme</name></list>')
        == "Acme"
    )


def test_a_tree_deeper_than_any_list_is_refused() -> None:
    with pytest.raises(BrokenFileError, match=r"not well-formed XML: .*depth"):
        name_in(b"<a>" * 5000 + b"</a>" * 5000)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused_with_an_error_of_ours(data: bytes) -> None:
    for body in (data, b"<list><name>" + data + b"</name></list>"):
        with contextlib.suppress(SourceError):
            parse_xml(body, file="list.xml", intake=an_intake())


@given(st.text())
def test_good_utf_8_is_left_alone(text: str) -> None:
    assert mixed_text(text.encode()) == (text, 0)


@given(st.lists(st.sampled_from([b"\xe4", b"\xf6", "ü".encode(), b"a", "中".encode()])))
def test_good_characters_beside_bad_bytes_are_kept(parts: list[bytes]) -> None:
    text, foreign = mixed_text(b" ".join(parts))
    meant = {b"\xe4": "ä", b"\xf6": "ö", "ü".encode(): "ü", b"a": "a", "中".encode(): "中"}
    assert text == " ".join(meant[part] for part in parts)
    assert foreign == sum(part in {b"\xe4", b"\xf6"} for part in parts)


def test_a_name_space_is_no_part_of_a_tag() -> None:
    assert local("{urn:demo}NAME") == "NAME"
    assert local(len) == ""
    assert a_record('<e xmlns="urn:demo"><NAME>Acme</NAME></e>').take("NAME") == "Acme"


def test_a_record_gives_texts_and_attributes_stripped() -> None:
    record = a_record('<e id=" 4 "> own <n> A </n><n> </n><n>B</n></e>')
    assert (record.text, record.attr("id"), record.attr("none")) == ("own", "4", "")
    assert (record.get("n"), record.texts("n"), record.get("none")) == ("A", ["A", "B"], "")
    assert record.at == "ENTRY 17"


@pytest.mark.parametrize("xml", ["<e/>", "<e><ID/></e>", "<e><ID>  </ID></e>"])
def test_a_field_that_must_be_there_is_missed_with_its_record(xml: str) -> None:
    with pytest.raises(SourceError, match=r"xx_demo: no ID \(at ENTRY 17\)"):
        a_record(xml).take("ID")


def test_what_nobody_read_is_counted_by_its_path() -> None:
    intake = an_intake()
    record = a_record(
        '<e new="1" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="x">'
        "<READ>1</READ><NEW>2</NEW><NEW>3</NEW><EMPTY/><DEEP><IN>4</IN></DEEP><SORT>5</SORT>"
        '<PART><A>6</A><B>7</B></PART><PART flag="y"><A>8</A></PART><ONE><C>9</C></ONE></e>',
        intake,
    )
    record.get("READ")
    record.ignore("SORT")
    assert [part.get("A") for part in record.records("PART")] == ["6", "8"]
    one = record.record("ONE")
    assert one is not None
    one.close()
    assert record.record("NONE") is None
    record.close()
    assert intake.unread == {
        "ENTRY/@new": 1,
        "ENTRY/NEW": 2,
        "ENTRY/DEEP": 1,
        "ENTRY/PART/B": 1,
        "ENTRY/PART/@flag": 1,
        "ENTRY/ONE/C": 1,
    }
