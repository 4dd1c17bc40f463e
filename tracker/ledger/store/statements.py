"""The SQL of a ledger, in words that each database fills with its own."""

_FACTS = (
    "SELECT f.{position}, (SELECT CASE WHEN first <= f.{position} THEN recorded_at END "
    "FROM {batches} WHERE last >= f.{position} ORDER BY last LIMIT 1), f.state"
)

_HOLES = (
    "SELECT before, position, head_before, leaf, head FROM (SELECT position, leaf, head, "
    "lag(position) OVER (ORDER BY position) AS before, "
    "lag(head) OVER (ORDER BY position) AS head_before FROM {chain} "
    "WHERE position >= (SELECT max(position) FROM {chain} WHERE position <= {value}) "
    "AND position <= (SELECT min(position) FROM {chain} WHERE position >= {value})) AS links "
    "WHERE position > before + 1 ORDER BY position"
)
"""The links with positions left out before them, from one position through another."""

_STATEMENTS = {
    "header": "SELECT id, zone, created_at, format FROM {ledger}",
    "head": "SELECT (SELECT max(last) FROM {batches}), (SELECT max({position}) FROM {facts})",
    "covered": "SELECT sum({least}(last, {value}) - {greatest}(first, {value}) + 1) "
    "FROM {batches} WHERE last > {value} AND first <= {value} AND last <= "
    "coalesce((SELECT min(last) FROM {batches} WHERE last >= {value}), 9223372036854775807)",
    "holes": _HOLES,
    "last_batch": "SELECT last, recorded_at FROM {batches} ORDER BY last DESC LIMIT 1",
    "batch_at": "SELECT last, recorded_at FROM {batches} WHERE recorded_at <= {value} "
    "ORDER BY recorded_at DESC, last DESC LIMIT 1",
    "batch_after": "SELECT last, recorded_at FROM {batches} WHERE last > {value} "
    "ORDER BY last LIMIT 1",
    "page": _FACTS + " FROM {facts} f WHERE f.{position} > {value} AND f.{position} <= {value} "
    "ORDER BY f.{position} LIMIT {value}",
    "by_id": _FACTS + ", i.id FROM {fact_ids} i JOIN {facts} f ON f.{position} = i.position "
    "WHERE i.id {among}",
    "by_tag": _FACTS + " FROM {facts} f WHERE f.{position} IN "
    "(SELECT position FROM {fact_tags} WHERE tag {among} AND position <= {value}) "
    "ORDER BY f.{position}",
    "tags_under": "SELECT DISTINCT tag FROM {fact_tags} WHERE tag >= {value} AND tag < {value} "
    "ORDER BY tag",
    "before": "SELECT id FROM {fact_ids} WHERE id < {value} ORDER BY id DESC LIMIT {value}",
    "after": "SELECT id FROM {fact_ids} WHERE id > {value} ORDER BY id LIMIT {value}",
    "add_batch": "INSERT INTO {batches} (last, first, recorded_at) VALUES "
    "({value}, {value}, {value})",
    "last_link": "SELECT head FROM {chain} ORDER BY position DESC LIMIT 1",
    "chain_head": "SELECT head FROM {chain} WHERE position = {value}",
    "links": "SELECT position, batch, recorded_at, leaf, head FROM {chain} "
    "WHERE position > {value} ORDER BY position",
    "stored_ledger": "SELECT id, zone, created_at, format, one FROM {ledger}",
    "stored_chain": "SELECT position, batch, recorded_at, leaf, head FROM {chain} "
    "ORDER BY position",
    "stored_facts": "SELECT {position}, originator_id, originator_version, topic, state "
    "FROM {facts} ORDER BY {position}",
    "stored_batches": "SELECT last, first, recorded_at FROM {batches} ORDER BY last",
    "stored_fact_ids": "SELECT id, position FROM {fact_ids} ORDER BY position, id",
    "stored_fact_tags": "SELECT tag, position FROM {fact_tags} ORDER BY position, tag",
    "add_header": "INSERT INTO {ledger} (id, zone, created_at, format) VALUES "
    "({value}, {value}, {value}, {value})",
}

TABLES = ("ledger", "facts", "batches", "fact_ids", "fact_tags", "chain")
"""All tables of a ledger; `facts` is the library's, the others stand beside it."""


def statements(dialect: dict[str, str]) -> dict[str, str]:
    """Return the statements in the words of one database."""
    return {name: sql.format_map(dialect) for name, sql in _STATEMENTS.items()}
