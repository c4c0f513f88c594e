-- What an invitation invites to never changes; it is used once, or taken back for good.
-- One thing may: its name and address are blanked when the person asks to be forgotten.
CREATE OR REPLACE FUNCTION guard_invitation_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'invitation_stays: %', OLD.uuid USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF (OLD.used_at IS NOT NULL OR OLD.withdrawn_at IS NOT NULL) AND NOT (
        NEW.email = '' AND NEW.name = '' AND NEW.used_at IS NOT DISTINCT FROM OLD.used_at
        AND NEW.accepted_by_id IS NOT DISTINCT FROM OLD.accepted_by_id
        AND NEW.withdrawn_at IS NOT DISTINCT FROM OLD.withdrawn_at
        AND NEW.expires_at IS NOT DISTINCT FROM OLD.expires_at
    ) THEN
        RAISE EXCEPTION 'invitation_used_once: %', OLD.uuid USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.agency_id IS DISTINCT FROM OLD.agency_id OR NEW.role IS DISTINCT FROM OLD.role
        OR (NEW.email IS DISTINCT FROM OLD.email AND NEW.email <> '') OR NEW.person_id IS DISTINCT FROM OLD.person_id
        OR NEW.invited_by_id IS DISTINCT FROM OLD.invited_by_id OR NEW.uuid IS DISTINCT FROM OLD.uuid THEN
        RAISE EXCEPTION 'invitation_stays: %', OLD.uuid USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_invitation_stays BEFORE UPDATE OR DELETE ON people_invitation
    FOR EACH ROW EXECUTE FUNCTION guard_invitation_stays();
