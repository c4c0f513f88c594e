-- An attempt is of a check of the run's edition, by the run's person, over all of its questions.
CREATE TRIGGER guard_attempt BEFORE INSERT ON courses_attempt
BEGIN
    SELECT RAISE(ABORT, 'attempt_of_a_check_of_its_run')
    WHERE NOT EXISTS (
        SELECT 1 FROM courses_modulerun r
        JOIN courses_editionstep s ON s.edition_id = r.edition_id
        WHERE r.id = NEW.run_id AND r.person_id = NEW.person_id
            AND s.key = NEW.step_key AND s.kind = 'check' AND s.questions = NEW.out_of
    );
END;
