"""What detectors return: plain values that say why, and survive the wire."""

import msgspec

from watchfloor.model.finding import (
    Contribution,
    Evidence,
    Explanation,
    Finding,
    Hit,
    Screened,
    Stamp,
    TokenMatch,
)

STAMP = Stamp(snapshot="s", policy="p", engine="1")
EXPLANATION = Explanation(
    party_name="Wladimir Putin",
    entity_name="PUTIN, Vladimir",
    name_kind="primary",
    alignment=(TokenMatch(party="wladimir", entity="vladimir", likeness=0.96, how="spelling"),),
    contributions=(
        Contribution(feature="name", strength=0.9, points=2.0, reason="the names are 98% alike"),
        Contribution(feature="birth_date", strength=-1.0, points=-4.0, reason="birth years 30 apart"),
        Contribution(feature="country", strength=1.0, points=1.2, reason="same country: Russia"),
    ),
)
HIT = Hit(
    entity_id="demo:1",
    source="demo",
    source_id="1",
    records=("demo:1",),
    caption="PUTIN, Vladimir",
    schema="Person",
    score=0.7,
    name_likeness=0.98,
    evidence=-0.6,
    match=True,
    explanation=EXPLANATION,
)


def test_an_explanation_in_words_begins_with_what_weighs_most() -> None:
    assert EXPLANATION.sentences() == (
        "birth years 30 apart",
        "the names are 98% alike",
        "same country: Russia",
    )


def test_a_result_survives_json_and_stays_the_same_bytes() -> None:
    result = Screened(row=3, id="c", name="Wladimir Putin", schema="Person", hits=(HIT,), stamp=STAMP)
    packed = msgspec.json.encode(result)
    again = msgspec.json.decode(packed, type=Screened)
    assert again == result
    assert msgspec.json.encode(again) == packed


def test_a_finding_says_what_was_seen_and_with_what_it_was_made() -> None:
    finding = Finding(
        subject="c",
        kind="screening",
        score=0.7,
        evidence=(Evidence(kind="name", text="Wladimir Putin ~ PUTIN, Vladimir", where="demo:1"),),
        stamp=STAMP,
        entities=("demo:1",),
    )
    assert msgspec.json.decode(msgspec.json.encode(finding), type=Finding) == finding
    assert finding.provisions == ()
