-- A person holds a role at an agency once at a time; memberships stay and only end; the last admin stays.
CREATE TRIGGER guard_membership_stays BEFORE DELETE ON people_membership
BEGIN
    SELECT RAISE(ABORT, 'membership_stays');
END;
CREATE TRIGGER guard_membership_dates BEFORE INSERT ON people_membership
WHEN NEW.ends_on < date(NEW.starts_on, '-1 day')
BEGIN
    SELECT RAISE(ABORT, 'membership_ends_after_it_starts');
END;
CREATE TRIGGER guard_membership_new_dates BEFORE UPDATE ON people_membership
WHEN NEW.ends_on < date(NEW.starts_on, '-1 day')
BEGIN
    SELECT RAISE(ABORT, 'membership_ends_after_it_starts');
END;
CREATE TRIGGER guard_membership_only_ends BEFORE UPDATE ON people_membership
WHEN NEW.person_id IS NOT OLD.person_id OR NEW.agency_id IS NOT OLD.agency_id OR NEW.role IS NOT OLD.role
    OR NEW.starts_on IS NOT OLD.starts_on OR NEW.granted_by_id IS NOT OLD.granted_by_id OR NEW.uuid IS NOT OLD.uuid
    OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'membership_only_ends');
END;
CREATE TRIGGER guard_membership_no_overlap BEFORE INSERT ON people_membership
WHEN (NEW.ends_on IS NULL OR NEW.ends_on >= NEW.starts_on) AND EXISTS (
    SELECT 1 FROM people_membership other
    WHERE other.person_id = NEW.person_id AND other.agency_id = NEW.agency_id AND other.role = NEW.role
        AND (other.ends_on IS NULL OR other.ends_on >= other.starts_on)
        AND (other.ends_on IS NULL OR other.ends_on >= NEW.starts_on)
        AND (NEW.ends_on IS NULL OR other.starts_on <= NEW.ends_on)
)
BEGIN
    SELECT RAISE(ABORT, 'membership_no_overlap');
END;
CREATE TRIGGER guard_membership_no_new_overlap BEFORE UPDATE ON people_membership
WHEN (NEW.ends_on IS NULL OR NEW.ends_on >= NEW.starts_on) AND EXISTS (
    SELECT 1 FROM people_membership other
    WHERE other.person_id = NEW.person_id AND other.agency_id = NEW.agency_id AND other.role = NEW.role
        AND other.id IS NOT OLD.id
        AND (other.ends_on IS NULL OR other.ends_on >= other.starts_on)
        AND (other.ends_on IS NULL OR other.ends_on >= NEW.starts_on)
        AND (NEW.ends_on IS NULL OR other.starts_on <= NEW.ends_on)
)
BEGIN
    SELECT RAISE(ABORT, 'membership_no_overlap');
END;
CREATE TRIGGER guard_last_admin_stays BEFORE UPDATE ON people_membership
WHEN OLD.role = 'admin' AND OLD.ends_on IS NULL AND NEW.ends_on IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM people_membership other JOIN people_person person ON person.id = other.person_id
    WHERE other.agency_id = OLD.agency_id AND other.role = 'admin' AND other.ends_on IS NULL
        AND person.is_active AND other.id IS NOT OLD.id
)
BEGIN
    SELECT RAISE(ABORT, 'last_admin_stays');
END;
