-- A step is done by the run's person, is a step of the run's edition that is required or plays, and was done in a way that its kind allows.
CREATE OR REPLACE FUNCTION guard_step_done() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    step courses_editionstep%ROWTYPE;
BEGIN
    PERFORM 1 FROM people_lock WHERE person_id = NEW.person_id FOR NO KEY UPDATE;
    SELECT s.* INTO step FROM courses_modulerun r
        JOIN courses_editionstep s ON s.edition_id = r.edition_id
        WHERE r.id = NEW.run_id AND r.person_id = NEW.person_id AND s.key = NEW.step_key
            AND (s.required OR s.kind IN ('video', 'audio'));
    IF NOT FOUND THEN
        RAISE EXCEPTION 'step_done_of_its_run: %', NEW.step_key USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NOT (
        (step.kind = 'reading' AND NEW.route = 'read')
        OR (step.kind = 'check' AND NEW.route = 'answered')
        OR (step.kind IN ('video', 'audio') AND NEW.route IN ('watched', 'transcript'))
        OR (step.kind = 'roleplay' AND NEW.route IN ('sent', 'transcript'))
    ) THEN
        RAISE EXCEPTION 'step_done_by_a_route_of_its_kind: % %', step.kind, NEW.route
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF step.kind = 'check' AND NOT EXISTS (
        SELECT 1 FROM courses_attempt WHERE run_id = NEW.run_id AND step_key = NEW.step_key AND passed
    ) THEN
        RAISE EXCEPTION 'check_done_needs_a_right_attempt: %', NEW.step_key USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.route = 'watched' AND NOT EXISTS (
        SELECT 1 FROM courses_progress
        WHERE run_id = NEW.run_id AND step_key = NEW.step_key AND watched_ms >= step.seconds * 900
    ) THEN
        RAISE EXCEPTION 'watched_needs_nine_tenths: %', NEW.step_key USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_step_done BEFORE INSERT ON courses_stepdone
    FOR EACH ROW EXECUTE FUNCTION guard_step_done();
