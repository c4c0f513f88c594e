-- A run is of one person, on one edition of its module, within a course she is enrolled in; it never changes hands.
CREATE TRIGGER guard_module_run BEFORE INSERT ON courses_modulerun
BEGIN
    SELECT RAISE(ABORT, 'run_on_an_edition_of_its_module')
    WHERE NOT EXISTS (
        SELECT 1 FROM courses_edition e
        JOIN courses_editiontext t ON t.edition_id = e.id
        WHERE e.id = NEW.edition_id AND e.module_id = NEW.module_id
    );
    SELECT RAISE(ABORT, 'run_within_an_enrolment')
    WHERE NOT EXISTS (
        SELECT 1 FROM courses_enrolment n
        JOIN courses_placement p ON p.course_id = n.course_id
        WHERE n.person_id = NEW.person_id AND n.closed_at IS NULL AND p.module_id = NEW.module_id
    );
END;
CREATE TRIGGER guard_module_run_stays BEFORE UPDATE ON courses_modulerun
BEGIN
    SELECT RAISE(ABORT, 'run_never_changes_hands')
    WHERE NEW.person_id IS NOT OLD.person_id OR NEW.module_id IS NOT OLD.module_id
        OR NEW.edition_id IS NOT OLD.edition_id OR NEW.cycle IS NOT OLD.cycle;
END;
