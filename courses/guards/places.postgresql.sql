-- Never more places given than a session has. The session's row is the lock: places are given and taken one after the other.
CREATE OR REPLACE FUNCTION guard_places() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    places integer;
BEGIN
    IF NEW.has_place IS NOT TRUE OR NEW.ended_at IS NOT NULL THEN
        RETURN NEW;
    END IF;
    SELECT capacity INTO places FROM courses_livesession WHERE id = NEW.session_id FOR NO KEY UPDATE;
    IF (
        SELECT count(*) FROM courses_signup
        WHERE session_id = NEW.session_id AND has_place AND ended_at IS NULL AND id IS DISTINCT FROM NEW.id
    ) >= places THEN
        RAISE EXCEPTION 'no_more_places_than_there_are: %', NEW.session_id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_places BEFORE INSERT OR UPDATE ON courses_signup
    FOR EACH ROW EXECUTE FUNCTION guard_places();

CREATE OR REPLACE FUNCTION guard_places_taken_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.capacity IS DISTINCT FROM OLD.capacity AND (
        SELECT count(*) FROM courses_signup WHERE session_id = OLD.id AND has_place AND ended_at IS NULL
    ) > NEW.capacity THEN
        RAISE EXCEPTION 'places_given_stay: %', OLD.id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_places_taken_stay BEFORE UPDATE ON courses_livesession
    FOR EACH ROW EXECUTE FUNCTION guard_places_taken_stay();

-- Nobody is there before the session begins.
CREATE OR REPLACE FUNCTION guard_presence() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    held courses_livesession%ROWTYPE;
BEGIN
    SELECT * INTO held FROM courses_livesession WHERE id = NEW.session_id;
    IF held.starts_at > LEAST(NEW.came_at, clock_timestamp()) IS DISTINCT FROM FALSE THEN
        RAISE EXCEPTION 'presence_after_the_start: %', NEW.session_id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF held.cancelled_at IS NOT NULL THEN
        RAISE EXCEPTION 'presence_of_a_session_that_is_held: %', NEW.session_id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_presence BEFORE INSERT ON courses_presence
    FOR EACH ROW EXECUTE FUNCTION guard_presence();
