-- A person holds a role at an agency once at a time; memberships stay and only end; the last admin stays.
CREATE OR REPLACE FUNCTION guard_membership() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.role = 'admin' THEN
        PERFORM 1 FROM people_lock WHERE person_id IN (
            SELECT person_id FROM people_membership WHERE agency_id = NEW.agency_id AND role = 'admin'
        ) ORDER BY person_id FOR NO KEY UPDATE;
    ELSE
        PERFORM 1 FROM people_lock WHERE person_id = NEW.person_id FOR NO KEY UPDATE;
    END IF;
    IF NEW.ends_on < NEW.starts_on - 1 THEN
        RAISE EXCEPTION 'membership_ends_after_it_starts: %', NEW.uuid USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF TG_OP = 'UPDATE' AND (
        NEW.person_id IS DISTINCT FROM OLD.person_id OR NEW.agency_id IS DISTINCT FROM OLD.agency_id
        OR NEW.role IS DISTINCT FROM OLD.role OR NEW.starts_on IS DISTINCT FROM OLD.starts_on
        OR NEW.granted_by_id IS DISTINCT FROM OLD.granted_by_id OR NEW.uuid IS DISTINCT FROM OLD.uuid
    ) THEN
        RAISE EXCEPTION 'membership_only_ends: %', NEW.uuid USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF (NEW.ends_on IS NULL OR NEW.ends_on >= NEW.starts_on) AND EXISTS (
        SELECT 1 FROM people_membership other
        WHERE other.person_id = NEW.person_id AND other.agency_id = NEW.agency_id AND other.role = NEW.role
            AND other.id IS DISTINCT FROM NEW.id
            AND (other.ends_on IS NULL OR other.ends_on >= other.starts_on)
            AND (other.ends_on IS NULL OR other.ends_on >= NEW.starts_on)
            AND (NEW.ends_on IS NULL OR other.starts_on <= NEW.ends_on)
    ) THEN
        RAISE EXCEPTION 'membership_no_overlap: %', NEW.uuid USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF TG_OP = 'UPDATE' AND NEW.role = 'admin' AND OLD.ends_on IS NULL AND NEW.ends_on IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM people_membership other JOIN people_person person ON person.id = other.person_id
        WHERE other.agency_id = NEW.agency_id AND other.role = 'admin' AND other.ends_on IS NULL
            AND person.is_active AND other.id IS DISTINCT FROM NEW.id
    ) THEN
        RAISE EXCEPTION 'last_admin_stays: %', NEW.uuid USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_membership BEFORE INSERT OR UPDATE ON people_membership
    FOR EACH ROW EXECUTE FUNCTION guard_membership();
CREATE OR REPLACE FUNCTION guard_membership_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'membership_stays: % on people_membership', TG_OP USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER guard_membership_stays BEFORE DELETE ON people_membership
    FOR EACH ROW EXECUTE FUNCTION guard_membership_stays();
CREATE TRIGGER guard_membership_no_empty BEFORE TRUNCATE ON people_membership
    FOR EACH STATEMENT EXECUTE FUNCTION guard_membership_stays();
