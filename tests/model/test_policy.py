"""Policies: what a file may say, what it leaves to the default, and the hash that names its content."""

from pathlib import Path

import msgspec
import pytest

from watchfloor.model.errors import PolicyError
from watchfloor.model.policy import Policy, default_policy, load_policy, parse_policy, sealed


def test_an_empty_policy_is_the_default_one() -> None:
    assert parse_policy(b"") == default_policy()


def test_a_policy_says_only_what_differs_from_the_default() -> None:
    policy = parse_policy(b"threshold = 0.5\n[features]\ncountry = 2.5\n[names.person]\nbase = 0.5\n")
    assert (policy.threshold, policy.features["country"], policy.names.person.base) == (0.5, 2.5, 0.5)
    assert policy.features["birth_date"] == default_policy().features["birth_date"]
    assert policy.names.person.missing == default_policy().names.person.missing
    assert policy.names.other == default_policy().names.other
    assert policy.calibration == default_policy().calibration


def test_a_feature_can_be_switched_off() -> None:
    assert parse_policy(b"[features]\ncountry = 0").features["country"] == 0


def test_a_policy_limits_the_scope() -> None:
    policy = parse_policy(b'sources = ["us_ofac_sdn"]\nprogrammes = ["DPRK"]\ndelisted = true')
    assert (policy.sources, policy.programmes, policy.delisted) == (("us_ofac_sdn",), ("DPRK",), True)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (b"threshold = 0.0", "threshold must lie between 0 and 1, not 0.0"),
        (b"threshold = 1", "threshold must lie between 0 and 1, not 1.0"),
        (b"threshold = nan", "threshold must lie between 0 and 1, not nan"),
        (b'threshold = "high"', r"Expected `float`, got `str` - at `\$.threshold`"),
        (b"treshold = 0.5", "unknown keys treshold"),
        (b"[names]\nconfict = 1.0", r"unknown field `confict` - at `\$.names`"),
        (b"[calibration]\nslop = 1.0", r"unknown field `slop` - at `\$.calibration`"),
        (b"[features]\nbirthdate = 1.0", "unknown features: birthdate"),
        (b"[features]\ncountry = -1.0", r"Expected `float` >= 0.0 - at `\$.features"),
        (b"[features]\ncountry = inf", "Expected `float` <= 100.0"),
        (b"[names]\ngate = 0.0", r"Expected `float` > 0.0 - at `\$.names.gate`"),
        (b"[names.person]\nconflict = 1.5", r"Expected `array`, got `float` - at `\$.names.person.conflict`"),
        (b"[names.person]\nbase = nan", "names.person.base must lie between -10.0 and 10.0, not nan"),
        (b"[names.other]\nbase = inf", "names.other.base must lie between -10.0 and 10.0, not inf"),
        (b"[names.person]\nmissed = []", r"unknown field `missed` - at `\$.names.person`"),
        (b"[names.person]\nlone = [[0, nan]]", "names.person.lone holds a value that is no number"),
        (b"[names.other]\nlone = [[0.2, 0], [0.1, -1]]", "the knots of names.other.lone must ascend"),
        (b"[names.other]\nlone = [[0.2, 0, 1]]", r"Expected `array` of length 2, got 3"),
        (b"[calibration]\nslope = 0.0", r"Expected `float` > 0.0 - at `\$.calibration.slope`"),
        (b'sources = "us_ofac_sdn"', r"Expected `array`, got `str` - at `\$.sources`"),
        (b"names = 3", r"Expected `object`, got `int` - at `\$.names`"),
        (b"= =", "not a valid policy: Invalid statement"),
        (b"threshold = " + b"[" * 50_000, "not a valid policy: maximum recursion depth"),
        (b'name = "R\xe4tsel"', "not a valid policy: 'utf-8' codec"),
    ],
)
def test_a_policy_that_does_not_validate_is_an_error_that_says_where(text: bytes, says: str) -> None:
    with pytest.raises(PolicyError, match=says) as error:
        parse_policy(text, at="mine.toml")
    assert "mine.toml" in str(error.value)


def test_a_policy_is_read_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "p.toml").write_text('name = "strict"\nthreshold = 0.9\n', "utf-8")
    policy = load_policy(tmp_path / "p.toml")
    assert (policy.name, policy.threshold) == ("strict", 0.9)


def test_a_policy_file_may_have_any_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("default").write_text("threshold = 0.9\n", "utf-8")
    assert load_policy(Path("default")).threshold == 0.9


def test_a_policy_file_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(PolicyError, match="the policy file cannot be read") as error:
        load_policy(tmp_path / "none.toml")
    assert "none.toml" in str(error.value)


def test_the_hash_names_the_content_and_not_its_writing() -> None:
    plain = parse_policy(b"threshold = 0.5\n[features]\ncountry = 2.0\ngender = 1.0\n")
    other = parse_policy(b"# ours\n[features]\ngender=1.0\ncountry=2\n\n[names]\n")
    assert len(plain.hash) == 64
    assert other.hash != plain.hash
    assert parse_policy(b"# ours\nthreshold=5e-1\n[features]\ngender=1\ncountry=2.00\n").hash == plain.hash


@pytest.mark.parametrize(
    "text",
    [
        b"threshold = 0.71",
        b'name = "other"',
        b'sources = ["x"]',
        b"delisted = true",
        b"[names.person]\nbase = 0.71",
        b"[names.other]\nlone = [[0, 0], [1, -0.5]]",
        b"[features]\nkind = 3.1",
        b"[calibration]\neven = 0.731",
    ],
)
def test_the_hash_changes_with_any_value(text: bytes) -> None:
    assert parse_policy(text).hash != default_policy().hash


def test_a_hash_cannot_be_claimed() -> None:
    assert parse_policy(b'hash = "0000"').hash == default_policy().hash
    assert sealed(msgspec.structs.replace(default_policy(), hash="0000")) == default_policy()


def test_a_scope_gives_a_policy_of_its_own() -> None:
    scoped = default_policy().with_scope(sources=("un_sc_sanctions",))
    assert scoped.sources == ("un_sc_sanctions",)
    assert scoped.hash != default_policy().hash
    assert scoped.hash == parse_policy(b'sources = ["un_sc_sanctions"]').hash
    assert default_policy().with_scope(sources=()) is default_policy()


def test_a_policy_survives_json() -> None:
    packed = msgspec.json.encode(default_policy())
    assert msgspec.json.decode(packed, type=Policy) == default_policy()
