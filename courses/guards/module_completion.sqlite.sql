-- A module is complete when every required step of the run's edition is done in that run, and for nobody but the run's person.
CREATE TRIGGER guard_module_completion BEFORE INSERT ON courses_modulecompletion
BEGIN
    SELECT RAISE(ABORT, 'module_completion_of_its_run')
    WHERE NOT EXISTS (
        SELECT 1 FROM courses_modulerun r
        WHERE r.id = NEW.run_id AND r.person_id = NEW.person_id
            AND r.module_id = NEW.module_id AND r.edition_id = NEW.edition_id
    );
    SELECT RAISE(ABORT, 'module_completion_needs_every_step')
    WHERE NOT EXISTS (SELECT 1 FROM courses_editionstep WHERE edition_id = NEW.edition_id AND required)
        OR EXISTS (
            SELECT 1 FROM courses_editionstep s
            WHERE s.edition_id = NEW.edition_id AND s.required AND NOT EXISTS (
                SELECT 1 FROM courses_stepdone d WHERE d.run_id = NEW.run_id AND d.step_key = s.key
            )
        );
END;
