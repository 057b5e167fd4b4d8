"""The commands as a user types them, with invented lists of two dates in a home of their own."""

from pathlib import Path
from typing import Any

import pytest
from tests.cli.support import Watchfloor, invoke

from watchfloor.lists import starter

OLD = """\
id,name,type,dob,country,alias,programme,listed on
x1,Boris Demonov,person,03.02.1950,Russia,Борис Демонов,DEMO-1,2020-01-02
x2,Demonstration Trading Corporation,company,,"Korea, North",DEMOTRA,DEMO-2,2020-01-02
"""
NEW = f"""{OLD}x3,Demo Star,vessel,,KP,,DEMO-2,2022-05-06
"""


@pytest.fixture(scope="session")
def listed_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a watchlist of 2021 and one of 2023, a ship longer."""
    folder = tmp_path_factory.mktemp("lists")
    with pytest.MonkeyPatch.context() as alone:
        alone.setattr(starter, "beside", lambda *_: {})
        _imported(folder)
    return folder / "home"


def _imported(folder: Path) -> None:
    for day, text in (("2021-01-01", OLD), ("2023-01-01", NEW)):
        path = folder / "watchlist.csv"
        path.write_text(text, "utf-8")
        invoke(folder / "home", "lists", "import", str(path), "--source", "custom", "--date", day, "-q")


@pytest.fixture
def watchfloor(listed_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Watchfloor:
    """The command, in an empty folder, with nothing beside the invented lists."""
    monkeypatch.setattr(starter, "beside", lambda *_: {})
    monkeypatch.chdir(tmp_path)

    def command(*words: str, **options: Any) -> Any:  # noqa: ANN401 - click's result
        return invoke(listed_home, *words, **options)

    return command
