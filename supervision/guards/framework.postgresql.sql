-- A framework's wording never changes: sign-offs and requirements point at it. Other words are another version.
CREATE OR REPLACE FUNCTION guard_framework_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'framework_does_not_change: %', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER guard_framework_stands BEFORE UPDATE OR DELETE ON supervision_competencyframework
    FOR EACH ROW EXECUTE FUNCTION guard_framework_stands();
CREATE TRIGGER guard_level_stands BEFORE UPDATE OR DELETE ON supervision_level
    FOR EACH ROW EXECUTE FUNCTION guard_framework_stands();
CREATE TRIGGER guard_competency_stands BEFORE UPDATE OR DELETE ON supervision_competency
    FOR EACH ROW EXECUTE FUNCTION guard_framework_stands();
CREATE TRIGGER guard_descriptor_stands BEFORE UPDATE OR DELETE ON supervision_leveldescriptor
    FOR EACH ROW EXECUTE FUNCTION guard_framework_stands();
