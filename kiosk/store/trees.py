"""The tree of locations from one of them down, as the SQL that a statement begins with; `?` is the id of that one."""

BELOW = """WITH RECURSIVE below(id) AS (SELECT CAST(? AS BIGINT)
    UNION ALL SELECT l.id FROM location l JOIN below b ON l.parent_id = b.id)"""
