-- A step is done by the run's person, is a step of the run's edition that is required or plays, and was done in a way that its kind allows.
CREATE TRIGGER guard_step_done BEFORE INSERT ON courses_stepdone
BEGIN
    SELECT RAISE(ABORT, 'step_done_of_its_run')
    WHERE NOT EXISTS (
        SELECT 1 FROM courses_modulerun r
        JOIN courses_editionstep s ON s.edition_id = r.edition_id
        WHERE r.id = NEW.run_id AND r.person_id = NEW.person_id AND s.key = NEW.step_key
            AND (s.required OR s.kind IN ('video', 'audio'))
    );
    SELECT RAISE(ABORT, 'step_done_by_a_route_of_its_kind')
    WHERE NOT EXISTS (
        SELECT 1 FROM courses_modulerun r
        JOIN courses_editionstep s ON s.edition_id = r.edition_id AND s.key = NEW.step_key
        WHERE r.id = NEW.run_id AND (
            (s.kind = 'reading' AND NEW.route = 'read')
            OR (s.kind = 'check' AND NEW.route = 'answered')
            OR (s.kind IN ('video', 'audio') AND NEW.route IN ('watched', 'transcript'))
            OR (s.kind = 'roleplay' AND NEW.route IN ('sent', 'transcript'))
        )
    );
    SELECT RAISE(ABORT, 'check_done_needs_a_right_attempt')
    WHERE NEW.route = 'answered' AND NOT EXISTS (
        SELECT 1 FROM courses_attempt WHERE run_id = NEW.run_id AND step_key = NEW.step_key AND passed
    );
    SELECT RAISE(ABORT, 'watched_needs_nine_tenths')
    WHERE NEW.route = 'watched' AND NOT EXISTS (
        SELECT 1 FROM courses_progress p
        JOIN courses_modulerun r ON r.id = p.run_id
        JOIN courses_editionstep s ON s.edition_id = r.edition_id AND s.key = p.step_key
        WHERE p.run_id = NEW.run_id AND p.step_key = NEW.step_key AND p.watched_ms >= s.seconds * 900
    );
END;
