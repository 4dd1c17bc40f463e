"""History: what lay before a day as the facts by then told it, of which nobody is reminded."""

from collections.abc import Iterable, Iterator
from datetime import date

from events.recorded import Recorded
from projections.judging.bench import Bench
from projections.judging.reach import Profile, profile
from projections.notices.occasions.gathering import (
    Unworkable,
    left_out,
    license_occasions,
    product_occasions,
)
from projections.notices.occasions.news import every_news
from projections.notices.occasions.occasion import Occasion
from projections.notices.occasions.touched import matters_touched
from projections.notices.sending.owed import seen_on
from projections.record.dossiers import Dossier, Portfolio
from projections.record.filing import LAW, Files, Matter
from projections.record.licenses import License
from projections.record.questions import law_book
from projections.record.visible import visible


class History:
    """What facts told by a day of the days before it; it is worked out where it is asked for.

    `zone` is the ledger's, in which the day is.
    """

    def __init__(self, day: date, zone: str) -> None:
        self._day, self._zone = day, zone
        self.findings: dict[Matter, Unworkable] = {}
        self._files = Files()
        self._keys: dict[Matter, frozenset[str]] = {}
        self._bench: Bench | None = None

    def add(self, records: Iterable[Recorded]) -> bool:
        """Take in facts in order of position; returns whether any of them belong to history."""
        records = [each for each in records if seen_on(each, self._zone) <= self._day]
        for record in records:
            self._files.add(record)
        if LAW in (touched := matters_touched(self._files, records)):
            self._keys, self.findings, self._bench = {}, {}, None
        for matter in {*touched, LAW}:
            self._keys.pop(matter, None)
            self.findings.pop(matter, None)
        return bool(touched)

    def holds(self, matter: Matter, occasion: Occasion) -> bool:
        """Tell whether an occasion about a matter was history by then."""
        return occasion.day < self._day and occasion.key in self._told_of(matter)

    def _told_of(self, matter: Matter) -> frozenset[str]:
        if matter not in self._keys:
            self._keys[matter] = frozenset()
            with left_out(matter, self._failed):
                self._keys[matter] = frozenset(each.key for each in self._occasions(matter))
        return self._keys[matter]

    def _failed(self, finding: Unworkable) -> None:
        self.findings[finding.subject] = finding

    def _occasions(self, matter: Matter) -> Iterator[Occasion]:
        if self._bench is None:
            self._bench = Bench(law_book(visible(self._files.law)))
        bench = self._bench.afresh()
        if matter == LAW:
            profiles = list(self._profiles())
            for news in every_news(visible(self._files.law), bench):
                if any(map(news.touches, profiles)):
                    yield from news.occasions
        elif matter[0] == "license":
            license = License(matter[1], visible(self._files.about(matter)))
            yield from license_occasions(license, bench, self._dossier)
        else:
            yield from product_occasions(self._dossier(matter[1]), bench)

    def _profiles(self) -> Iterator[Profile]:
        for product in self._files.products:
            dossier = self._dossier(product)
            yield from (profile(dossier, channel) for channel in dossier.placements)

    def _dossier(self, product: str) -> Dossier:
        return Portfolio(visible(self._files.on(product))).dossier(product)
