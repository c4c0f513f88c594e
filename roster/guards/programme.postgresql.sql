-- A version that somebody follows or was certified by asks what it asked; a programme stays with its agency.
CREATE OR REPLACE FUNCTION guard_version_in_use() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM roster_programme WHERE id = (
        SELECT programme_id FROM roster_programmeversion WHERE id = NEW.version_id
    ) FOR NO KEY UPDATE;
    IF EXISTS (SELECT 1 FROM roster_pathway WHERE version_id = NEW.version_id)
        OR EXISTS (SELECT 1 FROM roster_trainingcertificate WHERE version_id = NEW.version_id) THEN
        RAISE EXCEPTION 'version_in_use_never_changes: %', NEW.version_id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_version_in_use BEFORE INSERT ON roster_requirement
    FOR EACH ROW EXECUTE FUNCTION guard_version_in_use();

CREATE OR REPLACE FUNCTION guard_programme_stays_with_its_agency() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.id, NEW.uuid, NEW.agency_id) IS DISTINCT FROM (OLD.id, OLD.uuid, OLD.agency_id) THEN
        RAISE EXCEPTION 'programme_stays_with_its_agency: %', OLD.uuid USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_programme_stays_with_its_agency BEFORE UPDATE ON roster_programme
    FOR EACH ROW EXECUTE FUNCTION guard_programme_stays_with_its_agency();
