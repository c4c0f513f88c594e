-- A version that somebody follows or was certified by asks what it asked; a programme stays with its agency.
CREATE TRIGGER guard_version_in_use BEFORE INSERT ON roster_requirement
WHEN EXISTS (SELECT 1 FROM roster_pathway WHERE version_id = NEW.version_id)
    OR EXISTS (SELECT 1 FROM roster_trainingcertificate WHERE version_id = NEW.version_id)
BEGIN
    SELECT RAISE(ABORT, 'version_in_use_never_changes');
END;
CREATE TRIGGER guard_programme_stays_with_its_agency BEFORE UPDATE ON roster_programme
WHEN NEW.id IS NOT OLD.id OR NEW.uuid IS NOT OLD.uuid OR NEW.agency_id IS NOT OLD.agency_id
BEGIN
    SELECT RAISE(ABORT, 'programme_stays_with_its_agency');
END;
