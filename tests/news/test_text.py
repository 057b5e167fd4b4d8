"""Text as words and sentences that point back into it; endings taken off; files of any kind."""

import io
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchfloor.model.errors import InputError
from watchfloor.news.inflect import base_forms, slavic_letters
from watchfloor.news.lexis import guards
from watchfloor.news.sources import MAX_BYTES, decode, read_file
from watchfloor.news.text import sentences, without_case, words

texts = st.text(max_size=200) | st.lists(
    st.sampled_from(
        ["Kim Jong-un", "Putins", "said.", "Путина", "金正恩", "김정은이", "!", "\n\n", "al-Houthi", "3"]
    ),
    max_size=20,
).map(" ".join)


@given(texts)
def test_words_and_sentences_are_slices_of_the_text(text: str) -> None:
    for word in words(text):
        assert text[word.start : word.end] == word.text
    for sentence in sentences(text):
        assert text[sentence.start : sentence.end] == sentence.text
        assert sentence.text == sentence.text.strip() != ""


@given(texts)
def test_words_come_in_order_and_do_not_overlap(text: str) -> None:
    found = words(text)
    assert all(a.end <= b.start for a, b in pairwise(found))


def test_sentences_end_at_marks_and_empty_lines() -> None:
    text = "One. Two? “Three!” four\n\nFive。六。"
    assert [s.text for s in sentences(text)] == ["One.", "Two?", "“Three!”", "four", "Five。", "六。"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("ALL CAPITALS HERE NOW", True),
        ("all small letters here", True),
        ("Some of Each here", False),
        ("", False),
    ],
)
def test_text_without_the_usual_capitals_is_noticed(text: str, told: bool) -> None:
    assert without_case(words(text)) is told


@pytest.mark.parametrize(
    ("word", "script", "base"),
    [
        ("Putins", "latin", "Putin"), ("Kim's", "latin", "Kim"), ("Kim’s", "latin", "Kim"), ("Путина", "cyrillic", "Путин"),
        ("Путиным", "cyrillic", "Путин"), ("Сергея", "cyrillic", "Сергей"), ("Лавровой", "cyrillic", "Лаврова"),
        ("김정은이", "hangul", "김정은"), ("푸틴에게", "hangul", "푸틴"), ("ومحمد", "arabic", "محمد"),
    ],
)  # fmt: skip
def test_endings_are_taken_off(word: str, script: str, base: str) -> None:
    assert base in base_forms(word, script)
    assert base_forms(word, script)[0] == word


def test_polish_endings_apply_to_polish_text_only() -> None:
    assert "Putin" not in base_forms("Putinem", "latin")
    assert "Putin" in base_forms("Putinem", "latin", slavic=True)
    assert slavic_letters("Zażółć gęślą jaźń, łódź i źdźbło")
    assert not slavic_letters("Spotkanie w Moskwie")


def test_guard_words_are_in_lower_case_and_namesakes_have_a_reason() -> None:
    known = guards()
    for group in (known.vessel_words, known.place_words, known.titles, known.places, known.common):
        assert group
        assert all(word == word.lower() for word in group)
    assert all(known.namesakes.values())


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("Grüße".encode(), "Grüße"),
        ("Grüße".encode("utf-8-sig"), "Grüße"),
        ("Grüße".encode("utf-16"), "Grüße"),
        ("Grüße".encode("cp1252"), "Grüße"),
        ("Путин приехал в Москву".encode("cp1251"), "Путин приехал в Москву"),
        (b"", ""),
    ],
)
def test_texts_are_read_in_any_usual_encoding(data: bytes, text: str) -> None:
    assert decode(data, "x").text == text


def test_a_page_is_read_without_its_tags_and_scripts() -> None:
    page = b"<!DOCTYPE html><html><head><style>p{}</style><script>evil()</script></head><body><p>Kim Jong Un</p><p>left.</p></body></html>"
    read = decode(page, "x.html")
    assert read.text == "Kim Jong Un\nleft."
    assert "HTML page" in read.notes[0]


def test_binary_data_and_missing_files_are_errors(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="not a text but binary data"):
        decode(b"\x00\x01\x02\x00" * 50, "x")
    with pytest.raises(InputError, match="cannot be read"):
        read_file(tmp_path / "none.txt", io.BytesIO())
    with pytest.raises(InputError, match="longer than"):
        decode(bytes(MAX_BYTES + 1), "x")


@pytest.mark.parametrize(
    ("data", "what", "hint"),
    [
        (b"%PDF-1.7\n", "a PDF", "Save its text as a .txt file"),
        (b"PK\x03\x04 [Content_Types].xml word/document.xml", "a Word document", "as a web page"),
        (b"PK\x03\x04 [Content_Types].xml xl/workbook.xml", "an Excel workbook", "`watchfloor screen`"),
        (b"PK\x03\x04 letters.txt", "a zip archive", "Unpack it"),
        (b"\x89PNG\r\n\x1a\n", "a picture", "recognised first"),
    ],
)
def test_a_document_that_is_no_text_says_what_it_is_and_what_to_do(data: bytes, what: str, hint: str) -> None:
    with pytest.raises(InputError, match=f"this is {what}, not a text") as error:
        decode(data, "letter.docx")
    assert hint in error.value.hint
    assert error.value.at == "letter.docx"


def test_standard_input_is_a_file_too() -> None:
    assert read_file(None, io.BytesIO(b"hello")).text == "hello"
