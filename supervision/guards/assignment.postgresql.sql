-- The terms of an assignment never change: all rights to sign come from it. It may be given another end, never be deleted.
CREATE OR REPLACE FUNCTION guard_assignment_terms() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'assignment_is_ended_not_deleted' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF (NEW.id, NEW.uuid, NEW.agency_id, NEW.supervisor_id, NEW.volunteer_id, NEW.kind, NEW.starts_on, NEW.cover, NEW.groups_only,
        NEW.assigned_by_id, NEW.created_at)
       IS DISTINCT FROM (OLD.id, OLD.uuid, OLD.agency_id, OLD.supervisor_id, OLD.volunteer_id, OLD.kind, OLD.starts_on, OLD.cover,
        OLD.groups_only, OLD.assigned_by_id, OLD.created_at) THEN
        RAISE EXCEPTION 'assignment_keeps_its_terms' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_assignment_terms BEFORE UPDATE OR DELETE ON supervision_assignment
    FOR EACH ROW EXECUTE FUNCTION guard_assignment_terms();
