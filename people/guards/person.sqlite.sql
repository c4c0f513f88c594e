-- A person is never deleted, only made anonymous; her uuid names her chain and never changes; her lock row stays.
CREATE TRIGGER guard_person_never_deleted BEFORE DELETE ON people_person
BEGIN
    SELECT RAISE(ABORT, 'person_never_deleted');
END;
CREATE TRIGGER guard_person_lock_stays BEFORE DELETE ON people_lock
BEGIN
    SELECT RAISE(ABORT, 'person_never_deleted');
END;
CREATE TRIGGER guard_person_lock_unchanged BEFORE UPDATE ON people_lock
BEGIN
    SELECT RAISE(ABORT, 'person_never_deleted');
END;
CREATE TRIGGER guard_person_uuid_stays BEFORE UPDATE ON people_person
WHEN NEW.uuid IS NOT OLD.uuid OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'person_uuid_stays');
END;
