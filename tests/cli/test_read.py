"""``watchfloor read``: listed parties in texts."""

import json
from pathlib import Path

import pytest
from tests.cli.support import Watchfloor

TEXT = """\
The harbour master, Jane Merriweather, saw Boris Demonov come ashore. Demonov left the next day.
The cargo belonged to the Demonstration Trading
Corporation.
"""


@pytest.fixture
def article(tmp_path: Path) -> str:
    (tmp_path / "article.txt").write_text(TEXT, "utf-8")
    return "article.txt"


def test_mentions_are_printed_with_place_and_reason(watchfloor: Watchfloor, article: str) -> None:
    told = watchfloor("read", article).stdout
    assert "Boris Demonov (Person) · custom:x1" in told
    assert "43 Boris Demonov: " in told
    assert "Demonstration Trading Corporation: " in told, "a line break in a name is a space"
    assert "Merriweather" not in told
    assert "a person decides what it means" in told


def test_json_has_a_line_a_text_with_exact_spans(watchfloor: Watchfloor, article: str) -> None:
    (told,) = [json.loads(line) for line in watchfloor("read", article, "--json", "-q").stdout.splitlines()]
    assert told["file"] == article
    assert {m["entity_id"] for m in told["mentions"]} == {"custom:x1", "custom:x2"}
    for mention in told["mentions"]:
        assert TEXT[mention["start"] : mention["end"]] == mention["text"]
    assert told["stamp"]["engine"]


def test_a_page_with_the_mentions_marked_is_written(watchfloor: Watchfloor, article: str) -> None:
    result = watchfloor("read", article, "--html", "mentions.html")
    assert "written to mentions.html" in result.stderr
    page = Path("mentions.html").read_text("utf-8")
    assert "<mark" in page
    assert "Boris Demonov" in page


def test_a_text_can_be_piped_in(watchfloor: Watchfloor) -> None:
    assert "custom:x1" in watchfloor("read", "-", stdin=TEXT).stdout


def test_a_mention_fails_the_run_only_if_wanted(watchfloor: Watchfloor, article: str) -> None:
    watchfloor("read", article)
    watchfloor("read", article, "--fail-on-hit", code=1)
    watchfloor("read", "-", "--fail-on-hit", stdin="Nothing of interest happened.\n")


def test_a_text_that_cannot_be_read_does_not_stop_the_others(watchfloor: Watchfloor, article: str) -> None:
    result = watchfloor("read", "none.txt", article, "nothing.txt", code=3)
    assert "Boris Demonov" in result.stdout
    assert "none.txt" in result.stderr
    assert "nothing.txt" in result.stderr


def test_where_no_text_can_be_read_the_error_is_all_there_is_to_say(watchfloor: Watchfloor) -> None:
    result = watchfloor("read", "none.txt", "nothing.txt", "--html", "mentions.html", "-q", code=3)
    assert result.stdout == ""
    told = result.stderr.splitlines()
    assert told[0] == "error: cannot be read: No such file or directory (at nothing.txt)"
    assert told[1] == "error: cannot be read: No such file or directory (at none.txt)"
    assert not Path("mentions.html").exists()
    assert watchfloor("read", "none.txt", "-q", code=3).stdout == ""


def test_the_lists_of_a_day_are_looked_at(watchfloor: Watchfloor) -> None:
    text = "The Demo Star left port.\n"
    now = json.loads(watchfloor("read", "-", "--json", stdin=text).stdout)["mentions"]
    then = json.loads(watchfloor("read", "-", "--json", "--as-of", "2022-01-01", stdin=text).stdout)[
        "mentions"
    ]
    assert [m["entity_id"] for m in now] == ["custom:x3"]
    assert then == []


def test_a_page_never_takes_the_place_of_the_text(watchfloor: Watchfloor, article: str) -> None:
    assert "take the place of the text" in watchfloor("read", article, "--html", article, code=2).stderr
    assert Path(article).read_text("utf-8") == TEXT


def test_a_page_without_a_text_says_what_is_missing(watchfloor: Watchfloor, article: str) -> None:
    told = watchfloor("read", "--html", article, code=2).stderr
    assert "give a text to read" in told
    assert "after --html stands the page" in told
    assert Path(article).read_text("utf-8") == TEXT


def test_a_page_that_could_not_be_written_is_told_before_anything_is_read(
    watchfloor: Watchfloor, article: str
) -> None:
    result = watchfloor("read", article, "--html", "no/mentions.html", code=2)
    assert result.stderr.startswith("error: the output cannot be written: there is no such folder (at no)")


def test_a_document_that_is_no_text_says_what_to_do_and_the_others_are_read(
    watchfloor: Watchfloor, article: str
) -> None:
    Path("letter.docx").write_bytes(b"PK\x03\x04 [Content_Types].xml word/document.xml")
    result = watchfloor("read", "letter.docx", article, code=3)
    assert (
        "this is a Word document, not a text (at letter.docx). Save its text as a .txt file" in result.stderr
    )
    assert "Boris Demonov" in result.stdout
