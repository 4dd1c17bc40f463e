"""What is told of the product in one channel."""

from collections.abc import Iterator

from projections.judging.judgment import Status
from projections.report import ChannelReport, PointOfLaw, ReportedPeriod
from projections.wording import Words
from tracker.show.report.blocks import Block, Cell, Heading, Items, Line, Table, cell
from tracker.show.report.marking import legend, marked, status_line


def channel_name(told: ChannelReport, words: Words) -> str:
    """Return what people call a channel: by the act, or by the language."""
    place = words.place(told.channel)
    return (told.name or place) if place == told.channel else place


def channel_blocks(told: ChannelReport, anchor: str, words: Words) -> Iterator[Block]:
    """Yield status, reasons, what is open, what comes, and the periods of a channel."""
    say = words.report
    name = channel_name(told, words)
    named = say("channel_named", name, told.channel) if name != told.channel else name
    yield Heading(2, named, anchor)
    yield status_line(told.status, words, told.marks.status)
    yield Line(say("lead", _stretch(told, words), words.meaning(told.status)), "lead")
    if told.hinges:
        yield Heading(3, say("hinges"), f"{anchor}-hinges")
        yield Items(hinges(told, words))
    yield Heading(3, say("why"), f"{anchor}-why")
    yield Items(tuple(words.ground(each, brief=False) for each in told.reasons))
    yield from _readings(told, anchor, words)
    yield from _open_points(told, anchor, words)
    if told.pending:
        yield Heading(3, say("pending"), f"{anchor}-pending")
        yield Items(tuple(map(words.sentence, told.pending)))
    yield Heading(3, say("next"), f"{anchor}-next")
    yield Line(words.next_words(told.stands))
    yield Heading(3, say("periods"), f"{anchor}-periods")
    yield _periods(told, words)
    yield from legend((marks for each in told.periods for marks in each.marks.all), words)


def hinges(told: ChannelReport, words: Words) -> tuple[str, ...]:
    """Return on what an indeterminate status hangs."""
    return tuple(map(words.ground, told.hinges))


def _stretch(told: ChannelReport, words: Words) -> str:
    say, marks, since, through = words.report, told.marks, told.stands.since, told.through
    begun = say("since", marked(since, marks.start, words)) if since else say("since_ever")
    ended = say("until", marked(through, marks.end, words)) if through else say("until_ever")
    return say("stretch", begun, ended)


def _readings(told: ChannelReport, anchor: str, words: Words) -> Iterator[Block]:
    """Yield the status under each combination of readings that decides."""
    if told.readings:
        say = words.report
        yield Heading(3, say("under_readings"), f"{anchor}-readings")
        rows = tuple(
            (
                cell(words.choice_words(under.choice)),
                (status_line(under.verdict.status, words),),
                cell(*map(words.sentence, told.reasons_of(under))) or cell(say("shared")),
            )
            for under in told.readings
        )
        caption = say("under_readings_caption", words.place(told.channel))
        headings = say("read"), say("status"), say("these_reasons")
        yield Table(caption, headings, rows, (26, 18, 56))


def _open_points(told: ChannelReport, anchor: str, words: Words) -> Iterator[Block]:
    if told.open_points:
        yield Heading(3, words.report("open_points"), f"{anchor}-open")
        for each in told.open_points:
            said, asked = words.open_point(each.point), each.point.question.fact.text
            yield Line(said, "strong" if each.point.decisive else "plain")
            if asked not in said:  # in another language, which words name and do not quote
                yield Line(asked, "quiet")
            yield Items(tuple(_reading_words(each, words)))


def _reading_words(each: PointOfLaw, words: Words) -> Iterator[str]:
    for name, reading in each.point.question.fact.readings.items():
        left = words.report("or").join(map(words.status, each.statuses[name]))
        yield words.report("reading", name, reading.text, left)


def _periods(told: ChannelReport, words: Words) -> Table:
    say = words.report
    rows = tuple(_period(each, words) for each in told.periods)
    before = words.status(Status.NOT_MARKETED)
    caption = say("periods_caption", words.place(told.channel), before)
    headings = tuple(map(say, ("from", "through", "status", "why")))
    return Table(caption, headings, rows, (14, 14, 18, 54))


def _period(each: ReportedPeriod, words: Words) -> tuple[Cell, ...]:
    judgment, marks = each.period.judgment, each.marks
    through = f"{each.through}{marks.end.signs}" if each.through else words.report("no_end")
    holds = cell(words.report("holds"), look="quiet") if each.holds_the_day else ()
    return (
        cell(f"{each.period.start}{marks.start.signs}", look="strong") + holds,
        cell(through),
        (status_line(judgment.status, words, marks.status),),
        cell(*words.grounds(judgment), *words.announcements(judgment)),
    )
