-- A pathway leads along a version of the same agency's programme. It only ends; it is never changed or taken away.
-- When it ends or another begins, a listing that rests on a certificate of another version is gone.
CREATE TRIGGER guard_pathway BEFORE INSERT ON roster_pathway
BEGIN
    SELECT RAISE(ABORT, 'pathway_stays')
    WHERE EXISTS (SELECT 1 FROM roster_pathway WHERE id = NEW.id OR uuid = NEW.uuid);
    SELECT RAISE(ABORT, 'pathway_open_once')
    WHERE NEW.ends_on IS NULL AND EXISTS (
        SELECT 1 FROM roster_pathway
        WHERE person_id = NEW.person_id AND agency_id = NEW.agency_id AND ends_on IS NULL
    );
    SELECT RAISE(ABORT, 'pathway_of_own_agency')
    WHERE NEW.agency_id IS NOT (
        SELECT programme.agency_id FROM roster_programmeversion version
        JOIN roster_programme programme ON programme.id = version.programme_id WHERE version.id = NEW.version_id
    );
END;
CREATE TRIGGER guard_pathway_only_ends BEFORE UPDATE ON roster_pathway
WHEN OLD.ends_on IS NOT NULL OR NEW.ends_on IS NULL OR NEW.id IS NOT OLD.id OR NEW.uuid IS NOT OLD.uuid
    OR NEW.person_id IS NOT OLD.person_id OR NEW.agency_id IS NOT OLD.agency_id OR NEW.version_id IS NOT OLD.version_id
    OR NEW.starts_on IS NOT OLD.starts_on OR NEW.set_by_id IS NOT OLD.set_by_id OR NEW.created_at IS NOT OLD.created_at
BEGIN
    SELECT RAISE(ABORT, 'pathway_only_ends');
END;
CREATE TRIGGER guard_pathway_stays BEFORE DELETE ON roster_pathway
BEGIN
    SELECT RAISE(ABORT, 'pathway_stays');
END;
CREATE TRIGGER guard_falls_pathway AFTER INSERT ON roster_pathway
BEGIN
    DELETE FROM roster_listing
    WHERE person_id = NEW.person_id AND agency_id = NEW.agency_id AND NOT EXISTS (
        SELECT 1 FROM roster_pathway pathway
        JOIN roster_trainingcertificate granted ON granted.version_id = pathway.version_id
        WHERE granted.id = roster_listing.certificate_id AND pathway.person_id = NEW.person_id
            AND pathway.agency_id = NEW.agency_id AND pathway.ends_on IS NULL
    );
END;
CREATE TRIGGER guard_falls_pathway_ended AFTER UPDATE ON roster_pathway
BEGIN
    DELETE FROM roster_listing
    WHERE person_id = NEW.person_id AND agency_id = NEW.agency_id AND NOT EXISTS (
        SELECT 1 FROM roster_pathway pathway
        JOIN roster_trainingcertificate granted ON granted.version_id = pathway.version_id
        WHERE granted.id = roster_listing.certificate_id AND pathway.person_id = NEW.person_id
            AND pathway.agency_id = NEW.agency_id AND pathway.ends_on IS NULL
    );
END;
