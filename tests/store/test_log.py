"""The screening log: what is written is read again, whole, and found by what it is about."""

from datetime import timedelta

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from sqlalchemy import select
from tests.store.support import CALLER, POLICY, START, SetClock, copies, screened
from tests.support import any_text

from watchfloor.model.errors import PolicyError, StateError, UsageError
from watchfloor.model.party import Party
from watchfloor.model.service import Caller
from watchfloor.store import log as logs
from watchfloor.store import tables
from watchfloor.store.content import same_input
from watchfloor.store.log import Wanted
from watchfloor.store.opening import Store
from watchfloor.store.recorder import LogRecorder

KEEP = timedelta(days=3653)


def test_what_was_written_is_read_again_whole(store: Store) -> None:
    hit, clear = screened(birthDate="1950-02-03"), screened("Otto Berg")
    store.recorder.record([hit, clear], POLICY)
    assert [found.screening for found in store.log.full(Wanted())] == [hit, clear]
    found = store.log.one(hit.id)
    assert found.screening.result.hits[0].explanation == hit.result.hits[0].explanation
    line = found.line
    assert (line.number, line.id, line.at, line.caller, line.caller_key, line.role) == (
        1, hit.id, START, "branch 7", "wf_00000001", "screener",
    )  # fmt: skip
    assert (line.snapshot, line.policy, line.engine) == ("test", POLICY.hash, hit.result.stamp.engine)
    assert (line.hits, line.answered, line.matched, line.best) == (1, 1, True, hit.result.hits[0].score)
    none = store.log.one(clear.id).line
    assert (none.number, none.hits, none.matched, none.best) == (2, 0, False, 0.0)


def test_nothing_to_record_is_nothing_done(store: Store) -> None:
    store.recorder.record([], POLICY)
    assert store.log.count(Wanted()) == 0


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(name=any_text, request=any_text, city=any_text)
def test_any_text_can_be_written_and_found(store: Store, name: str, request: str, city: str) -> None:
    kept = screened("Boris Demonow", request=request)
    party = Party(schema="Person", id=name, properties={"name": (name,), "city": (city,)})
    kept = msgspec.structs.replace(kept, party=party, caller=Caller(name=name or "x", role="reader"))
    store.recorder.record([kept], POLICY)
    found = store.log.one(kept.id)
    assert found.screening.party.properties["city"] == (_readable(city),)
    assert found.line in store.log.lines(Wanted(name=name, party=name, request=request[:60]), limit=1000)


def _readable(text: str) -> str:
    return "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in text)


def test_a_screening_is_found_by_who_when_whom_and_what(store: Store) -> None:
    ann = Caller(name="ann", role="analyst")
    one = screened(at=START, request="r1")
    other = screened("Otto Berg", at=START + timedelta(days=1), request="r2", caller=ann)
    store.recorder.record([one], POLICY)
    store.recorder.record([other], POLICY)

    def ids(**wanted: object) -> list[str]:
        return [line.id for line in store.log.lines(msgspec.convert(wanted, Wanted))]

    assert ids() == [other.id, one.id], "newest first"
    assert ids(caller="ann") == [other.id]
    assert ids(caller=CALLER.key) == [one.id]
    assert ids(since=START + timedelta(hours=1)) == [other.id]
    assert ids(until=START + timedelta(days=1)) == [one.id]
    assert ids(name=" boris  DEMONOW") == [one.id]
    assert ids(party="customer Otto Berg") == [other.id]
    assert ids(entity="demo:1") == [one.id]
    assert ids(request="r2", matched=False) == [other.id]
    assert ids(matched=True) == [one.id]
    assert ids(snapshot="te") == [other.id, one.id]
    assert ids(snapshot="%") == []
    assert ids(caller="ann", matched=True) == []
    assert store.log.count(Wanted(matched=True)) == 1


def test_the_log_is_read_page_by_page(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logs, "CHUNK", 3)
    store.recorder.record(copies(screened(), 10), POLICY)
    pages, before = [], None
    while page := store.log.lines(Wanted(), limit=4, before=before):
        pages.append([line.number for line in page])
        before = page[-1].number
    assert pages == [[10, 9, 8, 7], [6, 5, 4, 3], [2, 1]]
    assert [found.line.number for found in store.log.full(Wanted())] == list(range(1, 11))


