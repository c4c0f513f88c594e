-- The terms of an assignment never change: all rights to sign come from it. It may be given another end, never be deleted.
CREATE TRIGGER guard_assignment_terms BEFORE UPDATE ON supervision_assignment
WHEN (NEW.id, NEW.uuid, NEW.agency_id, NEW.supervisor_id, NEW.volunteer_id, NEW.kind, NEW.starts_on, NEW.cover, NEW.groups_only,
      NEW.assigned_by_id, NEW.created_at)
  IS NOT (OLD.id, OLD.uuid, OLD.agency_id, OLD.supervisor_id, OLD.volunteer_id, OLD.kind, OLD.starts_on, OLD.cover, OLD.groups_only,
      OLD.assigned_by_id, OLD.created_at)
BEGIN
    SELECT RAISE(ABORT, 'assignment_keeps_its_terms');
END;
CREATE TRIGGER guard_assignment_stays BEFORE DELETE ON supervision_assignment
BEGIN
    SELECT RAISE(ABORT, 'assignment_is_ended_not_deleted');
END;
CREATE TRIGGER guard_assignment_no_replace BEFORE INSERT ON supervision_assignment
WHEN EXISTS (SELECT 1 FROM supervision_assignment WHERE id = NEW.id OR uuid = NEW.uuid)
BEGIN
    SELECT RAISE(ABORT, 'assignment_keeps_its_terms');
END;
