-- A run is of one person, on one edition of its module, within a course she is enrolled in; it never changes hands.
CREATE OR REPLACE FUNCTION guard_module_run() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM courses_edition e
        JOIN courses_editiontext t ON t.edition_id = e.id
        WHERE e.id = NEW.edition_id AND e.module_id = NEW.module_id
    ) THEN
        RAISE EXCEPTION 'run_on_an_edition_of_its_module: %', NEW.edition_id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NOT EXISTS (
        SELECT 1 FROM courses_enrolment n
        JOIN courses_placement p ON p.course_id = n.course_id
        WHERE n.person_id = NEW.person_id AND n.closed_at IS NULL AND p.module_id = NEW.module_id
    ) THEN
        RAISE EXCEPTION 'run_within_an_enrolment: %', NEW.module_id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_module_run BEFORE INSERT ON courses_modulerun
    FOR EACH ROW EXECUTE FUNCTION guard_module_run();

CREATE OR REPLACE FUNCTION guard_module_run_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.person_id, NEW.module_id, NEW.edition_id, NEW.cycle)
        IS DISTINCT FROM (OLD.person_id, OLD.module_id, OLD.edition_id, OLD.cycle) THEN
        RAISE EXCEPTION 'run_never_changes_hands: %', OLD.id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_module_run_stays BEFORE UPDATE ON courses_modulerun
    FOR EACH ROW EXECUTE FUNCTION guard_module_run_stays();
