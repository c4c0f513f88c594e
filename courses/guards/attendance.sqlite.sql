-- Attendance is listed once, by a facilitator of the session, after it began, for no more minutes than it had.
CREATE TRIGGER guard_attendance BEFORE INSERT ON courses_attendance
BEGIN
    SELECT RAISE(ABORT, 'attendance_after_the_start')
    WHERE NOT EXISTS (
        SELECT 1 FROM courses_livesession s
        WHERE s.id = NEW.session_id AND s.starts_at <= NEW.recorded_at AND s.starts_at <= strftime('%Y-%m-%d %H:%M:%f', 'now')
    );
    SELECT RAISE(ABORT, 'attendance_of_a_session_that_was_held')
    WHERE EXISTS (SELECT 1 FROM courses_livesession WHERE id = NEW.session_id AND cancelled_at IS NOT NULL);
    SELECT RAISE(ABORT, 'attendance_within_the_session')
    WHERE NOT EXISTS (SELECT 1 FROM courses_livesession WHERE id = NEW.session_id AND NEW.minutes <= minutes);
    SELECT RAISE(ABORT, 'attendance_by_a_facilitator')
    WHERE NOT EXISTS (
        SELECT 1 FROM courses_livesession_facilitators
        WHERE livesession_id = NEW.session_id AND person_id = NEW.recorded_by_id
    );
    SELECT RAISE(ABORT, 'attendance_once')
    WHERE EXISTS (
        SELECT 1 FROM courses_attendance a
        LEFT JOIN courses_attendancevoided v ON v.attendance_id = a.id
        WHERE a.person_id = NEW.person_id AND a.session_id = NEW.session_id AND v.id IS NULL
    );
END;
-- What somebody was listed for stays as it was held.
CREATE TRIGGER guard_session_stays_as_held BEFORE UPDATE ON courses_livesession
BEGIN
    SELECT RAISE(ABORT, 'session_stays_as_held')
    WHERE (
        NEW.agency_id IS NOT OLD.agency_id OR NEW.kind IS NOT OLD.kind OR NEW.course_id IS NOT OLD.course_id
        OR NEW.starts_at IS NOT OLD.starts_at OR NEW.zone IS NOT OLD.zone OR NEW.minutes IS NOT OLD.minutes
        OR NEW.cancelled_at IS NOT OLD.cancelled_at
    ) AND EXISTS (
        SELECT 1 FROM courses_attendance a
        LEFT JOIN courses_attendancevoided v ON v.attendance_id = a.id
        WHERE a.session_id = OLD.id AND v.id IS NULL
    );
END;
