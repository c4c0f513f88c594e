-- A stage in the agenda of a session with one person would be a record of that person: only a group of two or more may name stages.
CREATE TRIGGER guard_session_stage BEFORE INSERT ON supervision_session_stages
WHEN NOT EXISTS (SELECT 1 FROM supervision_session s WHERE s.id = NEW.session_id AND s.format = 'group')
  OR (SELECT count(*) FROM supervision_sessionattendee a WHERE a.session_id = NEW.session_id) < 2
BEGIN
    SELECT RAISE(ABORT, 'session_stages_in_a_group');
END;
CREATE TRIGGER guard_session_stage_moved BEFORE UPDATE ON supervision_session_stages
WHEN NEW.session_id IS NOT OLD.session_id
BEGIN
    SELECT RAISE(ABORT, 'session_stages_in_a_group');
END;
CREATE TRIGGER guard_session_stays_a_group BEFORE UPDATE ON supervision_session
WHEN NEW.format <> 'group' AND EXISTS (SELECT 1 FROM supervision_session_stages t WHERE t.session_id = OLD.id)
BEGIN
    SELECT RAISE(ABORT, 'session_stages_in_a_group');
END;
CREATE TRIGGER guard_session_attendee_leaves BEFORE DELETE ON supervision_sessionattendee
WHEN EXISTS (SELECT 1 FROM supervision_session_stages t WHERE t.session_id = OLD.session_id)
 AND (SELECT count(*) FROM supervision_sessionattendee a WHERE a.session_id = OLD.session_id) <= 2
BEGIN
    SELECT RAISE(ABORT, 'session_stages_in_a_group');
END;
CREATE TRIGGER guard_session_attendee_moves BEFORE UPDATE ON supervision_sessionattendee
WHEN NEW.session_id IS NOT OLD.session_id
 AND EXISTS (SELECT 1 FROM supervision_session_stages t WHERE t.session_id = OLD.session_id)
BEGIN
    SELECT RAISE(ABORT, 'session_stages_in_a_group');
END;
CREATE TRIGGER guard_session_no_replace BEFORE INSERT ON supervision_session
WHEN EXISTS (SELECT 1 FROM supervision_session s JOIN supervision_session_stages t ON t.session_id = s.id
             WHERE s.id = NEW.id OR s.uuid = NEW.uuid OR s.client_key = NEW.client_key)
BEGIN
    SELECT RAISE(ABORT, 'session_stages_in_a_group');
END;
CREATE TRIGGER guard_session_attendee_no_replace BEFORE INSERT ON supervision_sessionattendee
WHEN EXISTS (SELECT 1 FROM supervision_sessionattendee a JOIN supervision_session_stages t ON t.session_id = a.session_id
             WHERE a.id = NEW.id)
BEGIN
    SELECT RAISE(ABORT, 'session_stages_in_a_group');
END;
