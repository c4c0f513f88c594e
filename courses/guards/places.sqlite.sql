-- Never more places given than a session has.
CREATE TRIGGER guard_places BEFORE INSERT ON courses_signup
WHEN NEW.has_place AND NEW.ended_at IS NULL
BEGIN
    SELECT RAISE(ABORT, 'no_more_places_than_there_are')
    WHERE (
        SELECT count(*) FROM courses_signup WHERE session_id = NEW.session_id AND has_place AND ended_at IS NULL
    ) >= (SELECT capacity FROM courses_livesession WHERE id = NEW.session_id);
END;
CREATE TRIGGER guard_places_changed BEFORE UPDATE ON courses_signup
WHEN NEW.has_place AND NEW.ended_at IS NULL
BEGIN
    SELECT RAISE(ABORT, 'no_more_places_than_there_are')
    WHERE (
        SELECT count(*) FROM courses_signup
        WHERE session_id = NEW.session_id AND has_place AND ended_at IS NULL AND id IS NOT OLD.id
    ) >= (SELECT capacity FROM courses_livesession WHERE id = NEW.session_id);
END;
CREATE TRIGGER guard_places_taken_stay BEFORE UPDATE ON courses_livesession
WHEN NEW.capacity IS NOT OLD.capacity
BEGIN
    SELECT RAISE(ABORT, 'places_given_stay')
    WHERE (
        SELECT count(*) FROM courses_signup WHERE session_id = OLD.id AND has_place AND ended_at IS NULL
    ) > NEW.capacity;
END;
-- Nobody is there before the session begins.
CREATE TRIGGER guard_presence BEFORE INSERT ON courses_presence
BEGIN
    SELECT RAISE(ABORT, 'presence_after_the_start')
    WHERE NOT EXISTS (
        SELECT 1 FROM courses_livesession s
        WHERE s.id = NEW.session_id AND s.starts_at <= NEW.came_at AND s.starts_at <= strftime('%Y-%m-%d %H:%M:%f', 'now')
    );
    SELECT RAISE(ABORT, 'presence_of_a_session_that_is_held')
    WHERE EXISTS (SELECT 1 FROM courses_livesession WHERE id = NEW.session_id AND cancelled_at IS NOT NULL);
END;
