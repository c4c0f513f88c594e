-- An attempt is of a check of the run's edition, by the run's person, over all of its questions.
CREATE OR REPLACE FUNCTION guard_attempt() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM people_lock WHERE person_id = NEW.person_id FOR NO KEY UPDATE;
    IF NOT EXISTS (
        SELECT 1 FROM courses_modulerun r
        JOIN courses_editionstep s ON s.edition_id = r.edition_id
        WHERE r.id = NEW.run_id AND r.person_id = NEW.person_id
            AND s.key = NEW.step_key AND s.kind = 'check' AND s.questions = NEW.out_of
    ) THEN
        RAISE EXCEPTION 'attempt_of_a_check_of_its_run: %', NEW.step_key USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_attempt BEFORE INSERT ON courses_attempt
    FOR EACH ROW EXECUTE FUNCTION guard_attempt();
