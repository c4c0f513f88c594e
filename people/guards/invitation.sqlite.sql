-- What an invitation invites to never changes; it is used once, or taken back for good.
-- One thing may: its name and address are blanked when the person asks to be forgotten.
CREATE TRIGGER guard_invitation_no_delete BEFORE DELETE ON people_invitation
BEGIN
    SELECT RAISE(ABORT, 'invitation_stays');
END;
CREATE TRIGGER guard_invitation_used_once BEFORE UPDATE ON people_invitation
WHEN (OLD.used_at IS NOT NULL OR OLD.withdrawn_at IS NOT NULL) AND NOT (
    NEW.email = '' AND NEW.name = '' AND NEW.used_at IS OLD.used_at AND NEW.accepted_by_id IS OLD.accepted_by_id
    AND NEW.withdrawn_at IS OLD.withdrawn_at AND NEW.expires_at IS OLD.expires_at
)
BEGIN
    SELECT RAISE(ABORT, 'invitation_used_once');
END;
CREATE TRIGGER guard_invitation_stays BEFORE UPDATE ON people_invitation
WHEN NEW.agency_id IS NOT OLD.agency_id OR NEW.role IS NOT OLD.role OR (NEW.email IS NOT OLD.email AND NEW.email <> '')
    OR NEW.person_id IS NOT OLD.person_id OR NEW.invited_by_id IS NOT OLD.invited_by_id OR NEW.uuid IS NOT OLD.uuid
    OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'invitation_stays');
END;
