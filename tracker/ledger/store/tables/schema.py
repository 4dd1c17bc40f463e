"""The live tables: what each column holds, for every database alike.

Days are proleptic ordinals (0: since ever; 3652060: the day after the last, no end); the first day
of a period is included, `until` is the day after its last. Statuses are small numbers.
"""

CREATION = (
    """CREATE TABLE standing (
        one {number} PRIMARY KEY CHECK (one = 1), ledger {text} NOT NULL, rules {text} NOT NULL,
        no_act {number} NOT NULL, head {bytes} NOT NULL, counts {bytes} NOT NULL)""",
    """CREATE TABLE known (
        what {name} NOT NULL, name {name} NOT NULL, PRIMARY KEY (what, name)) {keyed}""",
    """CREATE TABLE products (
        product {name} PRIMARY KEY, name {text}, vendors {text} NOT NULL,
        categories {text} NOT NULL, placed {number} NOT NULL) {keyed}""",
    """CREATE TABLE vendors (
        vendor {name} NOT NULL, product {name} NOT NULL, PRIMARY KEY (vendor, product)) {keyed}""",
    """CREATE TABLE subjects (
        product {name} NOT NULL, channel {name} NOT NULL, categories {name} NOT NULL,
        regimes {name} NOT NULL, latest {number} NOT NULL, digest {bytes} NOT NULL,
        PRIMARY KEY (product, channel)) {keyed}""",
    """CREATE TABLE periods (
        product {name} NOT NULL, channel {name} NOT NULL, start {number} NOT NULL,
        until {number} NOT NULL, status {number} NOT NULL,
        PRIMARY KEY (product, channel, start)) {keyed}""",
    """CREATE TABLE tallies (
        channel {name} NOT NULL, status {number} NOT NULL, day {number} NOT NULL,
        change {number} NOT NULL, PRIMARY KEY (channel, status, day)) {keyed}""",
    """CREATE TABLE sorts (
        channel {name} NOT NULL, categories {name} NOT NULL, regimes {name} NOT NULL,
        subjects {number} NOT NULL, PRIMARY KEY (channel, categories, regimes)) {keyed}""",
)
"""What makes the tables.

- `standing`: of which ledger and rules the tables are, whether no act is on record, the head of the
  chain at the position they stand at, and the digest of `tallies`, `sorts` and `known`.
- `known`: every category and channel of which some act speaks under some reading.
- `products`: the name, and the vendors and categories as JSON, each with its first day; `placed` is
  1 if the product was ever in a channel, 0 if not, -1 if only licenses or reviews name it.
- `vendors`: every product that a vendor ever had.
- `subjects`: a product in a channel, with what law may touch it by: its categories and the regimes
  of its licenses as JSON, the latest day on which one of these was issued (0: none). `digest`
  covers the row and the subject's periods.
- `periods`: one status, from its first day on; a subject's periods cover all days.
- `tallies`: by how many the subjects of a channel that have a status change on a day.
- `sorts`: how many subjects law touches alike.
"""

MEMOS = """CREATE TABLE IF NOT EXISTS memos (
    name {name} PRIMARY KEY, content {text} NOT NULL) {keyed}"""
"""What makes the table of memos, which stand by themselves: each says what it was made from."""

INDEXES = {
    "periods_by_start": "CREATE INDEX periods_by_start ON periods (start)",
    "subjects_by_sort": "CREATE INDEX subjects_by_sort "
    "ON subjects (channel, categories, regimes, latest)",
    "products_by_place": "CREATE INDEX products_by_place ON products (placed) WHERE placed < 1",
}

NAMES = (
    "standing",
    "known",
    "products",
    "vendors",
    "subjects",
    "periods",
    "tallies",
    "sorts",
)
"""The tables, but for the one in which the library keeps the position."""

READER = "tables"
"""The name under which the library keeps the position that the tables stand at."""
