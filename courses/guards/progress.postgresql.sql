-- What was watched belongs to a step that plays, in the run's edition, and only grows.
CREATE OR REPLACE FUNCTION guard_progress() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND (
        (NEW.run_id, NEW.step_key, NEW.opened_at) IS DISTINCT FROM (OLD.run_id, OLD.step_key, OLD.opened_at)
        OR NEW.watched_ms < OLD.watched_ms
    ) THEN
        RAISE EXCEPTION 'progress_only_grows: %', OLD.id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NOT EXISTS (
        SELECT 1 FROM courses_modulerun r
        JOIN courses_editionstep s ON s.edition_id = r.edition_id
        WHERE r.id = NEW.run_id AND s.key = NEW.step_key AND s.seconds > 0
    ) THEN
        RAISE EXCEPTION 'progress_of_a_step_that_plays: %', NEW.step_key USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_progress BEFORE INSERT OR UPDATE ON courses_progress
    FOR EACH ROW EXECUTE FUNCTION guard_progress();
