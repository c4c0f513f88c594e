-- A stage in the agenda of a session with one person would be a record of that person: only a group of two or more may name stages.
CREATE OR REPLACE FUNCTION guard_session_stage() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    its_format text;
BEGIN
    SELECT s.format INTO its_format FROM supervision_session s WHERE s.id = NEW.session_id FOR NO KEY UPDATE;
    IF its_format IS DISTINCT FROM 'group'
       OR (SELECT count(*) FROM supervision_sessionattendee a WHERE a.session_id = NEW.session_id) < 2 THEN
        RAISE EXCEPTION 'session_stages_in_a_group' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE FUNCTION guard_session_stays_a_group() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.format <> 'group' AND EXISTS (SELECT 1 FROM supervision_session_stages t WHERE t.session_id = OLD.id) THEN
        RAISE EXCEPTION 'session_stages_in_a_group' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE FUNCTION guard_session_attendee() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.session_id = OLD.session_id THEN
        RETURN NEW;
    END IF;
    PERFORM 1 FROM supervision_session s WHERE s.id = OLD.session_id FOR NO KEY UPDATE;
    IF EXISTS (SELECT 1 FROM supervision_session_stages t WHERE t.session_id = OLD.session_id)
       AND (TG_OP = 'UPDATE'
            OR (SELECT count(*) FROM supervision_sessionattendee a WHERE a.session_id = OLD.session_id) <= 2) THEN
        RAISE EXCEPTION 'session_stages_in_a_group' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER guard_session_stage BEFORE INSERT OR UPDATE ON supervision_session_stages
    FOR EACH ROW EXECUTE FUNCTION guard_session_stage();
CREATE TRIGGER guard_session_stays_a_group BEFORE UPDATE ON supervision_session
    FOR EACH ROW EXECUTE FUNCTION guard_session_stays_a_group();
CREATE TRIGGER guard_session_attendee BEFORE UPDATE OR DELETE ON supervision_sessionattendee
    FOR EACH ROW EXECUTE FUNCTION guard_session_attendee();
