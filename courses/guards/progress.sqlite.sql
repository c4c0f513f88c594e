-- What was watched belongs to a step that plays, in the run's edition, and only grows.
CREATE TRIGGER guard_progress BEFORE INSERT ON courses_progress
BEGIN
    SELECT RAISE(ABORT, 'progress_of_a_step_that_plays')
    WHERE NOT EXISTS (
        SELECT 1 FROM courses_modulerun r
        JOIN courses_editionstep s ON s.edition_id = r.edition_id
        WHERE r.id = NEW.run_id AND s.key = NEW.step_key AND s.seconds > 0
    );
END;
CREATE TRIGGER guard_progress_only_grows BEFORE UPDATE ON courses_progress
BEGIN
    SELECT RAISE(ABORT, 'progress_only_grows')
    WHERE NEW.run_id IS NOT OLD.run_id OR NEW.step_key IS NOT OLD.step_key
        OR NEW.opened_at IS NOT OLD.opened_at OR NEW.watched_ms < OLD.watched_ms;
END;
