"""Doubts, and the law: what was cited, where to read it, and what of it nobody has verified."""

from collections.abc import Iterable, Iterator

from events.base import Source
from projections.report import Report, ReportedSource
from projections.wording import Words
from tracker.show.report.blocks import Block, Cell, Heading, Items, Line, Table, cell


def doubt_blocks(report: Report, words: Words) -> Iterator[Block]:
    """Yield what does not fit together in the facts on the product."""
    yield Heading(2, words.report("doubts"), "doubts")
    if report.doubts:
        yield Items(tuple(map(words.finding_sentence, report.doubts)))
    else:
        yield Line(words.report("no_doubts"))


def law_blocks(report: Report, words: Words) -> Iterator[Block]:
    """Yield the acts and points of law cited."""
    say = words.report
    yield Heading(2, say("law"), "law")
    if report.sources:
        headings = tuple(map(say, ("cited_as", "act_title", "read_where", "where")))
        rows = tuple(_row(source, words) for source in report.sources)
        yield Table(say("law_caption"), headings, rows, (16, 30, 30, 24))
    else:
        yield Line(say("no_law"))
    if report.unverified:
        yield Heading(3, say("unverified"), "unverified")
        yield Items(_unverified(report, words))
    if report.without_rule:
        yield Heading(3, say("without_rule"), "without-rule")
        names = say("and_then").join(report.without_rule)
        yield Line(say("without_rule_means", names))


def _unverified(report: Report, words: Words) -> tuple[str, ...]:
    """Return each provision once, however it is told."""
    said = {
        words.report("provision", words.cited(item), words.provision_words(item.provision))
        for item in report.unverified
    }
    return tuple(sorted(said))


def _row(source: ReportedSource, words: Words) -> tuple[Cell, ...]:
    return (
        cell(source.name, look="strong"),
        cell(*words.titles(source.title, source.title_zh)),
        _checked(source, words),
        _where(source, words),
    )


def _checked(source: ReportedSource, words: Words) -> Cell:
    found = cell(
        *_parts("is_verified", source.verified, words),
        *_parts("is_not_verified", source.unverified, words),
    )
    return found or cell(words.report("no_source"))


def _parts(phrase: str, sources: Iterable[Source], words: Words) -> dict[str, None]:
    """Return which parts of an act were read where, each once."""
    return dict.fromkeys(words.report(phrase, words.source_part(source)) for source in sources)


def _where(source: ReportedSource, words: Words) -> Cell:
    digests = (f"SHA-256 {digest}" for digest in source.sha256)
    found = cell(*source.urls, look="link") + cell(*digests, look="code")
    return found or cell(words.report("no_address"))
