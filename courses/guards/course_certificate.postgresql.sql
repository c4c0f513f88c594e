-- A certificate of completion says the day it was finished and the agency that asked for the course.
CREATE OR REPLACE FUNCTION guard_course_certificate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM courses_coursecompletion c
        JOIN courses_enrolment n ON n.person_id = c.person_id AND n.course_id = c.course_id AND n.cycle = c.cycle
        WHERE c.id = NEW.completion_id AND c.held_on = NEW.held_on AND n.agency_id = NEW.agency_id
    ) THEN
        RAISE EXCEPTION 'course_certificate_says_what_was_finished: %', NEW.completion_id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_course_certificate BEFORE INSERT ON courses_coursecertificate
    FOR EACH ROW EXECUTE FUNCTION guard_course_certificate();
