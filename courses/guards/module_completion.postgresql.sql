-- A module is complete when every required step of the run's edition is done in that run, and for nobody but the run's person.
CREATE OR REPLACE FUNCTION guard_module_completion() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM people_lock WHERE person_id = NEW.person_id FOR NO KEY UPDATE;
    IF NOT EXISTS (
        SELECT 1 FROM courses_modulerun r
        WHERE r.id = NEW.run_id AND r.person_id = NEW.person_id
            AND r.module_id = NEW.module_id AND r.edition_id = NEW.edition_id
    ) THEN
        RAISE EXCEPTION 'module_completion_of_its_run: %', NEW.run_id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NOT EXISTS (SELECT 1 FROM courses_editionstep WHERE edition_id = NEW.edition_id AND required)
        OR EXISTS (
            SELECT 1 FROM courses_editionstep s
            WHERE s.edition_id = NEW.edition_id AND s.required AND NOT EXISTS (
                SELECT 1 FROM courses_stepdone d WHERE d.run_id = NEW.run_id AND d.step_key = s.key
            )
        ) THEN
        RAISE EXCEPTION 'module_completion_needs_every_step: %', NEW.run_id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_module_completion BEFORE INSERT ON courses_modulecompletion
    FOR EACH ROW EXECUTE FUNCTION guard_module_completion();

-- Taking one back waits for, or is waited for by, whoever completes a course on it.
CREATE OR REPLACE FUNCTION guard_module_completion_voided() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM people_lock l JOIN courses_modulecompletion c ON c.person_id = l.person_id
        WHERE c.id = NEW.completion_id FOR NO KEY UPDATE OF l;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_module_completion_voided BEFORE INSERT ON courses_modulecompletionvoided
    FOR EACH ROW EXECUTE FUNCTION guard_module_completion_voided();
