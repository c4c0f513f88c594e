-- Facts only grow: no UPDATE, no DELETE, no INSERT OR REPLACE. Applied to the table of every Fact ({table}).
CREATE TRIGGER guard_{table}_no_update BEFORE UPDATE ON {table}
BEGIN
    SELECT RAISE(ABORT, 'facts_only_grow: UPDATE on {table}');
END;
CREATE TRIGGER guard_{table}_no_delete BEFORE DELETE ON {table}
BEGIN
    SELECT RAISE(ABORT, 'facts_only_grow: DELETE on {table}');
END;
-- INSERT OR REPLACE walks around the two above unless the existing key is refused here.
CREATE TRIGGER guard_{table}_no_replace BEFORE INSERT ON {table}
WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id OR uuid = NEW.uuid)
BEGIN
    SELECT RAISE(ABORT, 'facts_only_grow: REPLACE on {table}');
END;
