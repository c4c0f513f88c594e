-- Facts only grow: no UPDATE, no DELETE, no TRUNCATE. Applied to the table of every Fact ({table}).
CREATE OR REPLACE FUNCTION guard_facts_only_grow() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'facts_only_grow: % on %', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER guard_{table}_no_change BEFORE UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION guard_facts_only_grow();
CREATE TRIGGER guard_{table}_no_empty BEFORE TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION guard_facts_only_grow();
