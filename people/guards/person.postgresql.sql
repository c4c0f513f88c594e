-- A person is never deleted, only made anonymous; her uuid names her chain and never changes; her lock row stays.
CREATE OR REPLACE FUNCTION guard_person_never_deleted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'person_never_deleted: % on %', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER guard_person_never_deleted BEFORE DELETE ON people_person
    FOR EACH ROW EXECUTE FUNCTION guard_person_never_deleted();
CREATE TRIGGER guard_person_no_empty BEFORE TRUNCATE ON people_person
    FOR EACH STATEMENT EXECUTE FUNCTION guard_person_never_deleted();
CREATE TRIGGER guard_person_lock_stays BEFORE DELETE OR UPDATE ON people_lock
    FOR EACH ROW EXECUTE FUNCTION guard_person_never_deleted();
CREATE OR REPLACE FUNCTION guard_person_uuid_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.uuid IS DISTINCT FROM OLD.uuid OR NEW.id IS DISTINCT FROM OLD.id THEN
        RAISE EXCEPTION 'person_uuid_stays: %', OLD.uuid USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_person_uuid_stays BEFORE UPDATE ON people_person
    FOR EACH ROW EXECUTE FUNCTION guard_person_uuid_stays();
