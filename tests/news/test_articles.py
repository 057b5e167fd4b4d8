"""The reader against articles whose mentions are known: what it finds, misses and must leave alone."""

import pytest
from tests.news.articles import Article, articles, listed_engine, tally

ENGINE = listed_engine()


@pytest.mark.parametrize("article", articles(), ids=lambda a: a.name)
def test_every_marked_mention_is_found_and_nothing_else(article: Article) -> None:
    read = tally(article, ENGINE)
    assert [article.text[start:end] for start, end, _ in read.missed] == []
    assert [article.text[start:end] for start, end, _ in read.wrong] == []


def test_the_articles_are_in_eight_languages_and_hold_marks() -> None:
    found = articles()
    assert len(found) >= 12
    assert {a.name[:2] for a in found} >= {"de", "en", "ru", "ko", "zh", "fr", "es", "ar"}
    assert sum(len(a.gold) for a in found) >= 50
    assert all("[[" not in a.text for a in found)
