"""On which products and licenses facts bear, so that nothing else need be worked out anew."""

from collections.abc import Iterable

from events.recorded import Recorded
from projections.record.filing import LAW, Files, Matter


def matters_touched(files: Files, records: Iterable[Recorded]) -> set[Matter]:
    """Return the matters of whose occasions some facts, all on file, may make others.

    A license bears on the products it lists, these on all licenses that list them, a review of a
    vendor on the vendor's products. The law stands for everything.
    """
    records = list(records)
    if any(files.is_law(record) for record in records):
        return {LAW}
    of_each = {files.matter(record.id): record for record in records}
    products = {name for record in of_each.values() for name in files.touched_by(record)}
    licenses = licenses_in(files, records)
    for product in products:
        licenses.update(name for what, name in files.beside(product) if what == "license")
    return {("product", name) for name in products} | {("license", name) for name in licenses}


def licenses_in(files: Files, records: Iterable[Recorded]) -> set[str]:
    """Return the licenses of which facts on file speak themselves."""
    matters = (files.matter(record.id) for record in records)
    return {each[1] for each in matters if each and each[0] == "license"}
