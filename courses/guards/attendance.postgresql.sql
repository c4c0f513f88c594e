-- Attendance is listed once, by a facilitator of the session, after it began, for no more minutes than it had.
CREATE OR REPLACE FUNCTION guard_attendance() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    held courses_livesession%ROWTYPE;
BEGIN
    PERFORM 1 FROM people_lock WHERE person_id = NEW.person_id FOR NO KEY UPDATE;
    SELECT * INTO held FROM courses_livesession WHERE id = NEW.session_id FOR SHARE;
    IF held.starts_at > LEAST(NEW.recorded_at, clock_timestamp()) IS DISTINCT FROM FALSE THEN
        RAISE EXCEPTION 'attendance_after_the_start: %', NEW.session_id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF held.cancelled_at IS NOT NULL THEN
        RAISE EXCEPTION 'attendance_of_a_session_that_was_held: %', NEW.session_id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.minutes > held.minutes THEN
        RAISE EXCEPTION 'attendance_within_the_session: %', NEW.minutes USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NOT EXISTS (
        SELECT 1 FROM courses_livesession_facilitators
        WHERE livesession_id = NEW.session_id AND person_id = NEW.recorded_by_id
    ) THEN
        RAISE EXCEPTION 'attendance_by_a_facilitator: %', NEW.recorded_by_id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF EXISTS (
        SELECT 1 FROM courses_attendance a
        LEFT JOIN courses_attendancevoided v ON v.attendance_id = a.id
        WHERE a.person_id = NEW.person_id AND a.session_id = NEW.session_id AND v.id IS NULL
    ) THEN
        RAISE EXCEPTION 'attendance_once: %', NEW.session_id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_attendance BEFORE INSERT ON courses_attendance
    FOR EACH ROW EXECUTE FUNCTION guard_attendance();

CREATE OR REPLACE FUNCTION guard_attendance_voided() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM people_lock l JOIN courses_attendance a ON a.person_id = l.person_id
        WHERE a.id = NEW.attendance_id FOR NO KEY UPDATE OF l;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_attendance_voided BEFORE INSERT ON courses_attendancevoided
    FOR EACH ROW EXECUTE FUNCTION guard_attendance_voided();

-- What somebody was listed for stays as it was held.
CREATE OR REPLACE FUNCTION guard_session_stays_as_held() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.agency_id, NEW.kind, NEW.course_id, NEW.starts_at, NEW.zone, NEW.minutes, NEW.cancelled_at)
        IS DISTINCT FROM
        (OLD.agency_id, OLD.kind, OLD.course_id, OLD.starts_at, OLD.zone, OLD.minutes, OLD.cancelled_at)
        AND EXISTS (
            SELECT 1 FROM courses_attendance a
            LEFT JOIN courses_attendancevoided v ON v.attendance_id = a.id
            WHERE a.session_id = OLD.id AND v.id IS NULL
        ) THEN
        RAISE EXCEPTION 'session_stays_as_held: %', OLD.id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_session_stays_as_held BEFORE UPDATE ON courses_livesession
    FOR EACH ROW EXECUTE FUNCTION guard_session_stays_as_held();
