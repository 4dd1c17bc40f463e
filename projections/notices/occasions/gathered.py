"""The occasions of facts to which more are added: what is added costs what it touches.

What touches the law makes everything be found anew.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cache

from events.following import Work, follow
from events.recorded import Recorded
from projections.judging.bench import Bench
from projections.judging.reach import profile
from projections.notices.occasions import gathering
from projections.notices.occasions.audience import Audience
from projections.notices.occasions.gathering import Unworkable, left_out
from projections.notices.occasions.news import every_news
from projections.notices.occasions.occasion import Occasion
from projections.notices.occasions.touched import licenses_in, matters_touched
from projections.record.dossiers import Dossier, Portfolio
from projections.record.filing import LAW, Files, Matter
from projections.record.licenses import License
from projections.record.questions import law_book
from projections.record.visible import visible


@dataclass(frozen=True, slots=True)
class _Sources:
    """Where to find what is on record of a product and of a license."""

    dossier: Callable[[str], Dossier]
    license: Callable[[str], License]


class Gathered:
    """Every occasion that facts tell of, by what it is about: the law, a product or a license.

    What cannot be worked out is left out; `findings` says what and why.
    """

    def __init__(self) -> None:
        self.files = Files()
        self.findings: dict[Matter, Unworkable] = {}
        self._found: dict[Matter, dict[str, Occasion]] = {}
        self._keys: set[str] = set()
        self._licenses: set[str] = set()
        self._bench = Bench(law_book([]))
        self._audiences: list[Audience] = []

    def __contains__(self, key: object) -> bool:
        return key in self._keys

    def __iter__(self) -> Iterator[Occasion]:
        for found in self._found.values():
            yield from found.values()

    def about(self, matter: Matter) -> Mapping[str, Occasion]:
        """Return the occasions about a matter, by key."""
        return self._found.get(matter, {})

    def add(self, records: Iterable[Recorded]) -> dict[Matter, Set[str]]:
        """Take in facts in order of position.

        Returns the matters whose occasions were found anew, each with the keys that it had before.
        """
        records = list(records)
        for record in records:
            self.files.add(record)
        self._licenses |= licenses_in(self.files, records)
        touched = matters_touched(self.files, records)
        if LAW in touched:
            return self._begin_again()
        return self._find(touched, _Sources(cache(self._dossier), self._license))

    def _begin_again(self) -> dict[Matter, Set[str]]:
        law = visible(self.files.law)
        self._bench = Bench(law_book(law))
        self._audiences = [Audience(each) for each in every_news(law, self._bench)]
        products = [("product", name) for name in self.files.products]
        licenses = [("license", name) for name in self._licenses]
        portfolio = Portfolio(visible(self.files.everything()))
        sources = _Sources(cache(portfolio.dossier), portfolio.license)
        return self._find([LAW, *products, *licenses], sources)

    def _find(self, matters: Iterable[Matter], sources: _Sources) -> dict[Matter, Set[str]]:
        """Find the occasions about some matters; those about the law last, as others bear on it."""
        matters = set(matters)
        bench = self._bench.afresh()
        before = {matter: self._clear(matter) for matter in matters}
        for matter in follow(Work.REMINDERS_FOUND, sorted(matters - {LAW})):
            if matter[0] == "license":
                self._find_license(matter, bench, sources)
            elif self._find_product(matter, bench, sources):
                before.setdefault(LAW, self._clear(LAW))
        if LAW in before:
            self._keep(LAW, (each for audience in self._audiences for each in audience.told()))
        return before

    def _find_license(self, matter: Matter, bench: Bench, sources: _Sources) -> None:
        with left_out(matter, self._failed):
            license = sources.license(matter[1])
            self._keep(matter, gathering.license_occasions(license, bench, sources.dossier))

    def _find_product(self, matter: Matter, bench: Bench, sources: _Sources) -> bool:
        """Find a product's occasions; returns whether news of the law has another audience now."""
        with left_out(matter, self._failed):
            dossier = sources.dossier(matter[1])
            self._keep(matter, gathering.product_occasions(dossier, bench))
            subjects = [profile(dossier, channel) for channel in dossier.placements]
            heard = [audience.put(dossier, subjects) for audience in self._audiences]
            return any(heard)
        gone = [audience.remove(matter[1]) for audience in self._audiences]
        return any(gone)

    def _dossier(self, product: str) -> Dossier:
        return Portfolio(visible(self.files.on(product))).dossier(product)

    def _license(self, name: str) -> License:
        return License(name, visible(self.files.about(("license", name))))

    def _clear(self, matter: Matter) -> Set[str]:
        self.findings.pop(matter, None)
        keys = self._found.pop(matter, {}).keys()
        self._keys.difference_update(keys)  # an operator would copy the whole set
        return keys

    def _keep(self, matter: Matter, occasions: Iterable[Occasion]) -> None:
        if found := {each.key: each for each in occasions}:
            self._found[matter] = found
            self._keys.update(found.keys())

    def _failed(self, finding: Unworkable) -> None:
        self.findings[finding.subject] = finding