def test_an_id_may_be_cut_short_as_long_as_it_is_the_only_one(store: Store) -> None:
    one, other = copies(screened(), 2)
    one, other = (msgspec.structs.replace(s, id=i) for s, i in ((one, "abcdef-1"), (other, "abcdef-2")))
    store.recorder.record([one, other], POLICY)
    assert store.log.one("abcdef-1").screening == one
    assert store.log.one("2").screening == other, "its number does as well"
    with pytest.raises(UsageError, match="more than one screening begins with 'abcdef'"):
        store.log.one("abcdef")
    for nothing in ("abcdef_1", "abc", "", "3", "²", "9" * 30, "\ud800", "a\0"):
        with pytest.raises(UsageError, match="no screening has the id"):
            store.log.one(nothing)


def test_where_inputs_are_not_kept_nothing_of_them_is_in_the_database(store: Store) -> None:
    recorder = LogRecorder(store.database, store.secret, store.moments, keep_input=False)
    given = screened("Boris Demonow", birthDate="1950-02-03", city="Geheimstadt")
    recorder.record([given], POLICY)
    recorder.close()
    found = store.log.one(given.id)
    whole = msgspec.json.encode(found.screening) + repr(found).encode()
    for word in (b"Demonow", b"demonow", b"Geheimstadt", b"customer", b"born"):
        assert word not in whole, word
    assert found.line.input_kept is False
    assert [hit.score for hit in found.screening.result.hits] == [hit.score for hit in given.result.hits]
    why = found.screening.result.hits[0].explanation
    assert why.sentences()
    assert [c.points for c in why.contributions] == [
        c.points for c in given.result.hits[0].explanation.contributions
    ]
    assert same_input(given.party, found.input_key, store.secret)
    assert not same_input(screened("Otto Berg").party, found.input_key, store.secret)
    assert store.log.lines(Wanted(name="Boris Demonow", party="customer boris demonow"))[0].id == given.id


def test_the_policy_of_a_screening_is_kept_whole(store: Store) -> None:
    store.recorder.record([screened()], POLICY)
    assert store.log.policy(POLICY.hash) == POLICY
    with pytest.raises(PolicyError, match="the policy is not kept"):
        store.log.policy("0" * 64)
    with store.database.writing() as connection:
        connection.execute(
            tables.policies.update().values(content=msgspec.json.encode(POLICY).replace(b"0.5", b"0.6"))
        )
    with pytest.raises(PolicyError, match="not what its hash says"):
        store.log.policy(POLICY.hash)
    with store.database.writing() as connection:
        connection.execute(tables.policies.update().values(content=b"{}"))
    with pytest.raises(PolicyError, match="of another Watchfloor"):
        store.log.policy(POLICY.hash)


@pytest.mark.parametrize("damage", [b"", b"no frame", b"\x28\xb5\x2f\xfd"])
def test_a_damaged_screening_is_told_with_its_id(store: Store, damage: bytes) -> None:
    given = screened()
    store.recorder.record([given], POLICY)
    with store.database.writing() as connection:
        connection.execute(tables.screenings.update().values(content=damage))
    with pytest.raises(StateError, match=f"damaged.*{given.id}"):
        store.log.one(given.id)


def test_what_is_older_than_ten_years_is_purged_with_its_hits_and_that_is_written_down(
    store: Store, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logs, "CHUNK", 2)
    store.recorder.record(copies(screened(), 5), POLICY)
    later = START + timedelta(days=100)
    store.recorder.record(copies(screened(at=later), 2), POLICY)
    assert store.log.purge(KEEP) == 0
    clock.go(days=3653)
    before, old, total = store.log.too_old(KEEP)
    assert (before, old, total) == (START, 0, 7), "a day short of ten years is kept"
    clock.go(seconds=1)
    assert store.log.purge(KEEP, who="root") == 5
    assert [line.number for line in store.log.lines(Wanted())] == [7, 6]
    with store.database.reading() as connection:
        assert set(connection.execute(select(tables.hits.c.number)).scalars()) == {6, 7}
    assert {(act.who, act.act) for act in store.acts()} == {("root", "log purged")}
    told = [(act.about.split()[0], act.about.rpartition(", ")[2]) for act in reversed(store.acts())]
    assert told == [("2", "1 to 2"), ("2", "3 to 4"), ("1", "5 to 5")], "each with the deletion it tells of"
    store.recorder.record([screened()], POLICY)
    assert store.log.lines(Wanted())[0].number == 8, "numbers are not used twice"


def test_a_clock_far_ahead_does_not_empty_the_log(store: Store, clock: SetClock) -> None:
    store.recorder.record([screened()], POLICY)
    clock.go(days=36530)
    with pytest.raises(UsageError, match=r"all 1 screenings are older.*say --all"):
        store.log.purge(KEEP)
    assert store.log.purge(KEEP, everything=True) == 1
    assert store.log.purge(timedelta(days=1)) == 0
